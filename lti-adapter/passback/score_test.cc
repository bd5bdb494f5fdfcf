#include "passback/score.h"

#include <gtest/gtest.h>

#include "json/json.h"

namespace driehoek::lti {
namespace {

absl::Time At(const std::string& text) {
  absl::Time time;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, text, &time, nullptr)) << text;
  return time;
}

TEST(NextTimestampTest, GivenScoresOfOneSecond_WhenDated_ThenEachInALaterSecond) {
  const absl::Time changed = At("2026-05-01T09:30:00.123456Z");

  const absl::Time first = NextTimestamp(changed, std::nullopt);
  const absl::Time second = NextTimestamp(changed + absl::Milliseconds(500), first);
  const absl::Time third = NextTimestamp(changed + absl::Milliseconds(600), second);

  EXPECT_EQ(first, At("2026-05-01T09:30:00.123Z"));
  EXPECT_EQ(second, At("2026-05-01T09:30:01Z"));
  EXPECT_EQ(third, At("2026-05-01T09:30:02Z"));
  EXPECT_EQ(NextTimestamp(At("2026-05-01T09:30:03.9Z"), third), At("2026-05-01T09:30:03.9Z"));
  // Older than the last one: still later for the platform.
  EXPECT_EQ(NextTimestamp(At("2026-04-01T00:00:00Z"), third), At("2026-05-01T09:30:03Z"));
}

Score GoodScore() {
  return {.mark_tenths = 75,
          .submit_time = At("2026-04-29T14:00:00Z"),
          .subject = "u-\"17",
          .timestamp = At("2026-05-01T09:30:00.123Z")};
}

TEST(ScoreJsonTest, GivenScore_WhenWritten_ThenTheTimeOfHandingInStandsInIt) {
  EXPECT_EQ(ScoreJson(GoodScore(), "moodle"),
            R"({"userId":"u-\"17","timestamp":"2026-05-01T09:30:00.123Z",)"
            R"("activityProgress":"Completed","gradingProgress":"FullyGraded",)"
            R"("scoreGiven":7.5,"scoreMaximum":10,)"
            R"("submission":{"submittedAt":"2026-04-29T14:00:00.000Z"}})");
}

TEST(ScoreJsonTest, GivenNothingHandedIn_WhenWritten_ThenNoOtherTimeTakesItsPlace) {
  Score score = GoodScore();
  score.submit_time.reset();

  const auto json = JsonObject::Parse(ScoreJson(score, "canvas"));

  ASSERT_TRUE(json.ok());
  EXPECT_FALSE(json->Has("submission"));
  EXPECT_FALSE(json->Has("https://canvas.instructure.com/lti/submission"));
}

TEST(ScoreJsonTest, GivenCanvas_WhenWritten_ThenItsExtensionSaysTheSameTime) {
  const auto json = JsonObject::Parse(ScoreJson(GoodScore(), "canvas"));

  ASSERT_TRUE(json.ok());
  const auto extension = json->Object("https://canvas.instructure.com/lti/submission");
  ASSERT_TRUE(extension.ok());
  EXPECT_EQ(extension->StringOrEmpty("submitted_at"), "2026-04-29T14:00:00.000Z");
}

TEST(MarkTextTest, GivenTenths_WhenWritten_ThenADecimalNumber) {
  EXPECT_EQ(MarkText(10), "1");
  EXPECT_EQ(MarkText(55), "5.5");
  EXPECT_EQ(MarkText(100), "10");
}

TEST(StateNameTest, GivenEveryState_WhenNamed_ThenItReadsBack) {
  for (const ScoreState state : {ScoreState::kWaiting, ScoreState::kNoColumn, ScoreState::kSent,
                                 ScoreState::kSuperseded, ScoreState::kRefused}) {
    EXPECT_EQ(ParseState(StateName(state)), state);
  }
  EXPECT_EQ(ParseState("gone"), std::nullopt);
}

}  // namespace
}  // namespace driehoek::lti
