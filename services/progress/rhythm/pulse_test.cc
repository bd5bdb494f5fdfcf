#include "progress/rhythm/pulse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "progress/rhythm/rhythm_example.h"

namespace driehoek::progress::rhythm {
namespace {

std::string ReasonFor(const Answer& answer, Party party, absl::CivilDay today) {
  FieldViolations violations;
  Check(answer, party, ExamplePlacement(), today, violations);
  return violations.empty() ? "" : ReasonOf(violations.ToStatus());
}

Answer Share(int share) { return {.id = PulseId("new"), .learning_share = share}; }

TEST(PulseTest, GivenAPlacement_WhenCutIntoPeriods_ThenEachDayLiesInOneAndTheLastIsShort) {
  const PlacementFact placement = ExamplePlacement();
  for (const int weeks : {1, 2, 3}) {
    absl::CivilDay next = placement.start_date;
    for (absl::CivilDay day = placement.start_date; day <= placement.end_date; ++day) {
      const Period period = PeriodOf(placement, weeks, day);
      ASSERT_TRUE(Contains(period, day));
      ASSERT_LE(period.last, placement.end_date);
      if (day != next) continue;
      ASSERT_EQ(period.first, next) << "no gap and no overlap";
      next = period.last + 1;
    }
    EXPECT_EQ(next, placement.end_date + 1);
  }
}

TEST(PulseTest, GivenAnAnswer_WhenAFieldIsWrong_ThenItIsNamedAtItsBoundary) {
  EXPECT_EQ(ReasonFor(Share(0), Party::kStudent, kMonday), "");
  EXPECT_EQ(ReasonFor(Share(100), Party::kSupervisor, kMonday), "");
  EXPECT_EQ(ReasonFor(Share(101), Party::kStudent, kMonday), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(ReasonFor(Share(-1), Party::kStudent, kMonday), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(ReasonFor({.id = PulseId("new")}, Party::kStudent, kMonday), "FIELD_MISSING");
  Answer answer = Share(50);
  answer.mood = 5;
  EXPECT_EQ(ReasonFor(answer, Party::kStudent, kMonday), "");
  EXPECT_EQ(ReasonFor(answer, Party::kSupervisor, kMonday), "NOT_FOR_PARTY");
  answer.mood = 6;
  EXPECT_EQ(ReasonFor(answer, Party::kStudent, kMonday), "NUMBER_OUT_OF_RANGE");
  answer = Share(50);
  answer.too_little_time = true;
  EXPECT_EQ(ReasonFor(answer, Party::kSupervisor, kMonday), "");
  EXPECT_EQ(ReasonFor(answer, Party::kStudent, kMonday), "NOT_FOR_PARTY");
}

TEST(PulseTest, GivenAnAnswerThatWaited_WhenItsDayIsRead_ThenOnlyDaysOfThePlacementOfLateWillDo) {
  const absl::CivilDay today(2026, 10, 1);
  Answer answer = Share(50);
  answer.day = today;
  EXPECT_EQ(ReasonFor(answer, Party::kStudent, today), "");
  answer.day = today + 1;
  EXPECT_EQ(ReasonFor(answer, Party::kStudent, today), "DATE_IN_FUTURE");
  answer.day = today - kLateAnswerDays;
  EXPECT_EQ(ReasonFor(answer, Party::kStudent, today), "");
  answer.day = today - kLateAnswerDays - 1;
  EXPECT_EQ(ReasonFor(answer, Party::kStudent, today), "DATE_TOO_OLD");
  answer.day = ExamplePlacement().start_date - 1;
  EXPECT_EQ(ReasonFor(answer, Party::kStudent, absl::CivilDay(2026, 9, 3)), "OUTSIDE_PLACEMENT");
  answer.day = ExamplePlacement().end_date;
  EXPECT_EQ(ReasonFor(answer, Party::kStudent, ExamplePlacement().end_date + 2), "");
  answer.day = ExamplePlacement().end_date + 1;
  EXPECT_EQ(ReasonFor(answer, Party::kStudent, ExamplePlacement().end_date + 2),
            "OUTSIDE_PLACEMENT");
}

TEST(PulseTest, GivenAnAnsweredPeriod_WhenAnsweredAgain_ThenThePulseIsCorrectedAndKeepsItsId) {
  const PlacementFact placement = ExamplePlacement();
  const auto first = Say(Share(60), Party::kStudent, kStudent, placement, {}, 1, kMonday, kNow);
  ASSERT_TRUE(first.ok());
  Answer other = Share(15);
  other.id = PulseId("other");
  const auto again =
      Say(other, Party::kStudent, kStudent, placement, {*first}, 1, kMonday, kNow + absl::Hours(1));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->id, first->id);
  EXPECT_EQ(again->learning_share, 15);
  EXPECT_EQ(again->create_time, first->create_time);
  const auto next =
      Say(other, Party::kStudent, kStudent, placement, {*first}, 1, first->period.last + 1, kNow);
  ASSERT_TRUE(next.ok());
  EXPECT_EQ(next->id, PulseId("other"));
}

TEST(PulseTest, GivenAPlacementThatDoesNotRun_WhenAnswered_ThenRefused) {
  PlacementFact placement = ExamplePlacement();
  EXPECT_EQ(
      ReasonOf(Say(Share(1), Party::kStudent, kStudent, placement, {}, 0, kMonday, kNow).status()),
      "PULSE_NOT_ASKED");
  placement.is_running = false;
  EXPECT_EQ(
      ReasonOf(Say(Share(1), Party::kStudent, kStudent, placement, {}, 1, kMonday, kNow).status()),
      "PLACEMENT_NOT_ACTIVE");
  EXPECT_FALSE(AskedToday(placement, {}, 1, kMonday).has_value());
}

TEST(PulseTest, GivenToday_WhenAsked_ThenDueUntilTheEndOfThePeriod) {
  const PlacementFact placement = ExamplePlacement();
  const auto due = AskedToday(placement, {}, 1, kMonday);
  ASSERT_TRUE(due.has_value());
  EXPECT_EQ(due->answered, nullptr);
  EXPECT_EQ(due->period.first, absl::CivilDay(2026, 9, 1));
  EXPECT_EQ(due->period.last, kMonday);
  EXPECT_FALSE(AskedToday(placement, {}, 1, placement.start_date - 1).has_value());
  EXPECT_FALSE(AskedToday(placement, {}, 1, placement.end_date + 1).has_value());
  EXPECT_TRUE(AskedToday(placement, {}, 1, placement.end_date).has_value());
}

TEST(PulseTest, GivenAnothersPulse_WhenOnesOwnIsAnswered_ThenOpenForTheSameDaysOnly) {
  const Pulse of_student{.party = Party::kStudent,
                         .period = {absl::CivilDay(2026, 9, 1), absl::CivilDay(2026, 9, 7)}};
  const Pulse same{.party = Party::kSupervisor, .period = of_student.period};
  const Pulse later{.party = Party::kSupervisor,
                    .period = {absl::CivilDay(2026, 9, 8), absl::CivilDay(2026, 9, 14)}};
  EXPECT_TRUE(IsOpenTo(Party::kStudent, of_student, {of_student}));
  EXPECT_FALSE(IsOpenTo(Party::kSupervisor, of_student, {of_student}));
  EXPECT_FALSE(IsOpenTo(Party::kSupervisor, of_student, {of_student, later}));
  EXPECT_TRUE(IsOpenTo(Party::kSupervisor, of_student, {of_student, same}));
}

// The weeks of a policy change while pulses are there: no two pulses of a party speak for one day.
TEST(PulseTest, GivenSeededHistories_WhenAnsweredUnderChangingPolicies_ThenNoDayHasTwoPulses) {
  const PlacementFact placement = ExamplePlacement();
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    std::mt19937 random(seed);
    std::vector<Pulse> own;
    absl::CivilDay today = placement.start_date;
    for (int step = 0; step < 12 && today <= placement.end_date; ++step) {
      Answer answer = Share(static_cast<int>(random() % 101));
      answer.id = PulseId(std::to_string(step));
      const auto said = Say(answer, Party::kStudent, kStudent, placement, own,
                            1 + static_cast<int>(random() % 3), today, kNow);
      ASSERT_TRUE(said.ok()) << "seed " << seed;
      ASSERT_TRUE(Contains(said->period, today)) << "seed " << seed;
      const auto same = std::find_if(own.begin(), own.end(),
                                     [&](const Pulse& pulse) { return pulse.id == said->id; });
      if (same == own.end()) {
        own.push_back(*said);
      } else {
        *same = *said;
      }
      for (const Pulse& one : own) {
        for (const Pulse& other : own) {
          ASSERT_TRUE(one.id == other.id || !Overlap(one.period, other.period)) << "seed " << seed;
        }
      }
      today += static_cast<int>(random() % 15);
    }
  }
}

}  // namespace
}  // namespace driehoek::progress::rhythm
