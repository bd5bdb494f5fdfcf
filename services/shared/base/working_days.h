// Working days in the Netherlands: Monday to Friday, less the days that the law calls public
// holidays (Algemene termijnenwet, article 3).
#pragma once

#include "absl/time/civil_time.h"

namespace driehoek {

// Easter Sunday of `year` in the Gregorian calendar (Meeus, Jones and Butcher: "Astronomical
// Algorithms", chapter 8). 1583 and later.
absl::CivilDay EasterSunday(int year);

// New Year's Day, Good Friday, Easter Monday, the King's birthday (27 April, the day before when
// that is a Sunday), 5 May, Ascension Day, Whit Monday and both Christmas days.
bool IsPublicHoliday(absl::CivilDay day);

bool IsWorkingDay(absl::CivilDay day);

// The `count`th working day after `day`, which itself does not count; `day` for 0.
absl::CivilDay AddWorkingDays(absl::CivilDay day, int count);

// The `count`th working day before `day`, which itself does not count; `day` for 0.
absl::CivilDay SubtractWorkingDays(absl::CivilDay day, int count);

// Working days after `after` up to `last`, which itself counts; 0 when `last` is not later.
int WorkingDaysBetween(absl::CivilDay after, absl::CivilDay last);

}  // namespace driehoek
