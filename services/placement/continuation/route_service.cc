#include "placement/continuation/route_service.h"

#include "driehoek/v1/continuation_service.grpc.pb.h"
#include "placement/continuation/route_policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::placement::continuation {
namespace {

class ContinuationGrpcService final : public v1::ContinuationService::Service {
 public:
  ContinuationGrpcService(rpc::Border& border, const RouteHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(handler_, OpenContinuationRoute, v1::ContinuationRoute)
  DRIEHOEK_SERVE(handler_, GetContinuationRoute, v1::ContinuationRoute)
  DRIEHOEK_SERVE(handler_, ListContinuationRoutes, v1::ListContinuationRoutesResponse)
  DRIEHOEK_SERVE(handler_, SuggestAlternatives, v1::SuggestAlternativesResponse)
  DRIEHOEK_SERVE(handler_, OfferOptions, v1::ContinuationRoute)
  DRIEHOEK_SERVE(handler_, ChooseOption, v1::ContinuationRoute)
  DRIEHOEK_SERVE(handler_, CloseContinuationRoute, v1::ContinuationRoute)

 private:
  rpc::Border& border_;
  const RouteHandler& handler_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeContinuationService(rpc::Border& border,
                                                       const RouteHandler& handler) {
  return std::make_unique<ContinuationGrpcService>(border, handler);
}

}  // namespace driehoek::placement::continuation
