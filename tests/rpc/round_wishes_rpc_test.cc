// The student's side of a matching round over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "round_world.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;

// An open round with two places and two students.
class RoundWishesRpcTest : public RoundRpcTest {
 protected:
  void SetUp() override {
    RoundRpcTest::SetUp();
    round_ = NewRound();
    first_ = NewPlace(round_);
    auto asks = PlaceRequest(round_);
    asks.mutable_place()->mutable_requirements()->add_languages("en");
    asks.mutable_place()->mutable_requirements()->add_groups("bachelor");
    asks.mutable_place()->mutable_location()->set_latitude_degrees(53.2106);
    asks.mutable_place()->mutable_location()->set_longitude_degrees(6.5642);
    second_ = Value(Ask(&Matching::CreateRoundPlace, kOffice, asks));
    an_ = NewParticipant(round_, "An", 1);
    bo_ = NewParticipant(round_, "Bo", 0);
  }
  void OpenRound() { round_ = Value(Open(round_)); }
  Who An() { return As(Role::kStudent, an_.student()); }
  Who Bo() { return As(Role::kStudent, bo_.student()); }

  v1::MatchingRound round_;
  v1::RoundPlace first_;   // asks nothing
  v1::RoundPlace second_;  // asks English and a bachelor, in the north
  v1::Participant an_;     // a bachelor
  v1::Participant bo_;
};
DRIEHOEK_ON_EVERY_ENGINE(RoundWishesRpcTest);

TEST_P(RoundWishesRpcTest, GivenOpenRound_WhenAStudentRanks_ThenKeptAndSeenByTheOffice) {
  OpenRound();
  auto request = Wishes(an_, {second_.name(), first_.name()});
  request.add_languages("en-GB");
  request.mutable_home()->set_latitude_degrees(52.09);
  request.mutable_home()->set_longitude_degrees(5.12);
  request.set_max_distance_km(200);
  const auto handed_in = Ask(&Matching::SubmitPreferences, An(), request);
  ASSERT_THAT(handed_in, IsOk());
  EXPECT_THAT(handed_in->wishes(), ElementsAre(second_.name(), first_.name()));
  EXPECT_TRUE(handed_in->has_submit_time());
  EXPECT_EQ(handed_in->home().latitude_degrees(), 52.09);
  EXPECT_EQ(GetParticipant(An(), an_)->SerializeAsString(), handed_in->SerializeAsString());

  const auto seen = GetParticipant(kOffice, an_);
  ASSERT_THAT(seen, IsOk());
  EXPECT_TRUE(seen->has_home());
  EXPECT_TRUE(
      world().reads.Has(PersonName(TenantId("demo"), PersonId(kOffice.person)), an_.name()));
  const auto by_manager = GetParticipant(kManager, an_);
  ASSERT_THAT(by_manager, IsOk());
  EXPECT_FALSE(by_manager->has_home());
  EXPECT_EQ(GetRound(kOffice, round_)->counts().submitted_count(), 1);
  EXPECT_FALSE(GetRound(An(), round_)->has_counts());
}

TEST_P(RoundWishesRpcTest, GivenPlaces_WhenAStudentLists_ThenWithMismatchesAndDistanceOnly) {
  OpenRound();
  auto request = Wishes(bo_, {});
  request.mutable_home()->set_latitude_degrees(52.0894);
  request.mutable_home()->set_longitude_degrees(5.11);
  request.set_max_distance_km(50);
  ASSERT_THAT(Ask(&Matching::SubmitPreferences, Bo(), request), IsOk());
  v1::UpdateRoundPlaceRequest exclude;
  exclude.mutable_place()->set_name(first_.name());
  exclude.mutable_place()->add_exclusions()->set_participant(an_.name());
  exclude.mutable_place()->mutable_exclusions(0)->set_ground(
      v1::RoundPlace::Exclusion::CONFLICT_OF_INTEREST);
  ASSERT_THAT(Ask(&Matching::UpdateRoundPlace, kOffice, exclude), IsOk());

  v1::ListRoundPlacesRequest list;
  list.set_parent(round_.name());
  const auto places = Ask(&Matching::ListRoundPlaces, Bo(), list);
  ASSERT_THAT(places, IsOk());
  ASSERT_THAT(places->places(), SizeIs(2));
  for (const v1::RoundPlace& place : places->places()) {
    EXPECT_THAT(place.exclusions(), IsEmpty());
    if (place.name() == first_.name()) {
      EXPECT_THAT(place.mismatches(), IsEmpty());
      EXPECT_FALSE(place.has_distance_km());
    } else {
      EXPECT_THAT(place.mismatches(), ElementsAre(v1::RoundPlace::LANGUAGE, v1::RoundPlace::GROUP,
                                                  v1::RoundPlace::DISTANCE));
      EXPECT_NEAR(place.distance_km(), 158, 2);
    }
  }
  const auto for_an = Ask(&Matching::ListRoundPlaces, An(), list);
  ASSERT_THAT(for_an, IsOk());
  EXPECT_THAT(for_an->places(0).name() == first_.name() ? for_an->places(0).mismatches()
                                                        : for_an->places(1).mismatches(),
              ElementsAre(v1::RoundPlace::EXCLUDED));
  EXPECT_THAT(Ask(&Matching::ListRoundPlaces, kOffice, list)->places(0).mismatches(), IsEmpty());
}

