#include "progress/checkin/schedule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "progress/checkin/check_in_example.h"

namespace driehoek::progress::checkin {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using S = CheckInState;

class ScheduleTest : public testing::Test {
 protected:
  // Plans, and keeps what came of it.
  std::vector<PlannedChange> Plan(const Period& period, const PolicyFact& policy = FullTime()) {
    PlacementFact placement = ExamplePlacement();
    placement.start_date = period.start_date;
    placement.end_date = period.end_date;
    auto changes = Replan(check_ins, Propose(period, policy), placement, taken, period.today, kNow,
                          Amsterdam(), [this] { return absl::StrCat("id", ++count_); });
    for (const PlannedChange& planned : changes) Keep(planned);
    return changes;
  }
  CheckIn& Of(Kind kind) {
    for (CheckIn& check_in : check_ins) {
      if (check_in.kind == kind && check_in.state != S::kCancelled) return check_in;
    }
    ADD_FAILURE() << "none of this kind";
    return check_ins.front();
  }

  // What others of the teacher keep is taken from now on, and another student is planned.
  void NextStudent() {
    for (const CheckIn& check_in : check_ins) {
      taken.push_back({check_in.start_time,
                       check_in.start_time + absl::Minutes(check_in.arrangement.length_minutes)});
    }
    check_ins.clear();
  }

  std::vector<CheckIn> check_ins;
  std::vector<Taken> taken;

