#include "progress/task/verdict_clock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/time/time.h"
#include "shared/base/working_days.h"

namespace driehoek::progress::task {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

PolicyFact Policy(int working_days, int lead = 3, int manager = 5) {
  return {.verdict_working_days = working_days,
          .verdict_lead_days = lead,
          .verdict_manager_days = manager};
}

CivilDay DueOf(CivilDay submitted, int working_days) {
  return StartClock(submitted, Policy(working_days)).due_date;
}

// The defaults of full-time and part-time, on the calendar.
TEST(StartClockTest, GivenSubmissions_WhenStarted_ThenDueInWorkingDays) {
  EXPECT_EQ(DueOf(CivilDay(2026, 9, 7), 10), CivilDay(2026, 9, 21)) << "Monday to Monday";
  EXPECT_EQ(DueOf(CivilDay(2026, 9, 7), 5), CivilDay(2026, 9, 14));
  EXPECT_EQ(DueOf(CivilDay(2026, 9, 12), 5), CivilDay(2026, 9, 18)) << "from a Saturday";
  const VerdictClock clock = StartClock(CivilDay(2026, 9, 7), Policy(10));
  EXPECT_EQ(clock.lead_date, CivilDay(2026, 9, 24));
  EXPECT_EQ(clock.manager_date, CivilDay(2026, 9, 28));
  EXPECT_EQ(WorkingDays(clock), 10);
}

TEST(StartClockTest, GivenHolidays_WhenStarted_ThenTheyAreNoWorkingDays) {
  EXPECT_EQ(DueOf(CivilDay(2026, 4, 24), 1), CivilDay(2026, 4, 28)) << "Koningsdag, a Monday";
  EXPECT_EQ(DueOf(CivilDay(2026, 4, 2), 1), CivilDay(2026, 4, 7)) << "Good Friday, Easter Monday";
  EXPECT_EQ(DueOf(CivilDay(2026, 5, 13), 1), CivilDay(2026, 5, 15)) << "Ascension Day";
  EXPECT_EQ(DueOf(CivilDay(2026, 5, 22), 1), CivilDay(2026, 5, 26)) << "Whit Monday";
  EXPECT_EQ(DueOf(CivilDay(2026, 12, 24), 1), CivilDay(2026, 12, 28)) << "Christmas, a weekend";
  EXPECT_EQ(DueOf(CivilDay(2026, 12, 31), 1), CivilDay(2027, 1, 4))
      << "New Year's Day and the end of week 53";
  EXPECT_EQ(DueOf(CivilDay(2028, 2, 28), 1), CivilDay(2028, 2, 29)) << "a leap day";
}

TEST(MarkOnTest, GivenDays_WhenAsked_ThenEachMarkFromItsDay) {
  const VerdictClock clock = StartClock(CivilDay(2026, 9, 7), Policy(10));  // due Mon 21 Sep
  EXPECT_EQ(MarkOn(clock, CivilDay(2026, 9, 16)), Mark::kNone);
  EXPECT_EQ(MarkOn(clock, CivilDay(2026, 9, 17)), Mark::kDueSoon) << "two working days left";
  EXPECT_EQ(MarkOn(clock, CivilDay(2026, 9, 21)), Mark::kDueSoon) << "the due day is in time";
  EXPECT_EQ(MarkOn(clock, CivilDay(2026, 9, 22)), Mark::kOverdue);
  EXPECT_EQ(MarkOn(clock, CivilDay(2026, 9, 23)), Mark::kOverdue);
  EXPECT_EQ(MarkOn(clock, CivilDay(2026, 9, 24)), Mark::kLeadTold);
  EXPECT_EQ(MarkOn(clock, CivilDay(2026, 9, 27)), Mark::kLeadTold);
  EXPECT_EQ(MarkOn(clock, CivilDay(2026, 9, 28)), Mark::kManagerTold);
}

TEST(MarksToTellTest, GivenLongSilence_WhenAsked_ThenAllThatWereMissedInOrder) {
  VerdictClock clock = StartClock(CivilDay(2026, 9, 7), Policy(10));
  EXPECT_THAT(MarksToTell(clock, CivilDay(2026, 9, 28)),
              ElementsAre(Mark::kOverdue, Mark::kLeadTold, Mark::kManagerTold))
      << "that it is due soon is no news any more";
  clock.mark = Mark::kOverdue;
  EXPECT_THAT(MarksToTell(clock, CivilDay(2026, 9, 28)),
              ElementsAre(Mark::kLeadTold, Mark::kManagerTold));
  clock.mark = Mark::kManagerTold;
  EXPECT_THAT(MarksToTell(clock, CivilDay(2027, 9, 28)), IsEmpty());
  clock.mark = Mark::kNone;
  clock.stop_date = CivilDay(2026, 9, 18);
  EXPECT_THAT(MarksToTell(clock, CivilDay(2026, 9, 28)), IsEmpty());
}

// Day by day over three years: each mark once, on the first day that has it, and NextMarkDate
// names that day beforehand.
TEST(MarksToTellTest, GivenEveryDay_WhenLookedAtDaily_ThenEachMarkOnceOnItsDay) {
  for (CivilDay submitted(2025, 1, 1); submitted < CivilDay(2028, 1, 1); ++submitted) {
    VerdictClock clock = StartClock(submitted, Policy(5, 2, 4));
    std::vector<Mark> told;
    for (CivilDay today = submitted; today < submitted + 60; ++today) {
      const auto expected = NextMarkDate(clock);
      const std::vector<Mark> marks = MarksToTell(clock, today);
      if (marks.empty()) {
        EXPECT_TRUE(!expected.has_value() || *expected > today) << submitted << " " << today;
        continue;
      }
      EXPECT_EQ(marks.size(), 1U) << submitted << " " << today;
      EXPECT_EQ(expected, today) << submitted;
      clock.mark = marks.back();
      told.push_back(clock.mark);
    }
    EXPECT_THAT(told,
                ElementsAre(Mark::kDueSoon, Mark::kOverdue, Mark::kLeadTold, Mark::kManagerTold))
        << submitted;
  }
}

// A policy may tell the manager before the lead; nobody is left out.
TEST(MarksToTellTest, GivenManagerBeforeLead_WhenPassed_ThenBothAreTold) {
  VerdictClock clock = StartClock(CivilDay(2026, 9, 7), Policy(10, 5, 3));
  clock.mark = Mark::kOverdue;
  EXPECT_EQ(NextMarkDate(clock), CivilDay(2026, 9, 24));
  EXPECT_THAT(MarksToTell(clock, CivilDay(2026, 9, 24)),
              ElementsAre(Mark::kLeadTold, Mark::kManagerTold));
}

TEST(LateWorkingDaysTest, GivenDays_WhenCounted_ThenFromTheDayAfterTheDueDay) {
  VerdictClock clock = StartClock(CivilDay(2026, 9, 11), Policy(5));  // due Fri 18 Sep
  EXPECT_EQ(LateWorkingDays(clock, CivilDay(2026, 9, 18)), 0);
  EXPECT_EQ(LateWorkingDays(clock, CivilDay(2026, 9, 20)), 0) << "a weekend costs no working day";
  EXPECT_EQ(LateWorkingDays(clock, CivilDay(2026, 9, 21)), 1);
  EXPECT_EQ(LateWorkingDays(clock, CivilDay(2026, 9, 30)), 8);
  clock.stop_date = CivilDay(2026, 9, 22);
  EXPECT_EQ(LateWorkingDays(clock, CivilDay(2026, 9, 30)), 2) << "it stops with the verdict";
}

TEST(BegunWorkingDaysTest, GivenDays_WhenCounted_ThenUpToTheDueDay) {
  VerdictClock clock = StartClock(CivilDay(2026, 9, 11), Policy(5));
  EXPECT_EQ(BegunWorkingDays(clock, CivilDay(2026, 9, 11)), 0);
  EXPECT_EQ(BegunWorkingDays(clock, CivilDay(2026, 9, 16)), 3);
  EXPECT_EQ(BegunWorkingDays(clock, CivilDay(2026, 9, 30)), 5);
  clock.stop_date = CivilDay(2026, 9, 15);
  EXPECT_EQ(BegunWorkingDays(clock, CivilDay(2026, 9, 30)), 2);
}

// The due day ends at the institution's midnight, also in the nights in which the clock is moved.
TEST(VerdictClockTest, GivenNightsOfSummerTime_WhenTheDayTurns_ThenLateFromLocalMidnightOn) {
  absl::TimeZone zone;
  ASSERT_TRUE(absl::LoadTimeZone("Europe/Amsterdam", &zone));
  // Summer time ended on Sunday 25 October 2026 and began on Sunday 28 March 2027.
  for (const CivilDay due : {CivilDay(2026, 10, 24), CivilDay(2026, 10, 25), CivilDay(2027, 3, 27),
                             CivilDay(2027, 3, 28)}) {
    const VerdictClock clock{
        .submit_date = due - 14, .due_date = due, .lead_date = due + 3, .manager_date = due + 5};
    const absl::Time midnight = absl::FromCivil(due + 1, zone);
    EXPECT_EQ(MarkOn(clock, absl::ToCivilDay(midnight - absl::Seconds(1), zone)), Mark::kDueSoon);
    EXPECT_EQ(MarkOn(clock, absl::ToCivilDay(midnight, zone)), Mark::kOverdue);
    for (absl::Time hour = midnight - absl::Hours(30); hour < midnight; hour += absl::Hours(1)) {
      EXPECT_NE(MarkOn(clock, absl::ToCivilDay(hour, zone)), Mark::kOverdue) << hour;
    }
  }
}

}  // namespace
}  // namespace driehoek::progress::task
