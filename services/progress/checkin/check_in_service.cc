#include "progress/checkin/check_in_service.h"

#include "driehoek/v1/check_in_service.grpc.pb.h"
#include "driehoek/v1/contact_service.grpc.pb.h"
#include "progress/checkin/check_in_policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::progress::checkin {
namespace {

class CheckInGrpcService final : public v1::CheckInService::Service {
 public:
  CheckInGrpcService(rpc::Border& border, const CheckInHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(handler_, GetCheckIn, v1::CheckIn)
  DRIEHOEK_SERVE(handler_, ListCheckIns, v1::ListCheckInsResponse)
  DRIEHOEK_SERVE(handler_, CreateCheckIn, v1::CheckIn)
  DRIEHOEK_SERVE(handler_, UpdateCheckIn, v1::CheckIn)
  DRIEHOEK_SERVE(handler_, MoveCheckIn, v1::CheckIn)
  DRIEHOEK_SERVE(handler_, WriteCheckInView, v1::CheckIn)
  DRIEHOEK_SERVE(handler_, HoldCheckIn, v1::CheckIn)
  DRIEHOEK_SERVE(handler_, AddAgreedAction, v1::CheckIn)
  DRIEHOEK_SERVE(handler_, MarkAgreedAction, v1::CheckIn)
  DRIEHOEK_SERVE(handler_, CloseCheckIn, v1::CheckIn)
  DRIEHOEK_SERVE(handler_, RecordDisagreement, v1::CheckIn)
  DRIEHOEK_SERVE(handler_, ResolveDisagreement, v1::CheckIn)

 private:
  rpc::Border& border_;
  const CheckInHandler& handler_;
};

class ContactGrpcService final : public v1::ContactService::Service {
 public:
  ContactGrpcService(rpc::Border& border, const ContactHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(handler_, CreateContactMoment, v1::ContactMoment)
  DRIEHOEK_SERVE(handler_, GetContactMoment, v1::ContactMoment)
  DRIEHOEK_SERVE(handler_, ListContactMoments, v1::ListContactMomentsResponse)
  DRIEHOEK_SERVE(handler_, GetContactOverview, v1::ContactOverview)

 private:
  rpc::Border& border_;
  const ContactHandler& handler_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeCheckInService(rpc::Border& border,
                                                  const CheckInHandler& handler) {
  return std::make_unique<CheckInGrpcService>(border, handler);
}

std::unique_ptr<grpc::Service> MakeContactService(rpc::Border& border,
                                                  const ContactHandler& handler) {
  return std::make_unique<ContactGrpcService>(border, handler);
}

}  // namespace driehoek::progress::checkin
