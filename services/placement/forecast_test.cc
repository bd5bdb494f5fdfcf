#include "placement/forecast.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace driehoek::placement {
namespace {

using ::testing::ElementsAre;
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

StartingStudent LooksIn(const char* region, const char* student, State state = State::kSearching) {
  StartingStudent starting = Starts(student, kMonday, state);
  starting.region = region;
  return starting;
}

OpenSeats SeatsIn(const char* region, int count) {
  OpenSeats open = Seats(count);
  open.region = region;
  return open;
}

// "region: students, searching, seats, shortfall" of each row.
std::vector<std::string> Told(const std::vector<ForecastRow>& rows) {
  std::vector<std::string> told;
  for (const ForecastRow& row : rows) {
    told.push_back(absl::StrCat(row.region, ": ", row.student_count, ", ", row.searching_count,
                                ", ", row.free_seat_count, ", ", row.shortfall_count));
  }
  return told;
}

TEST(ForecastTest, GivenRegions_WhenCounted_ThenSeatsElsewhereDoNotUndoAShortfall) {
  const std::vector<StartingStudent> students = {
      LooksIn("Achterhoek", "a"), LooksIn("Achterhoek", "b"),
      LooksIn("Achterhoek", "c", State::kActive), LooksIn("Twente", "d")};
  const std::vector<OpenSeats> seats = {SeatsIn("Achterhoek", 1), SeatsIn("Twente", 4)};
  EXPECT_THAT(Told(Forecast(students, seats)),
              ElementsAre("Achterhoek: 3, 2, 1, 1", "Twente: 1, 1, 4, 0"));

  // The same without regions: five seats for three who search.
  EXPECT_THAT(Told(Forecast(
                  {Starts("a", kMonday, State::kSearching), Starts("b", kMonday, State::kSearching),
                   Starts("c", kMonday, State::kActive), Starts("d", kMonday, State::kSearching)},
                  {Seats(1), Seats(4)})),
              ElementsAre(": 4, 3, 5, 0"));
}

TEST(ForecastTest, GivenNoRegionKnown_WhenCounted_ThenARowOfItsOwnThatComesFirst) {
  EXPECT_THAT(Told(Forecast({LooksIn("Achterhoek", "a"), LooksIn("", "b"), LooksIn(" ", "c")},
                            {SeatsIn("Achterhoek", 3), SeatsIn("", 1)})),
              ElementsAre(": 2, 2, 1, 1", "Achterhoek: 1, 1, 3, 0"));
}

TEST(ForecastTest, GivenOneRegionWrittenInSeveralWays_WhenCounted_ThenOneRowAsWrittenFirst) {
  StartingStudent later = LooksIn("ACHTERHOEK ", "b");
  later.start_date = kMonday + 7;
  const auto rows = Forecast({LooksIn("Achterhoek", "a"), later, LooksIn("achterhoek", "c")},
                             {SeatsIn(" achterHoek", 1)});
  EXPECT_THAT(Told(rows), ElementsAre("Achterhoek: 2, 2, 1, 1", "Achterhoek: 1, 1, 1, 0"));
  EXPECT_EQ(rows[1].week_date, kMonday + 7);
}

TEST(ForecastTest, GivenSeatsWhereNobodyLooks_WhenCounted_ThenTheyStandInTheWeeksOfTheVariant) {
  OpenSeats over = SeatsIn("Veluwe", 5);
  over.end_date = kMonday - 1;
  OpenSeats of_another = SeatsIn("Veluwe", 5);
  of_another.programmes = {ProgrammeId("another")};
  EXPECT_THAT(Told(Forecast({LooksIn("Achterhoek", "a"), LooksIn("Zeeland", "z")},
                            {SeatsIn("Twente", 2), SeatsIn("twente", 1), over, of_another})),
              ElementsAre("Achterhoek: 1, 1, 0, 1", "Twente: 0, 0, 3, 0", "Zeeland: 1, 1, 0, 1"));
}

TEST(ForecastTest, GivenNobodyWhoStarts_WhenCounted_ThenNoRows) {
  EXPECT_THAT(Forecast({}, {Seats(3)}), IsEmpty());
}

}  // namespace
}  // namespace driehoek::placement