 private:
  void Keep(const PlannedChange& planned) {
    CheckIn after = planned.change.after;
    after.version = planned.before + 1;
    for (CheckIn& check_in : check_ins) {
      if (check_in.id == after.id) {
        check_in = after;
        return;
      }
    }
    check_ins.push_back(after);
  }
  int count_ = 0;
};

TEST_F(ScheduleTest, GivenNothing_WhenPlannedTwice_ThenMadeOnce) {
  const auto made = Plan(ExamplePeriod());
  ASSERT_THAT(made, SizeIs(3));
  EXPECT_THAT(made[0].change.told, ElementsAre(Told::kPlanned, Told::kInvited, Told::kViewsOpen))
      << "the kick-off is in two days";
  EXPECT_THAT(made[1].change.told, ElementsAre(Told::kPlanned));
  EXPECT_EQ(absl::ToCivilHour(made[1].change.after.start_time, Amsterdam()).hour(), 10);
  EXPECT_THAT(Plan(ExamplePeriod()), IsEmpty());
}

TEST_F(ScheduleTest, GivenATeacherWithManyStudents_WhenPlanned_ThenNoTwoMeetingsOverlap) {
  for (int student = 0; student < 40; ++student) {
    ASSERT_THAT(Plan(ExamplePeriod()), SizeIs(3));
    for (const CheckIn& check_in : check_ins) {
      const absl::CivilHour hour = absl::ToCivilHour(check_in.start_time, Amsterdam());
      EXPECT_TRUE(Holds(check_in.window, check_in.planned_date));
      EXPECT_EQ(absl::CivilDay(hour), check_in.planned_date);
      EXPECT_LE(absl::GetWeekday(check_in.planned_date), absl::Weekday::friday);
      EXPECT_GE(hour.hour(), 9);
      EXPECT_LE(hour.hour(), 16);
    }
    EXPECT_THAT(Plan(ExamplePeriod()), IsEmpty()) << "what was put off a day stays there";
    NextStudent();
  }
  std::sort(taken.begin(), taken.end(),
            [](const Taken& a, const Taken& b) { return a.from < b.from; });
  for (std::size_t i = 1; i < taken.size(); ++i) EXPECT_LE(taken[i - 1].to, taken[i].from) << i;
}

TEST_F(ScheduleTest, GivenTheHourIsTakenThere_WhenItMoves_ThenToAnotherHourOfThatDay) {
  Plan(ExamplePeriod());
  Period longer = ExamplePeriod();
  longer.end_date = kLastDay + 60;
  Plan(longer);
  const CheckIn there = Of(Kind::kFinal);
  check_ins.clear();
  Plan(ExamplePeriod());
  taken = {{there.start_time, there.start_time + absl::Minutes(1)}};
  Plan(longer);
  EXPECT_EQ(Of(Kind::kFinal).planned_date, there.planned_date);
  EXPECT_EQ(Of(Kind::kFinal).start_time, there.start_time + absl::Hours(1));
}

TEST_F(ScheduleTest, GivenAWindowWithoutAFreeHour_WhenPlanned_ThenProposedAtTenAllTheSame) {
  taken = {{absl::InfinitePast(), absl::InfiniteFuture()}};
  ASSERT_THAT(Plan(ExamplePeriod()), SizeIs(3));
  EXPECT_EQ(absl::ToCivilHour(Of(Kind::kMidTerm).start_time, Amsterdam()).hour(), 10);
}

TEST_F(ScheduleTest, GivenALongerPeriod_WhenPlannedAgain_ThenMidTermAndFinalMove) {
  Plan(ExamplePeriod());
  const absl::CivilDay before = Of(Kind::kMidTerm).planned_date;
  Period longer = ExamplePeriod();
  longer.end_date = kLastDay + 60;
  EXPECT_THAT(Plan(longer), SizeIs(2));
  EXPECT_GT(Of(Kind::kMidTerm).planned_date, before);
  EXPECT_EQ(Of(Kind::kMidTerm).calendar_sequence, 1);
  ASSERT_THAT(Of(Kind::kMidTerm).moves, SizeIs(1));
  EXPECT_EQ(MoveCount(Of(Kind::kMidTerm)), 0) << "the system's moves are nobody's postponement";
  EXPECT_THAT(check_ins, SizeIs(3));
}

TEST_F(ScheduleTest, GivenPeopleMovedIt_WhenTheirMomentStillFits_ThenItStays) {
  Plan(ExamplePeriod());
  CheckIn& mid_term = Of(Kind::kMidTerm);
  const absl::CivilDay chosen = mid_term.planned_date + 14;
  mid_term = MoveTo(mid_term, Morning(chosen), chosen, "Holiday.", ExamplePlacement(),
                    By(Party::kStudent, kFirstDay))
                 ->after;
  Period longer = ExamplePeriod();
  longer.end_date = kLastDay + 5;
  Plan(longer);
  EXPECT_EQ(Of(Kind::kMidTerm).planned_date, chosen);
  longer.end_date = kLastDay + 300;
  Plan(longer);
  EXPECT_NE(Of(Kind::kMidTerm).planned_date, chosen) << "outside the window now";
}

TEST_F(ScheduleTest, GivenAShorterPeriod_WhenThereIsNoRoom_ThenCancelledAndMadeAgainLater) {
  Plan(ExamplePeriod());
  Period shorter = ExamplePeriod();
  shorter.end_date = kFirstDay + 3;
  Plan(shorter);
  EXPECT_EQ(check_ins[1].state, S::kCancelled);
  Plan(ExamplePeriod());
  EXPECT_EQ(Of(Kind::kMidTerm).state, S::kPlanned);
  EXPECT_THAT(check_ins, SizeIs(::testing::Gt(3U)));
}

TEST_F(ScheduleTest, GivenItWasHeldOrMissed_WhenPlannedAgain_ThenItStands) {
  Plan(ExamplePeriod());
  Of(Kind::kKickOff).state = S::kMissed;
  Period later = ExamplePeriod();
  later.today = kFirstDay + 30;
  later.end_date = kLastDay + 30;
  Plan(later);
  EXPECT_THAT(check_ins, SizeIs(3));
  EXPECT_EQ(check_ins[0].state, S::kMissed);
}

TEST_F(ScheduleTest, GivenAWindowThatPassed_WhenPlannedAgain_ThenMissedFirst) {
  Plan(ExamplePeriod());
  Period later = ExamplePeriod();
  later.today = kFirstDay + 100;
  later.end_date = kLastDay + 200;
  Plan(later);
  EXPECT_EQ(check_ins[0].state, S::kMissed);
  EXPECT_EQ(check_ins[1].state, S::kMissed) << "another window does not undo it";
}

TEST(SummaryTest, GivenAnotherDay_WhenSummed_ThenTheSame) {
  Period period = ExamplePeriod();
  const std::string before = SummaryOf(period, FullTime());
  period.today += 10;
  EXPECT_EQ(SummaryOf(period, FullTime()), before);
  EXPECT_NE(SummaryOf(period, PartTime()), before);
  period.agreement_date.reset();
  EXPECT_NE(SummaryOf(period, FullTime()), before);
}

}  // namespace
}  // namespace driehoek::progress::checkin
