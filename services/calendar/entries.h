// The dates of a person as a calendar. Pure.
#pragma once

#include "absl/time/time.h"
#include "calendar/facts.h"
#include "calendar/feed.h"
#include "shared/ics/ics.h"

namespace driehoek::calendar {

// How often a program is asked to look again.
inline constexpr absl::Duration kRefresh = absl::Hours(4);

// By codes only, an entry says what it is and the last characters of the placement's id, so that
// two placements can be told apart by their owner and by nobody else.
ics::Calendar CalendarOf(const Agenda& agenda, Titles titles, absl::Time now);

}  // namespace driehoek::calendar
