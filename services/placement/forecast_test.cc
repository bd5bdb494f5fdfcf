#include "placement/forecast.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::placement {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::CivilDay kMonday(2026, 8, 31);

StartingStudent Starts(const char* student, absl::CivilDay day, State state,
                       const char* variant = "v1") {
  return {.student = PersonId(student),
          .programme = ProgrammeId("engineering"),
          .programme_variant = VariantId(variant),
          .variant = Variant::kPartTime,
          .start_date = day,
          .state = state};
}

OpenSeats Seats(int count, std::vector<ProgrammeId> programmes = {}) {
  return {.programmes = std::move(programmes),
          .start_date = kMonday,
          .end_date = kMonday + 100,
          .seat_count = count};
}

TEST(WeekOfTest, GivenDays_WhenAsked_ThenTheMondayOfTheirWeek) {
  EXPECT_EQ(WeekOf(kMonday), kMonday);
  EXPECT_EQ(WeekOf(kMonday + 6), kMonday);
  EXPECT_EQ(WeekOf(kMonday + 7), kMonday + 7);
  EXPECT_EQ(WeekOf(kMonday - 1), kMonday - 7);
}

TEST(ForecastTest, GivenStudents_WhenCounted_ThenOneRowForEachVariantAndWeek) {
  const auto rows = Forecast(
      {Starts("a", kMonday, State::kSearching), Starts("b", kMonday + 6, State::kProposed),
       Starts("c", kMonday, State::kScreened), Starts("d", kMonday + 1, State::kActive),
       Starts("e", kMonday + 7, State::kSearching), Starts("f", kMonday, State::kConfirmed, "v2")},
      {});
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_EQ(rows[0].week_date, kMonday);
  EXPECT_EQ(rows[0].programme_variant, VariantId("v1"));
  EXPECT_EQ(rows[0].variant, Variant::kPartTime);
  EXPECT_EQ(rows[0].student_count, 4);
  EXPECT_EQ(rows[0].searching_count, 2);
  EXPECT_EQ(rows[0].shortfall_count, 2);
  EXPECT_EQ(rows[1].programme_variant, VariantId("v2"));
  EXPECT_EQ(rows[1].searching_count, 0);
  EXPECT_EQ(rows[1].shortfall_count, 0);
  EXPECT_EQ(rows[2].week_date, kMonday + 7);
}

TEST(ForecastTest, GivenTwoPlacementsOfOneStudent_WhenCounted_ThenTheStudentCountsOnce) {
  const auto rows = Forecast(
      {Starts("a", kMonday, State::kSearching), Starts("a", kMonday + 2, State::kConfirmed)}, {});
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].student_count, 1);
  EXPECT_EQ(rows[0].searching_count, 1);
}

TEST(ForecastTest, GivenSeats_WhenCounted_ThenThoseInTheWeekThatTheProgrammeMayUse) {
  const std::vector<StartingStudent> students = {Starts("a", kMonday + 7, State::kSearching),
                                                 Starts("b", kMonday + 7, State::kSearching),
                                                 Starts("c", kMonday + 7, State::kSearching)};
  OpenSeats over = Seats(9);
  over.end_date = kMonday + 6;
  OpenSeats later = Seats(9);
  later.start_date = kMonday + 14;
  const auto rows = Forecast(students, {Seats(1), Seats(1, {ProgrammeId("engineering")}),
                                        Seats(9, {ProgrammeId("another")}), over, later});
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].free_seat_count, 2);
  EXPECT_EQ(rows[0].shortfall_count, 1);

  EXPECT_EQ(Forecast(students, {Seats(5)})[0].shortfall_count, 0);
}

TEST(ForecastTest, GivenNobodyWhoStarts_WhenCounted_ThenNoRows) {
  EXPECT_THAT(Forecast({}, {Seats(3)}), IsEmpty());
}

}  // namespace
}  // namespace driehoek::placement
