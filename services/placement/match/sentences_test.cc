#include "placement/match/sentences.h"

#include <gtest/gtest.h>

namespace driehoek::placement::match {
namespace {

Refusal SixthOfFourteen(Cause cause, std::uint32_t bound = 0) {
  return {.standing = {.applicants = 14, .position = 6, .capacity = 5},
          .cause = cause,
          .bound = bound,
          .by_lottery = true,
          .waiting = 1};
}

TEST(SentencesTest, Given_aRefusalByLottery_WhenDescribed_ThenItTellsPositionAndDraw) {
  EXPECT_EQ(Describe(SixthOfFourteen(Cause::kOutranked), "Maaszicht", "0.81"),
            "Maaszicht: 14 students ranked it; you were 6th for 5 places by priority, then lottery "
            "0.81; 1st on the waiting list");
}

TEST(SentencesTest, Given_aBoundThatWasReached_WhenDescribed_ThenItIsNamed) {
  EXPECT_NE(Describe(SixthOfFourteen(Cause::kReserved, 2), "A", "0.81")
                .find("2 places went to a group for which they are reserved"),
            std::string::npos);
  EXPECT_NE(Describe(SixthOfFourteen(Cause::kCeiling, 3), "A", "0.81")
                .find("it takes no more than 3 of your group"),
            std::string::npos);
  EXPECT_NE(Describe(SixthOfFourteen(Cause::kLimit, 1), "A", "0.81")
                .find("its supervisor can have no more than 1 student"),
            std::string::npos);
}

TEST(SentencesTest, Given_positions_WhenDescribed_ThenEachHasItsEnding) {
  const auto text = [](std::uint32_t position) {
    return Describe(Standing{.applicants = 200, .position = position, .capacity = 1});
  };
  EXPECT_EQ(text(1), "200 students ranked it; you were 1st for 1 place by priority");
  EXPECT_NE(text(2).find(" 2nd "), std::string::npos);
  EXPECT_NE(text(11).find(" 11th "), std::string::npos);
  EXPECT_NE(text(113).find(" 113th "), std::string::npos);
  EXPECT_NE(text(123).find(" 123rd "), std::string::npos);
}

}  // namespace
}  // namespace driehoek::placement::match
