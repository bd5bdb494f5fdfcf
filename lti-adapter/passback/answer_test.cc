#include "passback/answer.h"

#include <gtest/gtest.h>

#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

IncomingResponse Answer(int status, const std::string& body = "",
                        const std::string& retry_after = "") {
  IncomingResponse response{.status = status, .body = body};
  if (!retry_after.empty()) response.headers.push_back({"retry-after", retry_after});
  return response;
}

TEST(MeaningTest, GivenEachKindOfAnswer_WhenRead_ThenItMeansWhatThePlatformsMean) {
  const auto meaning = [](int status, const std::string& body = "", absl::string_view family = "") {
    return MeaningOf(Answer(status, body), family).meaning;
  };
  for (const int taken : {200, 201, 202, 204}) EXPECT_EQ(meaning(taken), Meaning::kTaken);
  EXPECT_EQ(meaning(401), Meaning::kTokenRefused);
  EXPECT_EQ(meaning(404), Meaning::kColumnGone);
  EXPECT_EQ(meaning(410), Meaning::kColumnGone);
  EXPECT_EQ(meaning(409), Meaning::kStale);
  EXPECT_EQ(meaning(429), Meaning::kPause);
  for (const int later : {302, 408, 500, 502, 503, 504}) EXPECT_EQ(meaning(later), Meaning::kLater);
  for (const int never : {400, 403, 405, 412, 415, 422}) {
    EXPECT_EQ(meaning(never), Meaning::kRefused) << never;
  }
  EXPECT_EQ(meaning(400, "Provided timestamp of 1 before last of 2", "canvas"), Meaning::kStale);
  EXPECT_EQ(meaning(400, "timestamp must have a zone", "moodle"), Meaning::kRefused);
  EXPECT_EQ(MeaningOf(Answer(400, " [] "), "moodle").reason, "STUDENT_NOT_GRADABLE");
}

TEST(MeaningTest, GivenAnswerThatMayHideAStoredScore_WhenRead_ThenItIsUncertain) {
  EXPECT_TRUE(MeaningOf(Answer(502), "").uncertain);
  EXPECT_TRUE(MeaningOf(Answer(408), "").uncertain);
  EXPECT_FALSE(MeaningOf(Answer(429), "").uncertain);
  EXPECT_FALSE(MeaningOf(Answer(400), "").uncertain);
  const absl::Status lost = Error(absl::StatusCode::kDataLoss, "PLATFORM_UNREACHABLE", "lost");
  EXPECT_TRUE(MeaningOf(lost).uncertain);
  EXPECT_EQ(MeaningOf(lost).meaning, Meaning::kLater);
}

TEST(MeaningTest, GivenNobodyListens_WhenSent_ThenItIsCertainThatNothingArrived) {
  const auto client = NewHttpClient({.allow_loopback = true});
  const auto response = client->Send({.method = "POST", .url = "http://127.0.0.1:1/scores"});
  ASSERT_FALSE(response.ok());

  EXPECT_TRUE(NeverConnected(response.status()));
  EXPECT_FALSE(MeaningOf(response.status()).uncertain);
  EXPECT_EQ(MeaningOf(response.status()).reason, "PLATFORM_UNREACHABLE");
}

TEST(RetryAfterTest, GivenBothForms_WhenRead_ThenTheWait) {
  absl::Time now;
  ASSERT_TRUE(absl::ParseTime(absl::RFC3339_full, "2026-05-01T09:30:00Z", &now, nullptr));

  EXPECT_EQ(RetryAfter(Answer(429, "", "7"), now), absl::Seconds(7));
  EXPECT_EQ(RetryAfter(Answer(503, "", "Fri, 01 May 2026 09:31:30 GMT"), now), absl::Seconds(90));
  // No platform keeps a grade back for more than an hour.
  EXPECT_EQ(RetryAfter(Answer(429, "", "86400"), now), absl::Hours(1));
  EXPECT_EQ(RetryAfter(Answer(429, "", "99999999999999999999999"), now), absl::Hours(1));
  for (const char* nothing : {"", "0", "-5", "soon", "Fri, 01 May 2026 09:29:00 GMT", "1.5"}) {
    EXPECT_EQ(RetryAfter(Answer(429, "", nothing), now), std::nullopt) << nothing;
  }
}

TEST(BackoffTest, GivenFailuresInARow_WhenWaiting_ThenDoubledBoundedAndSpread) {
  const auto wait = [](int failures, double random) {
    return Backoff(failures, random, absl::Seconds(2), absl::Seconds(45));
  };
  EXPECT_EQ(wait(1, 1), absl::Seconds(2));
  EXPECT_EQ(wait(1, 0), absl::Seconds(1));
  EXPECT_EQ(wait(2, 1), absl::Seconds(4));
  EXPECT_EQ(wait(5, 1), absl::Seconds(32));
  EXPECT_EQ(wait(6, 1), absl::Seconds(45));
  EXPECT_EQ(wait(6, 0), absl::Seconds(22.5));
  EXPECT_EQ(wait(2'000'000'000, 1), absl::Seconds(45));
  EXPECT_LE(kLongestPause * 4, absl::Seconds(60))
      << "else a platform that is back and fails a call or two waits over a minute";
}

}  // namespace
}  // namespace driehoek::lti
