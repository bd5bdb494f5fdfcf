#include "shared/base/working_days.h"

#include <gtest/gtest.h>

namespace driehoek {
namespace {

using absl::CivilDay;

// Dates as published in calendars.
TEST(EasterTest, GivenYears_WhenComputed_ThenAsTheCalendarSays) {
  EXPECT_EQ(EasterSunday(2000), CivilDay(2000, 4, 23));
  EXPECT_EQ(EasterSunday(2008), CivilDay(2008, 3, 23));
  EXPECT_EQ(EasterSunday(2011), CivilDay(2011, 4, 24));
  EXPECT_EQ(EasterSunday(2024), CivilDay(2024, 3, 31));
  EXPECT_EQ(EasterSunday(2025), CivilDay(2025, 4, 20));
  EXPECT_EQ(EasterSunday(2026), CivilDay(2026, 4, 5));
  EXPECT_EQ(EasterSunday(2038), CivilDay(2038, 4, 25));
}

TEST(EasterTest, GivenFourCenturies_WhenComputed_ThenASundayInItsBounds) {
  for (int year = 1900; year < 2300; ++year) {
    const CivilDay easter = EasterSunday(year);
    EXPECT_EQ(absl::GetWeekday(easter), absl::Weekday::sunday) << year;
    EXPECT_GE(easter, CivilDay(year, 3, 22));
    EXPECT_LE(easter, CivilDay(year, 4, 25));
  }
}

TEST(WorkingDayTest, GivenHolidays_WhenAsked_ThenNoWorkingDays) {
  for (const CivilDay holiday :
       {CivilDay(2026, 1, 1), CivilDay(2026, 4, 3), CivilDay(2026, 4, 6), CivilDay(2026, 4, 27),
        CivilDay(2026, 5, 5), CivilDay(2026, 5, 14), CivilDay(2026, 5, 25), CivilDay(2026, 12, 25),
        CivilDay(2026, 12, 26)}) {
    EXPECT_FALSE(IsWorkingDay(holiday)) << holiday;
  }
  // 27 April 2025 was a Sunday: the King's birthday was kept on Saturday.
  EXPECT_TRUE(IsPublicHoliday(CivilDay(2025, 4, 26)));
  EXPECT_FALSE(IsPublicHoliday(CivilDay(2025, 4, 27)));
  EXPECT_TRUE(IsWorkingDay(CivilDay(2026, 4, 28)));
  EXPECT_FALSE(IsWorkingDay(CivilDay(2026, 5, 2))) << "a Saturday";
}

TEST(WorkingDayTest, GivenADay_WhenCountedOn_ThenWeekendsAndHolidaysAreLeftOut) {
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 11, 27), 0), CivilDay(2026, 11, 27));
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 11, 27), 1), CivilDay(2026, 11, 30)) << "from a Friday";
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 11, 28), 1), CivilDay(2026, 11, 30)) << "a Saturday";
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 11, 27), 10), CivilDay(2026, 12, 11));
  // Good Friday and Easter Monday lie between.
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 4, 2), 1), CivilDay(2026, 4, 7));
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 12, 24), 1), CivilDay(2026, 12, 28));
}

TEST(WorkingDayTest, GivenADay_WhenCountedBack_ThenWeekendsAndHolidaysAreLeftOut) {
  EXPECT_EQ(SubtractWorkingDays(CivilDay(2026, 11, 30), 1), CivilDay(2026, 11, 27));
  EXPECT_EQ(SubtractWorkingDays(CivilDay(2026, 4, 7), 1), CivilDay(2026, 4, 2)) << "over Easter";
  EXPECT_EQ(SubtractWorkingDays(CivilDay(2026, 4, 7), 0), CivilDay(2026, 4, 7));
}

TEST(WorkingDayTest, GivenTwoDays_WhenCountedBetween_ThenTheInverseOfAdding) {
  EXPECT_EQ(WorkingDaysBetween(CivilDay(2026, 11, 27), CivilDay(2026, 11, 27)), 0);
  EXPECT_EQ(WorkingDaysBetween(CivilDay(2026, 11, 27), CivilDay(2026, 11, 29)), 0) << "a weekend";
  EXPECT_EQ(WorkingDaysBetween(CivilDay(2026, 11, 27), CivilDay(2026, 11, 30)), 1);
  EXPECT_EQ(WorkingDaysBetween(CivilDay(2026, 11, 30), CivilDay(2026, 11, 27)), 0);
  for (CivilDay day(2025, 1, 1); day < CivilDay(2028, 1, 1); ++day) {
    for (const int count : {1, 5, 10, 23}) {
      EXPECT_EQ(WorkingDaysBetween(day, AddWorkingDays(day, count)), count) << day;
    }
  }
}

}  // namespace
}  // namespace driehoek
