#include "placement/capacity/capacity_service.h"

#include "driehoek/v1/capacity_service.grpc.pb.h"
#include "placement/capacity/policy.h"

namespace driehoek::capacity {
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

class CapacityGrpcService final : public v1::CapacityService::Service {
 public:
  CapacityGrpcService(rpc::Border& border, const CapacityHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(GetCapacityOffer, CapacityOffer)
  DRIEHOEK_SERVE(ListCapacityOffers, ListCapacityOffersResponse)
  DRIEHOEK_SERVE(CreateCapacityOffer, CapacityOffer)
  DRIEHOEK_SERVE(UpdateCapacityOffer, CapacityOffer)
  DRIEHOEK_SERVE(WithdrawCapacityOffer, CapacityOffer)
  DRIEHOEK_SERVE(GetHostingIntent, HostingIntent)
  DRIEHOEK_SERVE(ListHostingIntents, ListHostingIntentsResponse)
  DRIEHOEK_SERVE(AskHostingIntent, HostingIntent)
  DRIEHOEK_SERVE(AnswerHostingIntent, HostingIntent)

 private:
  rpc::Border& border_;
  const CapacityHandler& handler_;
};

#undef DRIEHOEK_SERVE

}  // namespace

std::unique_ptr<grpc::Service> MakeCapacityService(rpc::Border& border,
                                                   const CapacityHandler& handler) {
  return std::make_unique<CapacityGrpcService>(border, handler);
}

}  // namespace driehoek::capacity
