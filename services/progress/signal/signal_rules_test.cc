#include "progress/signal/signal_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "progress/signal/signal_example.h"

namespace driehoek::progress::signal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Finding> Found(const PlacementHistory& history, absl::CivilDay today = kToday) {
  return FindingsOf(history, PartTimePolicy(), today);
}
std::vector<Kind> Kinds(const std::vector<Finding>& findings) {
  std::vector<Kind> kinds;
  for (const Finding& finding : findings) kinds.push_back(finding.kind);
  return kinds;
}
std::vector<FactCode> Codes(const Finding& finding) {
  std::vector<FactCode> codes;
  for (const Fact& fact : finding.facts) codes.push_back(fact.code);
  return codes;
}

TEST(SignalRulesTest, GivenAQuietPlacement_WhenLookedAt_ThenNothing) {
  EXPECT_THAT(Found(QuietHistory()), IsEmpty());
}

TEST(SignalRulesTest, GivenSilence_WhenTheDaysOfThePolicyHavePassed_ThenFoundTheDayAfter) {
  for (const Edge edge : kEdges) {
    PlacementHistory history = QuietHistory();
    const int limit = PartTimePolicy().silence_weeks[edge] * 7;
    history.last_contact[edge] = kToday - limit;
    EXPECT_THAT(Found(history), IsEmpty()) << "the last day that the policy allows";
    history.last_contact[edge] = kToday - limit - 1;
    const auto found = Found(history);
    ASSERT_THAT(Kinds(found), ElementsAre(Kind::kSilence));
    EXPECT_EQ(found[0].edge, edge);
    EXPECT_EQ(found[0].severity, Severity::kWarning);
    EXPECT_EQ(found[0].facts[0].value, limit + 1);
    EXPECT_EQ(found[0].facts[0].limit, limit);
    EXPECT_EQ(found[0].newest_fact, kToday - 1);
    history.last_contact[edge] = kToday - 2 * limit;
    EXPECT_EQ(Found(history)[0].severity, Severity::kUrgent);
    EXPECT_EQ(Found(history)[0].newest_fact, kToday) << "silent for the same time once more";
  }
}

TEST(SignalRulesTest, GivenNoContactAtAll_WhenLookedAt_ThenCountedFromTheFirstDay) {
  PlacementHistory history = QuietHistory();
  history.last_contact[Edge::kStudentWorkplace].reset();
  history.start_date = kToday - 15;
  const auto found = Found(history);
  ASSERT_THAT(Kinds(found), ElementsAre(Kind::kSilence));
  EXPECT_THAT(Codes(found[0]), ElementsAre(FactCode::kNeverInContact));
  EXPECT_EQ(found[0].facts[0].date, history.start_date);
}

TEST(SignalRulesTest, GivenLowPulses_WhenTwoInARow_ThenExtraHands) {
  PlacementHistory history = QuietHistory();
  history.student_pulses[0].learning_share = 19;
  EXPECT_THAT(Found(history), IsEmpty()) << "one low pulse is none in a row";
  history.student_pulses[1].learning_share = 20;
  EXPECT_THAT(Found(history), IsEmpty()) << "20 per cent is not below 20";
  history.student_pulses[1].learning_share = 19;
  auto found = Found(history);
  ASSERT_THAT(Kinds(found), ElementsAre(Kind::kExtraHands));
  EXPECT_EQ(found[0].newest_fact, kToday - 9);
  EXPECT_EQ(found[0].facts.size(), 2U);
  history.student_pulses.push_back({kToday - 37, kToday - 24, 5, 0, false});
  EXPECT_EQ(Found(history)[0].severity, Severity::kUrgent) << "three in a row";
  history.student_pulses[1].learning_share = 50;
  EXPECT_THAT(Found(history), IsEmpty()) << "not in a row";
}

TEST(SignalRulesTest, GivenLowPulsesOfLongAgo_WhenLookedAt_ThenTheySayNothingOfToday) {
  PlacementHistory history = QuietHistory();
  history.student_pulses = {{kToday - 27, kToday - 14, 5, 3, false},
                            {kToday - 41, kToday - 28, 5, 3, false}};
  EXPECT_THAT(Kinds(Found(history)), ElementsAre(Kind::kExtraHands)) << "the period before this";
  for (PulseFact& pulse : history.student_pulses) {
    pulse.first -= 1;
    pulse.last -= 1;
  }
  EXPECT_THAT(Found(history), IsEmpty());
}

