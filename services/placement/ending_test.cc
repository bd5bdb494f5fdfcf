#include "placement/ending.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::placement {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

constexpr absl::CivilDay kEnd(2027, 1, 31);
const absl::Time kNow = absl::FromUnixSeconds(1'780'000'000);
const JudgementFact kNone;
const JudgementFact kComing{.assessment = FactVersion{"assessment", 3}};
const JudgementFact kPublished{.is_published = true, .assessment = FactVersion{"assessment", 4}};

Placement In(State state) {
  return {.id = PlacementId("p"),
          .start_date = absl::CivilDay(2026, 9, 1),
          .end_date = kEnd,
          .state = state};
}

std::string Refusal(const absl::StatusOr<PlacementChange>& result) {
  return ReasonOf(result.status());
}

TEST(FinishTest, GivenWhatRan_WhenTheLastDayHasBeen_ThenFinishingFromTheDayAfter) {
  for (const State state : {State::kActive, State::kPaused}) {
    EXPECT_FALSE(Finish(In(state), kPublished, kEnd, kNow).has_value());
    const auto change = Finish(In(state), kPublished, kEnd + 1, kNow);
    ASSERT_TRUE(change.has_value());
    EXPECT_THAT(change->reached, ElementsAre(State::kFinishing));
    EXPECT_EQ(change->after.update_time, kNow);
  }
}

TEST(FinishTest, GivenFinishing_WhenJudgementIsPublished_ThenCompletedRelyingOnIt) {
  EXPECT_FALSE(Finish(In(State::kFinishing), kNone, kEnd + 9, kNow).has_value());
  EXPECT_FALSE(Finish(In(State::kFinishing), kComing, kEnd + 9, kNow).has_value());
  const auto change = Finish(In(State::kFinishing), kPublished, kEnd + 9, kNow);
  ASSERT_TRUE(change.has_value());
  EXPECT_THAT(change->reached, ElementsAre(State::kCompleted));
  EXPECT_THAT(change->relies_on, ElementsAre(Field(&FactVersion::version, 4)));
}

TEST(FinishTest, GivenWhatNeverRan_WhenItsPeriodIsOver_ThenItStays) {
  for (const State state :
       {State::kSearching, State::kProposed, State::kScreened, State::kConfirmed, State::kReady,
        State::kCompleted, State::kEndedEarly}) {
    EXPECT_FALSE(Finish(In(state), kPublished, kEnd + 100, kNow).has_value());
  }
}

TEST(CompleteWithoutJudgementTest, GivenFinishing_WhenCompleted_ThenOnceAndWithTheReason) {
  const auto change =
      CompleteWithoutJudgement(In(State::kFinishing), kNone, "an event of two days", kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.state, State::kCompleted);
  EXPECT_EQ(change->after.end_reason, "an event of two days");
  EXPECT_EQ(Refusal(CompleteWithoutJudgement(change->after, kNone, "again", kNow)),
            "PLACEMENT_FINAL");
}

TEST(CompleteWithoutJudgementTest, GivenRunningOrUnderAssessment_WhenCompleted_ThenRefused) {
  EXPECT_EQ(Refusal(CompleteWithoutJudgement(In(State::kActive), kNone, "x", kNow)),
            "PLACEMENT_NOT_FINISHING");
  EXPECT_EQ(Refusal(CompleteWithoutJudgement(In(State::kFinishing), kComing, "x", kNow)),
            "JUDGEMENT_COMING");
}

TEST(EndEarlyTest, GivenStates_WhenEnded_ThenOnceOnly) {
  const auto change = EndEarly(In(State::kConfirmed), "moved away", kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.state, State::kEndedEarly);
  EXPECT_EQ(change->after.end_reason, "moved away");
  EXPECT_EQ(Refusal(EndEarly(change->after, "again", kNow)), "PLACEMENT_FINAL");
}

}  // namespace
}  // namespace driehoek::placement
