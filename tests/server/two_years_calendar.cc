#include "two_years_calendar.h"

#include <algorithm>
#include <iterator>

namespace driehoek::test {
namespace {

// As published for these years; those on a Saturday or Sunday too.
constexpr absl::CivilDay kHolidays[] = {
    absl::CivilDay(2026, 12, 25), absl::CivilDay(2026, 12, 26), absl::CivilDay(2027, 1, 1),
    absl::CivilDay(2027, 3, 26),  absl::CivilDay(2027, 3, 29),  absl::CivilDay(2027, 4, 27),
    absl::CivilDay(2027, 5, 5),   absl::CivilDay(2027, 5, 6),   absl::CivilDay(2027, 5, 17),
    absl::CivilDay(2027, 12, 25), absl::CivilDay(2027, 12, 26), absl::CivilDay(2028, 1, 1),
    absl::CivilDay(2028, 4, 14),  absl::CivilDay(2028, 4, 17),  absl::CivilDay(2028, 4, 27),
    absl::CivilDay(2028, 5, 5),   absl::CivilDay(2028, 5, 25),  absl::CivilDay(2028, 6, 5)};

}  // namespace

bool IsWorked(absl::CivilDay day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  if (weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday) return false;
  return std::find(std::begin(kHolidays), std::end(kHolidays), day) == std::end(kHolidays);
}

absl::CivilDay StepWorkingDays(absl::CivilDay day, int count) {
  const int step = count < 0 ? -1 : 1;
  while (count != 0) {
    day += step;
    if (IsWorked(day)) count -= step;
  }
  return day;
}

absl::CivilDay NearestWorked(absl::CivilDay wanted, absl::CivilDay first, absl::CivilDay last) {
  for (int away = 0; away <= last - first; ++away) {
    const absl::CivilDay later = wanted + away;
    if (first <= later && later <= last && IsWorked(later)) return later;
    const absl::CivilDay earlier = wanted - away;
    if (first <= earlier && earlier <= last && IsWorked(earlier)) return earlier;
  }
  return wanted;
}

absl::Time Looks::From(absl::Time time) const {
  const auto found = std::lower_bound(looks_.begin(), looks_.end(), time);
  return found == looks_.end() ? absl::InfiniteFuture() : *found;
}

}  // namespace driehoek::test