TEST(SignalRulesTest, GivenTheSupervisorsPulses_WhenLow_ThenExtraHandsToo) {
  PlacementHistory history = QuietHistory();
  history.supervisor_pulses = {{kToday - 9, kToday + 4, 10, 0, false},
                               {kToday - 23, kToday - 10, 10, 0, false}};
  EXPECT_THAT(Kinds(Found(history)), ElementsAre(Kind::kExtraHands));
}

// Journey 7 of the requirements.
TEST(SignalRulesTest, GivenShiftsSilenceAndALowPulse_WhenLookedAt_ThenDrowningThatExplainsItself) {
  PlacementHistory history = QuietHistory();
  history.shift_count = 2;
  history.last_shift = kToday - 5;
  history.last_contact[Edge::kStudentWorkplace] = kToday - 36;
  history.student_pulses[0].learning_share = 15;
  const auto found = Found(history);
  ASSERT_THAT(Kinds(found), ElementsAre(Kind::kDrowning, Kind::kSilence));
  EXPECT_EQ(found[0].severity, Severity::kUrgent);
  EXPECT_THAT(Codes(found[0]), ElementsAre(FactCode::kDeadlinesShifted, FactCode::kSilent,
                                           FactCode::kLowLearningShare));
  EXPECT_EQ(found[0].facts[0].value, 2);
  EXPECT_EQ(found[0].facts[1].value, 36);
  EXPECT_EQ(found[0].facts[2].value, 15);
  EXPECT_EQ(found[0].newest_fact, kToday - 5);
}

TEST(SignalRulesTest, GivenOneCauseAlone_WhenAtItsWorst_ThenNoDrowning) {
  PlacementHistory silent = QuietHistory();
  for (const Edge edge : kEdges) silent.last_contact[edge] = kToday - 60;
  PlacementHistory shifts = QuietHistory();
  shifts.shift_count = 9;
  shifts.last_shift = kToday;
  PlacementHistory missed = QuietHistory();
  missed.missed_check_ins = 9;
  missed.last_missed = kToday;
  PlacementHistory pulses = QuietHistory();
  for (PulseFact& pulse : pulses.student_pulses) {
    pulse.learning_share = 0;
    pulse.mood = 1;
  }
  PlacementHistory unanswered = silent;
  unanswered.student_pulses.clear();
  for (const auto& history : {silent, shifts, missed, pulses, unanswered}) {
    EXPECT_THAT(Kinds(Found(history)), ::testing::Not(::testing::Contains(Kind::kDrowning)));
  }
  shifts.missed_check_ins = 2;
  shifts.last_missed = kToday - 3;
  EXPECT_THAT(Kinds(Found(shifts)), ElementsAre(Kind::kDrowning)) << "two causes can be enough";
  shifts.missed_check_ins = 1;
  EXPECT_THAT(Found(shifts), IsEmpty()) << "five points";
  shifts.student_pulses.clear();
  EXPECT_THAT(Kinds(Found(shifts)), ElementsAre(Kind::kDrowning)) << "pulses left unanswered too";
}

TEST(SignalRulesTest, GivenLateVerdicts_WhenLookedAt_ThenUrgentFromTheManagersDay) {
  PlacementHistory history = QuietHistory();
  history.verdicts = {{"t1", "Een", kToday - 3, 0}, {"t2", "Twee", kToday - 1, 1}};
  auto found = Found(history);
  ASSERT_THAT(Kinds(found), ElementsAre(Kind::kLateVerdict));
  EXPECT_EQ(found[0].facts.size(), 1U);
  EXPECT_EQ(found[0].facts[0].resource, "t2");
  EXPECT_EQ(found[0].severity, Severity::kWarning);
  history.verdicts[0].late_working_days = 3;
  EXPECT_EQ(Found(history)[0].severity, Severity::kWarning);
  EXPECT_EQ(Found(history)[0].facts[0].resource, "t1") << "the latest first";
  history.verdicts[0].late_working_days = 4;
  EXPECT_EQ(Found(history)[0].severity, Severity::kUrgent);
}

