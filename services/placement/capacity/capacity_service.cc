#include "placement/capacity/capacity_service.h"

#include "driehoek/v1/capacity_service.grpc.pb.h"
#include "placement/capacity/policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::capacity {
namespace {

class CapacityGrpcService final : public v1::CapacityService::Service {
 public:
  CapacityGrpcService(rpc::Border& border, const CapacityHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(handler_, GetCapacityOffer, v1::CapacityOffer)
  DRIEHOEK_SERVE(handler_, ListCapacityOffers, v1::ListCapacityOffersResponse)
  DRIEHOEK_SERVE(handler_, CreateCapacityOffer, v1::CapacityOffer)
  DRIEHOEK_SERVE(handler_, UpdateCapacityOffer, v1::CapacityOffer)
  DRIEHOEK_SERVE(handler_, WithdrawCapacityOffer, v1::CapacityOffer)
  DRIEHOEK_SERVE(handler_, GetHostingIntent, v1::HostingIntent)
  DRIEHOEK_SERVE(handler_, ListHostingIntents, v1::ListHostingIntentsResponse)
  DRIEHOEK_SERVE(handler_, AskHostingIntent, v1::HostingIntent)
  DRIEHOEK_SERVE(handler_, AnswerHostingIntent, v1::HostingIntent)

 private:
  rpc::Border& border_;
  const CapacityHandler& handler_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeCapacityService(rpc::Border& border,
                                                   const CapacityHandler& handler) {
  return std::make_unique<CapacityGrpcService>(border, handler);
}

}  // namespace driehoek::capacity
