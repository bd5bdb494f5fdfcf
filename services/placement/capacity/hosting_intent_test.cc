#include "placement/capacity/hosting_intent.h"

#include <gtest/gtest.h>

namespace driehoek::capacity {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

std::string ReasonFor(HostingReply reply) {
  return ReasonOf(Answer({.year = 2026}, std::move(reply), kNow).status());
}

TEST(HostingIntentTest, GivenGoodAnswers_WhenGiven_ThenKept) {
  const auto yes = Answer({.year = 2026}, {.answer = HostingAnswer::kYes, .seat_count = 4}, kNow);
  ASSERT_TRUE(yes.ok());
  EXPECT_EQ(yes->answer, HostingAnswer::kYes);
  EXPECT_EQ(yes->seat_count, 4);
  EXPECT_EQ(yes->answer_time, kNow);
  // A later answer replaces the first one.
  const auto no = Answer(*yes,
                         {.answer = HostingAnswer::kNo,
                          .reasons = {HostingReason::kReorganisation, HostingReason::kOther},
                          .remark = "We verhuizen."},
                         kNow);
  ASSERT_TRUE(no.ok());
  EXPECT_EQ(no->seat_count, 0);
  EXPECT_EQ(no->reasons.size(), 2U);
}

TEST(HostingIntentTest, GivenWrongAnswers_WhenGiven_ThenRefusedWithReason) {
  EXPECT_EQ(ReasonFor({}), "ANSWER_MISSING");
  EXPECT_EQ(ReasonFor({.answer = HostingAnswer::kNo}), "REASON_MISSING");
  EXPECT_EQ(ReasonFor({.answer = HostingAnswer::kFewer, .seat_count = 2}), "REASON_MISSING");
  EXPECT_EQ(ReasonFor({.answer = HostingAnswer::kYes}), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(ReasonFor({.answer = HostingAnswer::kYes, .seat_count = 501}), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(
      ReasonFor(
          {.answer = HostingAnswer::kNo, .seat_count = 1, .reasons = {HostingReason::kTravel}}),
      "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(
      ReasonFor(
          {.answer = HostingAnswer::kYes, .seat_count = 1, .reasons = {HostingReason::kTravel}}),
      "REASON_UNASKED");
  EXPECT_EQ(ReasonFor({.answer = HostingAnswer::kNo, .reasons = {HostingReason::kOther}}),
            "REMARK_MISSING");
  EXPECT_EQ(ReasonFor({.answer = HostingAnswer::kNo,
                       .reasons = {HostingReason::kTravel, HostingReason::kTravel}}),
            "VALUE_REPEATED");
  EXPECT_EQ(ReasonFor({.answer = HostingAnswer::kNo,
                       .reasons = {HostingReason::kTravel},
                       .remark = std::string(1001, 'x')}),
            "TEXT_TOO_LONG");
}

TEST(HostingIntentTest, GivenYears_WhenChecked_ThenOnlyThisCentury) {
  for (const int year : {1999, 2101, 0, -1}) {
    FieldViolations violations;
    CheckYear(year, violations);
    EXPECT_EQ(ReasonOf(violations.ToStatus()), "NUMBER_OUT_OF_RANGE") << year;
  }
  FieldViolations none;
  CheckYear(2000, none);
  CheckYear(2100, none);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace driehoek::capacity
