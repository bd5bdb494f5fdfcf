#include "placement/placement_service.h"

#include "driehoek/v1/placement_service.grpc.pb.h"
#include "placement/policy.h"

namespace driehoek::placement {
namespace {

// One override: through the border to the handler's function of the same name.
#define DRIEHOEK_SERVE(Method, Response)                                                \
  grpc::Status Method(grpc::ServerContext* context, const v1::Method##Request* request, \
                      v1::Response* response) override {                                \
    return border_.Handle(context, k##Method, request, response,                        \
                          [this](const rpc::Call& call, const v1::Method##Request& q) { \
                            return handler_.Method(call, q);                            \
                          });                                                           \
  }

class PlacementGrpcService final : public v1::PlacementService::Service {
 public:
  PlacementGrpcService(rpc::Border& border, const PlacementHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(GetPlacement, Placement)
  DRIEHOEK_SERVE(ListPlacements, ListPlacementsResponse)
  DRIEHOEK_SERVE(CreatePlacement, Placement)
  DRIEHOEK_SERVE(UpdatePlacement, Placement)
  DRIEHOEK_SERVE(EndPlacement, Placement)
  DRIEHOEK_SERVE(ProposeWorkplace, Placement)
  DRIEHOEK_SERVE(ScreenPlacement, Placement)
  DRIEHOEK_SERVE(ForecastShortfall, ForecastShortfallResponse)

 private:
  rpc::Border& border_;
  const PlacementHandler& handler_;
};

#undef DRIEHOEK_SERVE

}  // namespace

std::unique_ptr<grpc::Service> MakePlacementService(rpc::Border& border,
                                                    const PlacementHandler& handler) {
  return std::make_unique<PlacementGrpcService>(border, handler);
}

}  // namespace driehoek::placement
