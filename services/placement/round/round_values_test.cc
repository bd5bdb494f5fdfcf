#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/round/round_example.h"
#include "support/violations.h"

namespace driehoek::placement::round {
namespace {

using test::ViolationsOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Faults(const MatchingRound& round) {
  FieldViolations violations;
  Check(round, violations);
  return ViolationsOf(violations.ToStatus());
}
std::vector<std::string> Faults(const RoundPlace& place) {
  FieldViolations violations;
  Check(place, ExampleRound(), violations);
  return ViolationsOf(violations.ToStatus());
}

TEST(RoundValuesTest, GivenTheExamples_WhenChecked_ThenNoFault) {
  EXPECT_THAT(Faults(ExampleRound()), IsEmpty());
  EXPECT_THAT(Faults(ExamplePlace()), IsEmpty());
}

TEST(RoundValuesTest, GivenWrongRound_WhenChecked_ThenEveryFieldIsNamed) {
  MatchingRound round = ExampleRound();
  round.display_name = "";
  round.end_date = round.start_date - 1;
  round.weekly_hours = 61;
  round.answer_days = 61;
  round.max_wish_count = 101;
  round.max_students_per_supervisor = -1;
  EXPECT_THAT(Faults(round),
              ElementsAre("display_name TEXT_MISSING", "end_date END_BEFORE_START",
                          "weekly_hours NUMBER_OUT_OF_RANGE", "answer_days NUMBER_OUT_OF_RANGE",
                          "max_wish_count NUMBER_OUT_OF_RANGE",
                          "max_students_per_supervisor NUMBER_OUT_OF_RANGE"));
  round = ExampleRound();
  round.end_date = absl::CivilDay(2032, 2, 1);
  EXPECT_THAT(Faults(round), IsEmpty());
  round.end_date = absl::CivilDay(2032, 2, 2);
  EXPECT_THAT(Faults(round), ElementsAre("end_date PERIOD_TOO_LONG"));
}

TEST(RoundValuesTest, GivenWrongGroups_WhenChecked_ThenEachIsNamed) {
  MatchingRound round = ExampleRound();
  round.groups.push_back({"ad", "Again", {ProgrammeId("ba-1")}});
  round.groups.push_back({"Ad", "", {}});
  round.groups.push_back({"x", "Short", {ProgrammeId("p")}});
  EXPECT_THAT(
      Faults(round),
      ElementsAre("groups[2].code CODE_TWICE", "groups[2].programmes[0] PROGRAMME_TWICE",
                  "groups[3].code CODE_MALFORMED", "groups[3].display_name TEXT_MISSING",
                  "groups[3].programmes PROGRAMME_MISSING", "groups[4].code CODE_MALFORMED"));
}

TEST(RoundValuesTest, GivenGroups_WhenAsked_ThenFoundByCodeAndProgramme) {
  const MatchingRound round = ExampleRound();
  EXPECT_EQ(GroupIndex(round, "bachelor"), 1);
  EXPECT_EQ(GroupIndex(round, "master"), std::nullopt);
  EXPECT_EQ(GroupOf(round, ProgrammeId("ad-2")), "ad");
  EXPECT_EQ(GroupOf(round, ProgrammeId("other")), "");
}

TEST(RoundValuesTest, GivenWrongPlace_WhenChecked_ThenEveryFieldIsNamed) {
  RoundPlace place = ExamplePlace();
  place.capacity = -1;
  place.intended_group = "master";
  place.quotas = {{.group = "master", .reserved = -1},
                  {.group = "ad", .reserved = 2, .ceiling = 1, .priority_class = 1001},
                  {.group = "ad", .ceiling = 501}};
  place.priorities = {{ParticipantId("a"), 1}, {ParticipantId("a"), -1}};
  place.exclusions = {{ParticipantId("a"), Ground::kBeenThere},
                      {ParticipantId("a"), Ground::kBeenThere}};
  place.requirements = {.variants = {Variant::kDual, Variant::kDual},
                        .min_phase = 9,
                        .languages = {"e"},
                        .groups = {"ad", "ad", "master"}};
  place.location = GeoPoint{0, 181};
  EXPECT_THAT(
      Faults(place),
      ElementsAre(
          "capacity NUMBER_OUT_OF_RANGE", "intended_group GROUP_UNKNOWN",
          "quotas[0].group GROUP_UNKNOWN", "quotas[0].reserved_seat_count NUMBER_OUT_OF_RANGE",
          "quotas[1].priority_class NUMBER_OUT_OF_RANGE",
          "quotas[1].max_seat_count CEILING_BELOW_RESERVE", "quotas[2].group GROUP_TWICE",
          "quotas[2].max_seat_count NUMBER_OUT_OF_RANGE", "quotas RESERVES_ABOVE_CAPACITY",
          "priorities[1].participant PARTICIPANT_TWICE",
          "priorities[1].priority_class NUMBER_OUT_OF_RANGE",
          "exclusions[1].participant PARTICIPANT_TWICE", "requirements.variants[1] VARIANT_TWICE",
          "requirements.min_phase NUMBER_OUT_OF_RANGE",
          "requirements.languages[0] LANGUAGE_MALFORMED", "requirements.groups[1] GROUP_TWICE",
          "requirements.groups[2] GROUP_UNKNOWN",
          "location.longitude_degrees NUMBER_OUT_OF_RANGE"));
}

TEST(RoundValuesTest, GivenReserves_WhenTheyFillThePlace_ThenAllowedAndNotMore) {
  RoundPlace place = ExamplePlace();
  place.quotas = {{.group = "ad", .reserved = 2}, {.group = "bachelor", .reserved = 2}};
  EXPECT_THAT(Faults(place), IsEmpty());
  place.capacity = 3;
  EXPECT_THAT(Faults(place), ElementsAre("quotas RESERVES_ABOVE_CAPACITY"));
}

TEST(RoundValuesTest, GivenPriorities_WhenAsked_ThenTheStudentsOwnBeforeThatOfTheGroup) {
  RoundPlace place = ExamplePlace();
  place.quotas = {{.group = "ad", .priority_class = 2}};
  place.priorities = {{ParticipantId("a"), 1}};
  EXPECT_EQ(PriorityClass(place, ParticipantId("a"), "ad"), 1);
  EXPECT_EQ(PriorityClass(place, ParticipantId("b"), "ad"), 2);
  EXPECT_EQ(PriorityClass(place, ParticipantId("b"), "bachelor"), 0);
}

}  // namespace
}  // namespace driehoek::placement::round
