#include "placement/round/eligibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/round/round_example.h"

namespace driehoek::placement::round {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr GeoPoint kUtrecht{52.0894, 5.1100};
constexpr GeoPoint kGroningen{53.2106, 6.5642};

std::vector<Mismatch> Of(const RoundPlace& place, const Participant& participant) {
  return Mismatches(ExampleRound(), place, participant);
}

TEST(DistanceTest, GivenKnownPoints_WhenMeasured_ThenAsOnTheMap) {
  EXPECT_EQ(DistanceKm(kUtrecht, kUtrecht), 0);
  // A degree of latitude is a 360th of the circumference: 111.195 km on this sphere.
  EXPECT_EQ(DistanceKm({0, 0}, {1, 0}), 111);
  EXPECT_EQ(DistanceKm({10, 0}, {20, 0}), 1112);
  // Half the circumference, over the pole and around.
  EXPECT_EQ(DistanceKm({90, 0}, {-90, 0}), 20015);
  EXPECT_EQ(DistanceKm({0, -180}, {0, 0}), 20015);
  // Across the line where the date changes.
  EXPECT_EQ(DistanceKm({0, 179.5}, {0, -179.5}), 111);
  EXPECT_EQ(DistanceKm(kUtrecht, kGroningen), DistanceKm(kGroningen, kUtrecht));
  EXPECT_NEAR(DistanceKm(kUtrecht, kGroningen), 158, 2);
}

TEST(SpeaksTest, GivenTags_WhenCompared_ThenAMorePreciseOneIsEnough) {
  EXPECT_TRUE(Speaks("nl", "nl"));
  EXPECT_TRUE(Speaks("NL-be", "nl"));
  EXPECT_FALSE(Speaks("nl", "nl-BE"));
  EXPECT_FALSE(Speaks("nld", "nl"));
}

TEST(MismatchesTest, GivenNothingAsked_WhenJudged_ThenNothingKeepsAnybodyAway) {
  EXPECT_THAT(Of(ExamplePlace(), ExampleParticipant()), IsEmpty());
}

TEST(MismatchesTest, GivenEverythingAskedIsThere_WhenJudged_ThenNothingKeepsTheStudentAway) {
  RoundPlace place = ExamplePlace();
  place.requirements = {.variants = {Variant::kDual, Variant::kPartTime},
                        .min_phase = 2,
                        .languages = {"en", "nl"},
                        .groups = {"ad"}};
  EXPECT_THAT(Of(place, ExampleParticipant()), IsEmpty());
}

TEST(MismatchesTest, GivenNothingFits_WhenJudged_ThenEveryReasonInTheOrderOfTheContract) {
  RoundPlace place = ExamplePlace();
  place.requirements = {
      .variants = {Variant::kDual}, .min_phase = 3, .languages = {"en"}, .groups = {"bachelor"}};
  place.location = kGroningen;
  place.exclusions = {{ParticipantId("participant"), Ground::kBeenThere}};
  Participant participant = ExampleParticipant();
  participant.home = kUtrecht;
  participant.max_distance_km = 50;

  EXPECT_THAT(Of(place, participant),
              ElementsAre(Mismatch::kVariant, Mismatch::kPhase, Mismatch::kLanguage,
                          Mismatch::kGroup, Mismatch::kDistance, Mismatch::kExcluded));
}

TEST(MismatchesTest, GivenDistance_WhenAtTheLimit_ThenItStillCounts) {
  RoundPlace place = ExamplePlace();
  place.location = GeoPoint{1, 0};
  Participant participant = ExampleParticipant();
  participant.home = GeoPoint{0, 0};
  participant.max_distance_km = 111;
  EXPECT_THAT(Of(place, participant), IsEmpty());
  participant.max_distance_km = 110;
  EXPECT_THAT(Of(place, participant), ElementsAre(Mismatch::kDistance));
  participant.max_distance_km = 0;
  EXPECT_THAT(Of(place, participant), IsEmpty());
  participant.max_distance_km = 110;
  participant.home.reset();
  EXPECT_THAT(Of(place, participant), IsEmpty());
}

TEST(MismatchesTest, GivenSomebodyElseExcluded_WhenJudged_ThenThatKeepsNobodyElseAway) {
  RoundPlace place = ExamplePlace();
  place.exclusions = {{ParticipantId("another"), Ground::kConflictOfInterest}};
  EXPECT_THAT(Of(place, ExampleParticipant()), IsEmpty());
}

TEST(MismatchesTest, GivenProgrammeInNoGroup_WhenGroupsAreAsked_ThenTheGroupKeepsItAway) {
  RoundPlace place = ExamplePlace();
  place.requirements.groups = {"ad", "bachelor"};
  Participant participant = ExampleParticipant();
  participant.programme = ProgrammeId("other");
  EXPECT_THAT(Of(place, participant), ElementsAre(Mismatch::kGroup));
}

TEST(EligibilityTest, GivenConflictOfInterest_WhenPlacesAreSeen_ThenExcludedThere) {
  const Participant participant = ExampleParticipant();
  RoundPlace other = ExamplePlace("other");
  other.organisation = OrganisationId("elsewhere");
  const auto places =
      ExcludeConflicts({ExamplePlace(), other}, {participant},
                       {{participant.student, ExamplePlace().organisation, SupervisorId()}});
  EXPECT_THAT(Mismatches(ExampleRound(), places[0], participant),
              ::testing::ElementsAre(Mismatch::kExcluded));
  EXPECT_EQ(places[0].exclusions.front().ground, Ground::kConflictOfInterest);
  EXPECT_THAT(Mismatches(ExampleRound(), places[1], participant), ::testing::IsEmpty());
  // One that the practice office excluded keeps its ground.
  RoundPlace known = ExamplePlace();
  known.exclusions = {{participant.id, Ground::kBeenThere}};
  const auto kept = ExcludeConflicts({known}, {participant},
                                     {{participant.student, known.organisation, SupervisorId()}});
  EXPECT_EQ(kept.front().exclusions, known.exclusions);
}

TEST(EligibilityTest, GivenConflictWithOneSupervisor_WhenPlacesAreSeen_ThenOnlyThatOnesPlace) {
  const Participant participant = ExampleParticipant();
  RoundPlace of_ingrid = ExamplePlace("a");
  of_ingrid.supervisor = SupervisorId("ingrid");
  RoundPlace of_jan = ExamplePlace("b");
  of_jan.supervisor = SupervisorId("jan");
  const auto places =
      ExcludeConflicts({of_ingrid, of_jan}, {participant},
                       {{participant.student, of_ingrid.organisation, SupervisorId("ingrid")}});
  EXPECT_EQ(places[0].exclusions.size(), 1U);
  EXPECT_THAT(places[1].exclusions, ::testing::IsEmpty());
}

}  // namespace
}  // namespace driehoek::placement::round
