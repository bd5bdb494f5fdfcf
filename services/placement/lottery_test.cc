#include "placement/lottery.h"

#include <gtest/gtest.h>

namespace driehoek::placement {
namespace {

// As `printf 's%d' 7` after 32 zero bytes through `sha256sum`.
TEST(LotteryTest, GivenTheSeedOfZeros_WhenAStudentDraws_ThenItIsWhatSha256sumSays) {
  const std::string seed(kSeedBytes, '\0');

  EXPECT_EQ(LotteryDraw(seed, "s7"), 0x23b3427910a78222U);
  EXPECT_EQ(SeedCommitment(seed),
            "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925");
}

TEST(LotteryTest, GivenTheEndsOfTheRange_WhenWritten_ThenTwoDecimalsBelowOne) {
  EXPECT_EQ(DrawText(0), "0.00");
  EXPECT_EQ(DrawText(std::uint64_t{1} << 63), "0.50");
  EXPECT_EQ(DrawText(~std::uint64_t{0}), "0.99");
}

TEST(LotteryTest, GivenAnotherSeed_WhenDrawn_ThenTheDrawIsAnother) {
  EXPECT_NE(LotteryDraw(std::string(kSeedBytes, 'a'), "s7"),
            LotteryDraw(std::string(kSeedBytes, 'b'), "s7"));
}

}  // namespace
}  // namespace driehoek::placement
