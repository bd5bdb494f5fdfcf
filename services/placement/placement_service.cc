#include "placement/placement_service.h"

#include "driehoek/v1/placement_service.grpc.pb.h"
#include "placement/policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::placement {
namespace {

class PlacementGrpcService final : public v1::PlacementService::Service {
 public:
  PlacementGrpcService(rpc::Border& border, const PlacementHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(handler_, GetPlacement, v1::Placement)
  DRIEHOEK_SERVE(handler_, ListPlacements, v1::ListPlacementsResponse)
  DRIEHOEK_SERVE(handler_, CreatePlacement, v1::Placement)
  DRIEHOEK_SERVE(handler_, UpdatePlacement, v1::Placement)
  DRIEHOEK_SERVE(handler_, EndPlacement, v1::Placement)
  DRIEHOEK_SERVE(handler_, CompletePlacement, v1::Placement)
  DRIEHOEK_SERVE(handler_, ProposeWorkplace, v1::Placement)
  DRIEHOEK_SERVE(handler_, ScreenPlacement, v1::Placement)
  DRIEHOEK_SERVE(handler_, ForecastShortfall, v1::ForecastShortfallResponse)
  DRIEHOEK_SERVE(handler_, GetAxesDistribution, v1::GetAxesDistributionResponse)

 private:
  rpc::Border& border_;
  const PlacementHandler& handler_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakePlacementService(rpc::Border& border,
                                                    const PlacementHandler& handler) {
  return std::make_unique<PlacementGrpcService>(border, handler);
}

}  // namespace driehoek::placement