TEST(SignalRulesTest, GivenScanCommitmentsAndCapacity_WhenWrong_ThenEachIsFound) {
  PlacementHistory history = QuietHistory();
  history.expired_scan = "scan";
  history.scan_valid_until = kToday - 1;
  history.scan_expired_since = kToday;
  history.agreement = "agreement";
  history.broken_commitments = 1;
  history.last_broken = kToday - 2;
  history.supervisor_students = 3;
  const auto found = Found(history);
  ASSERT_THAT(Kinds(found),
              ElementsAre(Kind::kScanExpired, Kind::kBrokenCommitment, Kind::kCapacity));
  EXPECT_EQ(found[0].facts[0].value, 1);
  EXPECT_EQ(found[1].newest_fact, kToday - 2);
  EXPECT_EQ(found[2].facts[0].limit, 2);
  history = QuietHistory();
  history.supervisor_students = 2;
  EXPECT_THAT(Found(history), IsEmpty()) << "two is what the policy allows";
  history.supervisor_pulses = {{kToday - 9, kToday + 4, 50, 0, true}};
  EXPECT_THAT(Kinds(Found(history)), ElementsAre(Kind::kCapacity));
}

TEST(SignalRulesTest, GivenAPolicyOfZeroes_WhenLookedAt_ThenNothingIsTooMuch) {
  PlacementHistory history = QuietHistory();
  for (const Edge edge : kEdges) history.last_contact[edge].reset();
  history.supervisor_students = 9;
  EXPECT_THAT(FindingsOf(history, {}, kToday + 300), IsEmpty());
}

// Whatever happened: at most one finding of each kind and edge, each with facts, none of them newer
// than today, and a drowning signal never from fewer than two causes.
TEST(SignalRulesTest, GivenSeededHistories_WhenLookedAt_ThenFindingsAreWellFormed) {
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    std::mt19937 random(seed);
    const auto days = [&](int most) { return static_cast<int>(random() % (most + 1)); };
    PlacementHistory history{.start_date = kToday - days(200)};
    for (const Edge edge : kEdges) {
      if (random() % 3 > 0) history.last_contact[edge] = kToday - days(100);
    }
    absl::CivilDay last = kToday + days(13);
    for (int i = days(4); i > 0; --i, last -= 14) {
      history.student_pulses.push_back({last - 13, last, days(100), days(5), false});
      history.supervisor_pulses.push_back({last - 13, last, days(100), 0, random() % 2 == 0});
    }
    history.shift_count = days(4);
    if (history.shift_count > 0) history.last_shift = kToday - days(50);
    history.missed_check_ins = days(3);
    if (history.missed_check_ins > 0) history.last_missed = kToday - days(50);
    history.supervisor_students = days(4);
    history.newest_student_since = kToday - days(90);
    const auto found = Found(history);
    for (std::size_t i = 0; i < found.size(); ++i) {
      ASSERT_THAT(found[i].facts, ::testing::Not(IsEmpty())) << "seed " << seed;
      ASSERT_LE(found[i].newest_fact, kToday) << "seed " << seed;
      for (std::size_t j = 0; j < i; ++j) {
        ASSERT_FALSE(found[i].kind == found[j].kind && found[i].edge == found[j].edge);
      }
      if (found[i].kind != Kind::kDrowning) continue;
      int points = 0;
      std::set<int> causes;
      for (const Fact& fact : found[i].facts) {
        points += fact.points;
        const bool is_silence = fact.code == FactCode::kSilent ||
                                fact.code == FactCode::kNeverInContact ||
                                fact.code == FactCode::kPulsesUnanswered;
        const bool is_deed =
            fact.code == FactCode::kDeadlinesShifted || fact.code == FactCode::kCheckInsMissed;
        causes.insert(is_silence ? 0 : is_deed ? static_cast<int>(fact.code) : 1);
      }
      ASSERT_GE(points, kDrowningPoints) << "seed " << seed;
      ASSERT_GE(causes.size(), 2U) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace driehoek::progress::signal
