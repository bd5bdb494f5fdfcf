#include "access/verification_code.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "shared/base/errors.h"

namespace driehoek::access {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

VerificationCode Fresh() {
  VerificationCode code = *NextCode(std::nullopt, kNow);
  code.version = 3;
  return code;
}

TEST(NextCodeTest, GivenNoCode_WhenAsked_ThenTenMinutesAndFiveTries) {
  const auto code = NextCode(std::nullopt, kNow);

  ASSERT_TRUE(code.ok());
  EXPECT_EQ(code->expire_time, kNow + absl::Minutes(10));
  EXPECT_EQ(code->tries_left, 5);
  EXPECT_EQ(code->sent, 1);
}

TEST(NextCodeTest, GivenFreshCode_WhenAskedAgain_ThenOnlyAfterThirtySeconds) {
  const auto soon = NextCode(Fresh(), kNow + absl::Seconds(30) - absl::Microseconds(1));
  const auto later = NextCode(Fresh(), kNow + absl::Seconds(30));

  EXPECT_EQ(soon.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(soon.status()), "CODE_TOO_SOON");
  ASSERT_TRUE(later.ok());
  EXPECT_EQ(later->sent, 2);
}

TEST(NextCodeTest, GivenTenCodesInAnHour_WhenAskedAgain_ThenNotBeforeTheHourIsOver) {
  VerificationCode code = Fresh();
  code.sent = kCodesInWindow;

  EXPECT_EQ(ReasonOf(NextCode(code, kNow + absl::Minutes(59)).status()), "CODE_TOO_SOON");
  const auto after = NextCode(code, kNow + absl::Hours(1));
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(after->sent, 1);
  EXPECT_EQ(after->window_start, kNow + absl::Hours(1));
}

TEST(JudgeCodeTest, GivenRightCode_WhenItsLastMomentPasses_ThenItIsExpired) {
  const absl::Time end = kNow + kCodeLifetime;

  EXPECT_TRUE(JudgeCode(Fresh(), Typed::kRight, 3, end - absl::Microseconds(1)).ok());
  EXPECT_EQ(ReasonOf(JudgeCode(Fresh(), Typed::kRight, 3, end)), "CODE_EXPIRED");
}

TEST(JudgeCodeTest, GivenUsedCode_WhenTypedAgain_ThenExpiredEvenThoughItIsRight) {
  EXPECT_EQ(ReasonOf(JudgeCode(Fresh(), Typed::kRight, 4, kNow)), "CODE_EXPIRED");
}

TEST(JudgeCodeTest, GivenNoTriesLeft_WhenTypedRight_ThenExpired) {
  VerificationCode code = Fresh();
  code.tries_left = 0;

  EXPECT_EQ(ReasonOf(JudgeCode(code, Typed::kRight, 3, kNow)), "CODE_EXPIRED");
}

TEST(JudgeCodeTest, GivenFreshCode_WhenWrongOrNotACode_ThenCodeWrong) {
  EXPECT_EQ(ReasonOf(JudgeCode(Fresh(), Typed::kWrong, 3, kNow)), "CODE_WRONG");
  EXPECT_EQ(ReasonOf(JudgeCode(Fresh(), Typed::kNoCode, 3, kNow)), "CODE_WRONG");
}

TEST(SixDigitsTest, GivenWordBeyondTheFairLimit_WhenDrawn_ThenItIsThrownAway) {
  const std::array<std::uint32_t, 3> words = {4'294'967'295U, 4'294'000'000U, 7U};
  std::size_t next = 0;

  EXPECT_EQ(SixDigits([&] { return words.at(next++); }), "000007");
  EXPECT_EQ(next, 3U);
}

TEST(SixDigitsTest, GivenLargestFairWord_WhenDrawn_ThenItIsTheLastCode) {
  EXPECT_EQ(SixDigits([] { return 4'293'999'999U; }), "999999");
}

TEST(SixDigitsTest, GivenTheSystemsGenerator_WhenDrawnOften_ThenSixDigitsThatDiffer) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string code = SixDigits();
    EXPECT_EQ(TypedDigits(code), code);
    seen.insert(code);
  }
  EXPECT_GT(seen.size(), 90U);
}

TEST(TypedDigitsTest, GivenSpacesAndHyphens_WhenRead_ThenOnlyTheDigitsCount) {
  EXPECT_EQ(TypedDigits(" 123 4-56 "), "123456");
  EXPECT_EQ(TypedDigits("12345"), std::nullopt);
  EXPECT_EQ(TypedDigits("1234567"), std::nullopt);
  EXPECT_EQ(TypedDigits("12345a"), std::nullopt);
  EXPECT_EQ(TypedDigits(std::string(100, '1')), std::nullopt);
}

}  // namespace
}  // namespace driehoek::access
