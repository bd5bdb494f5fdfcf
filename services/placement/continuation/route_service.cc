#include "placement/continuation/route_service.h"

#include "driehoek/v1/continuation_service.grpc.pb.h"
#include "placement/continuation/route_policy.h"

namespace driehoek::placement::continuation {
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

class ContinuationGrpcService final : public v1::ContinuationService::Service {
 public:
  ContinuationGrpcService(rpc::Border& border, const RouteHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(OpenContinuationRoute, ContinuationRoute)
  DRIEHOEK_SERVE(GetContinuationRoute, ContinuationRoute)
  DRIEHOEK_SERVE(ListContinuationRoutes, ListContinuationRoutesResponse)
  DRIEHOEK_SERVE(SuggestAlternatives, SuggestAlternativesResponse)
  DRIEHOEK_SERVE(OfferOptions, ContinuationRoute)
  DRIEHOEK_SERVE(ChooseOption, ContinuationRoute)
  DRIEHOEK_SERVE(CloseContinuationRoute, ContinuationRoute)

 private:
  rpc::Border& border_;
  const RouteHandler& handler_;
};

#undef DRIEHOEK_SERVE

}  // namespace

std::unique_ptr<grpc::Service> MakeContinuationService(rpc::Border& border,
                                                       const RouteHandler& handler) {
  return std::make_unique<ContinuationGrpcService>(border, handler);
}

}  // namespace driehoek::placement::continuation
