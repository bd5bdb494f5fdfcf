// Who may do what with calendar feeds: everyone with his or her own.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "shared/auth/rights.h"

namespace driehoek::calendar {

inline constexpr absl::string_view kGetCalendarFeed = "driehoek.v1.CalendarService/GetCalendarFeed";
inline constexpr absl::string_view kCreateCalendarFeed =
    "driehoek.v1.CalendarService/CreateCalendarFeed";
inline constexpr absl::string_view kRevokeCalendarFeed =
    "driehoek.v1.CalendarService/RevokeCalendarFeed";
inline constexpr absl::string_view kOpenCalendarFeed =
    "driehoek.v1.CalendarService/OpenCalendarFeed";

std::vector<auth::Right> CalendarRights();

}  // namespace driehoek::calendar
