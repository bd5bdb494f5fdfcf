// Who may do what with preferences: everyone with his or her own.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "shared/auth/rights.h"

namespace driehoek::notify {

inline constexpr absl::string_view kGetNotificationPreferences =
    "driehoek.v1.NotificationService/GetNotificationPreferences";
inline constexpr absl::string_view kUpdateNotificationPreferences =
    "driehoek.v1.NotificationService/UpdateNotificationPreferences";
inline constexpr absl::string_view kStopNotifications =
    "driehoek.v1.NotificationService/StopNotifications";

std::vector<auth::Right> NotificationRights();

}  // namespace driehoek::notify