TEST_P(RoundWishesRpcTest, GivenWrongWishes_WhenHandedIn_ThenEachIsNamed) {
  OpenRound();
  const std::string elsewhere = round_.name() + "/places/01900000-0000-7000-8000-0000000000ff";
  const auto refused = Submit(bo_, {first_.name(), first_.name(), second_.name(), elsewhere});
  EXPECT_THAT(refused, HasCode(Code::kInvalidArgument));
  EXPECT_THAT(ViolationsOf(refused.status()),
              ElementsAre("wishes[1] PLACE_TWICE", "wishes[2] MISMATCH_LANGUAGE",
                          "wishes[2] MISMATCH_GROUP", "wishes[3] PLACE_UNKNOWN"));
}

TEST_P(RoundWishesRpcTest, GivenTwoStudents_WhenLooking_ThenEachSeesOnlyItself) {
  const auto not_there = StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND");
  // In SETUP a round is the office's alone.
  EXPECT_THAT(GetRound(An(), round_), not_there);
  EXPECT_THAT(GetParticipant(An(), an_), not_there);
  OpenRound();
  EXPECT_THAT(GetRound(An(), round_), IsOk());
  EXPECT_THAT(GetParticipant(An(), bo_), not_there);
  EXPECT_THAT(Ask(&Matching::SubmitPreferences, An(), Wishes(bo_, {first_.name()})), not_there);
  v1::ListParticipantsRequest list;
  list.set_parent(round_.name());
  const auto listed = Ask(&Matching::ListParticipants, An(), list);
  ASSERT_THAT(listed, IsOk());
  ASSERT_THAT(listed->participants(), SizeIs(1));
  EXPECT_EQ(listed->participants(0).name(), an_.name());
  const Who stranger = As(Role::kStudent, steps().Person("Stranger"));
  EXPECT_THAT(GetRound(stranger, round_), not_there);
  v1::ListMatchingRoundsRequest rounds_of;
  rounds_of.set_parent(kDemo);
  EXPECT_THAT(Ask(&Matching::ListMatchingRounds, stranger, rounds_of)->matching_rounds(),
              IsEmpty());
  EXPECT_THAT(Ask(&Matching::ListMatchingRounds, An(), rounds_of)->matching_rounds(), SizeIs(1));
}

TEST_P(RoundWishesRpcTest, GivenFrozenRound_WhenWishesOrParticipantsChange_ThenRefused) {
  EXPECT_THAT(Submit(bo_, {}), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  OpenRound();
  const auto frozen = Freeze(round_);
  ASSERT_THAT(frozen, IsOk());
  EXPECT_EQ(frozen->state(), v1::MatchingRound::FROZEN);
  EXPECT_EQ(frozen->seed(), "");
  EXPECT_THAT(Freeze(*frozen), StatusIs(Code::kFailedPrecondition, "PREFERENCES_NOT_OPEN"));
  EXPECT_THAT(Submit(bo_, {first_.name()}),
              StatusIs(Code::kFailedPrecondition, "PREFERENCES_NOT_OPEN"));
  v1::AddParticipantsRequest add;
  add.set_parent(round_.name());
  add.add_enrolments(bo_.enrolment());
  EXPECT_THAT(Ask(&Matching::AddParticipants, kOffice, add),
              StatusIs(Code::kFailedPrecondition, "PREFERENCES_CLOSED"));
  v1::RemoveParticipantRequest remove;
  remove.set_name(bo_.name());
  EXPECT_THAT(Ask(&Matching::RemoveParticipant, kOffice, remove),
              StatusIs(Code::kFailedPrecondition, "PREFERENCES_CLOSED"));
  v1::CloseMatchingRoundRequest close;
  close.set_name(round_.name());
  close.set_etag(frozen->etag());
  EXPECT_THAT(Ask(&Matching::CloseMatchingRound, kOffice, close),
              StatusIs(Code::kFailedPrecondition, "ROUND_NOT_PUBLISHED"));
}

TEST_P(RoundWishesRpcTest, GivenTheOffice_WhenItHandsIn_ThenWithAReasonThatTheStudentSees) {
  OpenRound();
  auto request = Wishes(bo_, {first_.name()});
  EXPECT_THAT(Ask(&Matching::SubmitPreferences, kOffice, request),
              StatusIs(Code::kInvalidArgument, "TEXT_MISSING"));
  request.set_reason("Bo is ziek en belde.");
  ASSERT_THAT(Ask(&Matching::SubmitPreferences, kOffice, request), IsOk());
  const auto seen = GetParticipant(Bo(), bo_);
  ASSERT_THAT(seen, IsOk());
  EXPECT_EQ(seen->submit_reason(), "Bo is ziek en belde.");
  EXPECT_THAT(Ask(&Matching::SubmitPreferences, kManager, request),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
}

TEST_P(RoundWishesRpcTest, GivenOldEtag_WhenHandedInAgain_ThenStaleAndTheLastOnesCount) {
  OpenRound();
  auto first = Wishes(bo_, {first_.name()});
  first.set_request_id("7b1f3c52-9d9b-4c55-8a6e-0f9c2a5d1e11");
  const auto once = Ask(&Matching::SubmitPreferences, Bo(), first);
  ASSERT_THAT(once, IsOk());
  EXPECT_EQ(Ask(&Matching::SubmitPreferences, Bo(), first)->SerializeAsString(),
            once->SerializeAsString());
  EXPECT_THAT(Submit(bo_, {}), StatusIs(Code::kAborted, "STALE_ETAG"));
  const auto again = Submit(*once, {});
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT(again->wishes(), IsEmpty());
}

}  // namespace
}  // namespace driehoek::test
