// What NotificationService does: each call in six steps.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "driehoek/v1/notification_service.pb.h"
#include "notify/ports.h"
#include "notify/preference_store.h"
#include "shared/auth/wrong_secrets.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::notify {

// Thread-safe; holds no state. What it refers to must outlive it.
class PreferenceHandler {
 public:
  struct Parts {
    PreferenceStore& store;
    Addressees& addressees;
    auth::WrongSecrets& wrong_secrets;
    events::ChangeLog& change_log;
  };
  explicit PreferenceHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::NotificationPreferences> GetNotificationPreferences(
      const rpc::Call& call, const v1::GetNotificationPreferencesRequest& request) const;
  absl::StatusOr<v1::NotificationPreferences> UpdateNotificationPreferences(
      const rpc::Call& call, const v1::UpdateNotificationPreferencesRequest& request) const;
  absl::StatusOr<v1::StopNotificationsResponse> StopNotifications(
      const rpc::Call& call, const v1::StopNotificationsRequest& request) const;

 private:
  // The preferences of that name, which the caller may read.
  absl::StatusOr<Preferences> Load(const rpc::Call& call, const std::string& name) const;

  const Parts parts_;
};

}  // namespace driehoek::notify
