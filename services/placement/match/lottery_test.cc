#include "placement/match/lottery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::placement::match {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LotteryRanksTest, GivenDraws_WhenOrdered_ThenTheSmallestGoesFirst) {
  EXPECT_THAT(LotteryRanks({30, 10, 20}), ElementsAre(2, 0, 1));
}

TEST(LotteryRanksTest, GivenEqualDraws_WhenOrdered_ThenTheLowerIndexGoesFirst) {
  EXPECT_THAT(LotteryRanks({5, 5, 1}), ElementsAre(1, 2, 0));
}

TEST(LotteryRanksTest, GivenNobody_WhenOrdered_ThenNothing) {
  EXPECT_THAT(LotteryRanks({}), IsEmpty());
}

}  // namespace
}  // namespace driehoek::placement::match
