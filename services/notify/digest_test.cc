#include "notify/digest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::notify {
namespace {

using ::testing::ElementsAre;

absl::TimeZone Amsterdam() {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone("Europe/Amsterdam", &zone));
  return zone;
}

absl::Time At(int month, int day, int hour, int minute) {
  return absl::FromCivil(absl::CivilMinute(2026, month, day, hour, minute), Amsterdam());
}

TEST(DigestDayTest, GivenTheHour_WhenItComes_ThenTheDayHasItsDigest) {
  EXPECT_EQ(DigestDay(At(7, 2, 7, 59), Amsterdam()), std::nullopt);
  EXPECT_EQ(DigestDay(At(7, 2, 8, 0), Amsterdam()), absl::CivilDay(2026, 7, 2));
  EXPECT_EQ(DigestDay(At(7, 2, 23, 59), Amsterdam()), absl::CivilDay(2026, 7, 2));
  EXPECT_EQ(DigestDay(At(7, 3, 0, 0), Amsterdam()), std::nullopt);
}

TEST(DigestTimeTest, GivenDaysOf23And25Hours_WhenAsked_ThenEightByTheClockOnTheWall) {
  const absl::CivilDay spring(2026, 3, 29);
  const absl::CivilDay autumn(2026, 10, 25);

  EXPECT_EQ(DigestTime(spring, Amsterdam()) - DigestTime(spring - 1, Amsterdam()), absl::Hours(23));
  EXPECT_EQ(DigestTime(autumn, Amsterdam()) - DigestTime(autumn - 1, Amsterdam()), absl::Hours(25));
}

TEST(SaidOnceTest, GivenTheSameTwice_WhenSaid_ThenOnceInTheFirstPlace) {
  EXPECT_THAT(SaidOnce({"b", "a", "b", "c", "a"}), ElementsAre("b", "a", "c"));
}

TEST(AsSentenceTest, GivenSubjects_WhenSaid_ThenOneFullStop) {
  EXPECT_EQ(AsSentence("Het is te laat. Het ligt nu bij jou."),
            "Het is te laat. Het ligt nu bij jou.");
  EXPECT_EQ(AsSentence("Je overeenkomst geldt"), "Je overeenkomst geldt.");
}

}  // namespace
}  // namespace driehoek::notify
