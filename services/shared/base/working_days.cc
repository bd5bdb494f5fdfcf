#include "shared/base/working_days.h"

namespace driehoek {
namespace {

absl::CivilDay KingsDay(int year) {
  const absl::CivilDay birthday(year, 4, 27);
  return absl::GetWeekday(birthday) == absl::Weekday::sunday ? birthday - 1 : birthday;
}

}  // namespace

absl::CivilDay EasterSunday(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = b / 4;
  const int e = b % 4;
  const int f = (b + 8) / 25;
  const int g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4;
  const int k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return absl::CivilDay(year, n / 31, n % 31 + 1);
}

bool IsPublicHoliday(absl::CivilDay day) {
  const int year = static_cast<int>(day.year());
  const absl::CivilDay easter = EasterSunday(year);
  for (const absl::CivilDay holiday :
       {absl::CivilDay(year, 1, 1), easter - 2, easter + 1, KingsDay(year),
        absl::CivilDay(year, 5, 5), easter + 39, easter + 50, absl::CivilDay(year, 12, 25),
        absl::CivilDay(year, 12, 26)}) {
    if (day == holiday) return true;
  }
  return false;
}

bool IsWorkingDay(absl::CivilDay day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday != absl::Weekday::saturday && weekday != absl::Weekday::sunday &&
         !IsPublicHoliday(day);
}

absl::CivilDay AddWorkingDays(absl::CivilDay day, int count) {
  while (count > 0) {
    ++day;
    if (IsWorkingDay(day)) --count;
  }
  return day;
}

absl::CivilDay SubtractWorkingDays(absl::CivilDay day, int count) {
  while (count > 0) {
    --day;
    if (IsWorkingDay(day)) --count;
  }
  return day;
}

int WorkingDaysBetween(absl::CivilDay after, absl::CivilDay last) {
  int count = 0;
  while (after < last) {
    ++after;
    if (IsWorkingDay(after)) ++count;
  }
  return count;
}

}  // namespace driehoek
