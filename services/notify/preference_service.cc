#include "notify/preference_service.h"

#include "driehoek/v1/notification_service.grpc.pb.h"
#include "notify/preference_policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::notify {
namespace {

class NotificationGrpcService final : public v1::NotificationService::Service {
 public:
  NotificationGrpcService(rpc::Border& border, const PreferenceHandler& handler)
      : border_(border), handler_(handler) {}

  DRIEHOEK_SERVE(handler_, GetNotificationPreferences, v1::NotificationPreferences)
  DRIEHOEK_SERVE(handler_, UpdateNotificationPreferences, v1::NotificationPreferences)
  DRIEHOEK_SERVE(handler_, StopNotifications, v1::StopNotificationsResponse)

 private:
  rpc::Border& border_;
  const PreferenceHandler& handler_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeNotificationService(rpc::Border& border,
                                                       const PreferenceHandler& handler) {
  return std::make_unique<NotificationGrpcService>(border, handler);
}

}  // namespace driehoek::notify
