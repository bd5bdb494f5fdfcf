// Setting up a matching round over gRPC, on every engine: rounds, places, participants.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "round_world.h"

namespace driehoek::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Code = absl::StatusCode;

class RoundSetupRpcTest : public RoundRpcTest {
 protected:
  // The names of all rounds that `who` lists, page by page.
  std::vector<std::string> ListRounds(const Who& who, int page_size = 0) {
    v1::ListMatchingRoundsRequest request;
    request.set_parent(kDemo);
    request.set_page_size(page_size);
    std::vector<std::string> names;
    do {
      const auto page = Value(Ask(&Matching::ListMatchingRounds, who, request));
      for (const auto& round : page.matching_rounds()) names.push_back(round.display_name());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
  std::vector<std::string> ListParticipants(const Who& who, const v1::MatchingRound& round,
                                            int page_size = 0) {
    v1::ListParticipantsRequest request;
    request.set_parent(round.name());
    request.set_page_size(page_size);
    std::vector<std::string> names;
    do {
      const auto page = Value(Ask(&Matching::ListParticipants, who, request));
      for (const auto& one : page.participants()) names.push_back(one.student_display_name());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
};
DRIEHOEK_ON_EVERY_ENGINE(RoundSetupRpcTest);

TEST_P(RoundSetupRpcTest, GivenThreeGroups_WhenSetUpAndOpened_ThenCountedCommittedAndTold) {
  const auto made = NewRound();
  EXPECT_EQ(made.state(), v1::MatchingRound::SETUP);
  EXPECT_EQ(made.rule(), v1::MatchingRound::STABLE);
  EXPECT_EQ(made.answer_days(), 4);
  EXPECT_EQ(made.max_wish_count(), 10);
  EXPECT_EQ(made.seed_commitment(), "");
  const auto place = NewPlace(made, 4);
  EXPECT_EQ(place.labels().organisation(), "Van Leeuwen");
  EXPECT_EQ(place.labels().workplace(), "Ontwerp");
  NewPlace(made, 3);
  const auto bo = NewParticipant(made, "Bo", 0);
  EXPECT_EQ(bo.group(), "ad");
  EXPECT_EQ(NewParticipant(made, "an", 1).group(), "bachelor");
  EXPECT_EQ(NewParticipant(made, "Cem", 2).group(), "ad-management");

  const auto opened = Open(made);

  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->state(), v1::MatchingRound::PREFERENCES_OPEN);
  EXPECT_THAT(opened->seed_commitment(), SizeIs(64));
  EXPECT_EQ(opened->seed(), "");
  EXPECT_TRUE(opened->has_commit_time());
  EXPECT_EQ(opened->counts().participant_count(), 3);
  EXPECT_EQ(opened->counts().place_count(), 2);
  EXPECT_EQ(opened->counts().seat_count(), 7);
  EXPECT_EQ(opened->counts().organisation_count(), 1);
  EXPECT_THAT(Events(), Contains("round.preferences_open"));
  EXPECT_EQ(GetRound(kOffice, made)->SerializeAsString(), opened->SerializeAsString());
  EXPECT_THAT(ListParticipants(kOffice, made, 2), ElementsAre("an", "Bo", "Cem"));
}

TEST_P(RoundSetupRpcTest, GivenWrongRound_WhenMade_ThenEveryFieldIsNamed) {
  auto request = RoundRequest();
  auto& round = *request.mutable_matching_round();
  *round.mutable_end_date() = rpc::ToProto(world().Today());
  round.set_weekly_hours(61);
  round.set_answer_days(-1);
  round.set_max_wish_count(101);
  round.set_max_students_per_supervisor(51);
  round.mutable_groups(1)->set_code("ad");
  round.mutable_groups(2)->set_programmes(
      0, "institutions/demo/programmes/01900000-0000-7000-8000-0000000000ff");
  const auto refused = Ask(&Matching::CreateMatchingRound, kOffice, request);
  EXPECT_THAT(ViolationsOf(refused.status()),
              ElementsAre("matching_round.end_date END_BEFORE_START",
                          "matching_round.weekly_hours NUMBER_OUT_OF_RANGE",
                          "matching_round.answer_days NUMBER_OUT_OF_RANGE",
                          "matching_round.max_wish_count NUMBER_OUT_OF_RANGE",
                          "matching_round.max_students_per_supervisor NUMBER_OUT_OF_RANGE",
                          "matching_round.groups[1].code CODE_TWICE",
                          "matching_round.groups[2].programmes[0] REFERENCE_NOT_FOUND"));
}

TEST_P(RoundSetupRpcTest, GivenWrongPlace_WhenMade_ThenEveryFieldIsNamed) {
  const auto round = NewRound();
  const auto other = NewParticipant(NewRound("Another"), "Bo");
  auto request = PlaceRequest(round);
  auto& place = *request.mutable_place();
  place.set_capacity(-1);
  place.set_supervisor(organisation_ + "/supervisors/01900000-0000-7000-8000-0000000000ff");
  place.set_intended_group("master");
  auto& quota = *place.add_quotas();
  quota.set_group("ad");
  quota.set_reserved_seat_count(5);
  quota.set_max_seat_count(4);
  place.add_quotas()->set_group("nobody");
  auto& priority = *place.add_priorities();
  priority.set_participant(other.name());
  priority.set_priority_class(1001);
  const auto refused = Ask(&Matching::CreateRoundPlace, kOffice, request);
  EXPECT_THAT(
      ViolationsOf(refused.status()),
      ElementsAre("place.priorities[0].participant REFERENCE_NOT_FOUND",
                  "place.capacity NUMBER_OUT_OF_RANGE", "place.intended_group GROUP_UNKNOWN",
                  "place.quotas[0].max_seat_count CEILING_BELOW_RESERVE",
                  "place.quotas[1].group GROUP_UNKNOWN", "place.quotas RESERVES_ABOVE_CAPACITY",
                  "place.priorities[0].priority_class NUMBER_OUT_OF_RANGE",
                  "place.supervisor REFERENCE_NOT_FOUND",
                  "place.priorities[0].participant REFERENCE_NOT_FOUND"));
}

TEST_P(RoundSetupRpcTest, GivenTooLittle_WhenOpened_ThenRefusedWithTheReason) {
  const auto round = NewRound();
  EXPECT_THAT(Open(round), StatusIs(Code::kFailedPrecondition, "ROUND_WITHOUT_PLACES"));
  const auto place = NewPlace(round);
  EXPECT_THAT(Open(round), StatusIs(Code::kFailedPrecondition, "ROUND_WITHOUT_PARTICIPANTS"));
  NewParticipant(round, "Bo");
  auto stale = round;
  stale.set_etag("djk5OQ");
  EXPECT_THAT(Open(stale), StatusIs(Code::kAborted, "STALE_ETAG"));
  world().clock.Advance(absl::Hours(1));
  EXPECT_THAT(Open(round), StatusIs(Code::kFailedPrecondition, "DUE_TIME_PAST"));
  v1::UpdateMatchingRoundRequest later;
  later.mutable_matching_round()->set_name(round.name());
  *later.mutable_matching_round()->mutable_preferences_due_time() =
      rpc::ToProto(world().clock.Now() + absl::Hours(1));
  const auto updated = Ask(&Matching::UpdateMatchingRound, kOffice, later);
  ASSERT_THAT(updated, IsOk());
  const auto opened = Open(*updated);
  ASSERT_THAT(opened, IsOk());
  EXPECT_THAT(Open(*opened), StatusIs(Code::kFailedPrecondition, "ROUND_NOT_IN_SETUP"));
}

TEST_P(RoundSetupRpcTest, GivenGroupThatAPlaceNames_WhenTakenOut_ThenRefused) {
  const auto round = NewRound();
  auto request = PlaceRequest(round);
  request.mutable_place()->set_intended_group("ad");
  ASSERT_THAT(Ask(&Matching::CreateRoundPlace, kOffice, request), IsOk());
  v1::UpdateMatchingRoundRequest update;
  update.mutable_matching_round()->set_name(round.name());
  *update.mutable_matching_round()->add_groups() = round.groups(1);
  EXPECT_THAT(Ask(&Matching::UpdateMatchingRound, kOffice, update),
              StatusIs(Code::kInvalidArgument, "GROUP_IN_USE"));
}

TEST_P(RoundSetupRpcTest, GivenPlace_WhenTheRoundGoesOn_ThenLessAndLessMayChange) {
  const auto round = NewRound();
  const auto place = NewPlace(round);
  const auto bo = NewParticipant(round, "Bo");
  v1::UpdateRoundPlaceRequest words;
  words.mutable_place()->set_name(place.name());
  words.mutable_place()->set_description("Tekenen en rekenen.");
  words.mutable_place()->mutable_location()->set_latitude_degrees(52.0907);
  words.mutable_place()->mutable_location()->set_longitude_degrees(5.1214);
  const auto described = Ask(&Matching::UpdateRoundPlace, kOffice, words);
  ASSERT_THAT(described, IsOk());
  EXPECT_EQ(described->capacity(), 4);
  EXPECT_EQ(described->location().latitude_degrees(), 52.0907);
  const auto opened = Open(round);
  ASSERT_THAT(opened, IsOk());

  v1::UpdateRoundPlaceRequest seats;
  seats.mutable_place()->set_name(place.name());
  seats.mutable_place()->set_etag(described->etag());
  seats.mutable_place()->set_capacity(2);
  seats.mutable_place()->add_exclusions()->set_participant(bo.name());
  seats.mutable_place()->mutable_exclusions(0)->set_ground(v1::RoundPlace::Exclusion::BEEN_THERE);
  const auto fewer = Ask(&Matching::UpdateRoundPlace, kOffice, seats);
  ASSERT_THAT(fewer, IsOk());
  EXPECT_EQ(fewer->capacity(), 2);
  EXPECT_THAT(Ask(&Matching::UpdateRoundPlace, kOffice, seats),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  words.mutable_place()->set_description("Iets anders.");
  EXPECT_THAT(Ask(&Matching::UpdateRoundPlace, kOffice, words),
              StatusIs(Code::kFailedPrecondition, "ROUND_NOT_IN_SETUP"));
  EXPECT_THAT(Ask(&Matching::CreateRoundPlace, kOffice, PlaceRequest(round)),
              StatusIs(Code::kFailedPrecondition, "ROUND_NOT_IN_SETUP"));
  v1::DeleteRoundPlaceRequest remove;
  remove.set_name(place.name());
  EXPECT_THAT(Ask(&Matching::DeleteRoundPlace, kOffice, remove),
              StatusIs(Code::kFailedPrecondition, "ROUND_NOT_IN_SETUP"));
}

TEST_P(RoundSetupRpcTest, GivenPlaceAndParticipant_WhenTakenOut_ThenGoneEverywhere) {
  const auto round = NewRound();
  const auto place = NewPlace(round);
  const auto bo = NewParticipant(round, "Bo");
  v1::UpdateRoundPlaceRequest favour;
  favour.mutable_place()->set_name(place.name());
  auto& priority = *favour.mutable_place()->add_priorities();
  priority.set_participant(bo.name());
  priority.set_priority_class(1);
  ASSERT_THAT(Ask(&Matching::UpdateRoundPlace, kOffice, favour), IsOk());
  v1::RemoveParticipantRequest out;
  out.set_name(bo.name());
  ASSERT_THAT(Ask(&Matching::RemoveParticipant, kOffice, out), IsOk());
  EXPECT_THAT(GetParticipant(kOffice, bo), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::GetRoundPlaceRequest get;
  get.set_name(place.name());
  EXPECT_THAT(Ask(&Matching::GetRoundPlace, kOffice, get)->priorities(), IsEmpty());
  v1::DeleteRoundPlaceRequest remove;
  remove.set_name(place.name());
  remove.set_etag("djk5OQ");
  EXPECT_THAT(Ask(&Matching::DeleteRoundPlace, kOffice, remove),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  remove.clear_etag();
  ASSERT_THAT(Ask(&Matching::DeleteRoundPlace, kOffice, remove), IsOk());
  EXPECT_THAT(Ask(&Matching::GetRoundPlace, kOffice, get),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_P(RoundSetupRpcTest, GivenRequestId_WhenAskedAgain_ThenTheFirstAnswerAndOneRound) {
  auto request = RoundRequest();
  request.set_request_id("7b1f3c52-9d9b-4c55-8a6e-0f9c2a5d1e10");
  const auto first = Ask(&Matching::CreateMatchingRound, kOffice, request);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(Ask(&Matching::CreateMatchingRound, kOffice, request)->SerializeAsString(),
            first->SerializeAsString());
  EXPECT_THAT(ListRounds(kOffice), SizeIs(1));
  request.mutable_matching_round()->set_weekly_hours(20);
  EXPECT_THAT(Ask(&Matching::CreateMatchingRound, kOffice, request),
              StatusIs(Code::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_P(RoundSetupRpcTest, GivenEnrolments_WhenAdded_ThenInOrderOnceAndWrongOnesNamed) {
  const auto round = NewRound();
  const std::string bo = steps().Person("Bo");
  const std::string first = steps().Enrolment(bo, variants_[0]);
  const std::string second = steps().Enrolment(bo, variants_[1]);
  const std::string cem = steps().Enrolment(steps().Person("Cem"), variants_[1]);
  v1::AddParticipantsRequest request;
  request.set_parent(round.name());
  request.add_enrolments(first);
  request.add_enrolments(cem);
  request.add_enrolments(first);
  const auto added = Ask(&Matching::AddParticipants, kOffice, request);
  ASSERT_THAT(added, IsOk());
  ASSERT_THAT(added->participants(), SizeIs(3));
  EXPECT_EQ(added->participants(0).name(), added->participants(2).name());
  EXPECT_EQ(added->participants(1).student_display_name(), "Cem");
  EXPECT_EQ(Ask(&Matching::AddParticipants, kOffice, request)->SerializeAsString(),
            added->SerializeAsString());
  request.clear_enrolments();
  request.add_enrolments(second);
  request.add_enrolments("institutions/demo/enrolments/01900000-0000-7000-8000-0000000000ff");
  EXPECT_THAT(ViolationsOf(Ask(&Matching::AddParticipants, kOffice, request).status()),
              ElementsAre("enrolments[0] STUDENT_IN_ROUND", "enrolments[1] REFERENCE_NOT_FOUND"));
}

TEST_P(RoundSetupRpcTest, GivenManyRounds_WhenPaged_ThenNewestFirst) {
  for (const int days : {70, 90, 80}) {
    auto request = RoundRequest(absl::StrCat(days));
    *request.mutable_matching_round()->mutable_start_date() = rpc::ToProto(world().Today() + days);
    ASSERT_THAT(Ask(&Matching::CreateMatchingRound, kOffice, request), IsOk());
  }
  EXPECT_THAT(ListRounds(kOffice, 2), ElementsAre("90", "80", "70"));
}

TEST_P(RoundSetupRpcTest, GivenPlaces_WhenPaged_ThenByOrganisation) {
  const auto round = NewRound();
  NewPlace(round);
  for (const char* name : {"Zuid", "aarts"}) {
    auto request = PlaceRequest(round);
    request.mutable_place()->set_workplace(
        steps().Workplace(steps().Organisation(name).value().name()));
    ASSERT_THAT(Ask(&Matching::CreateRoundPlace, kOffice, request), IsOk());
  }
  v1::ListRoundPlacesRequest list;
  list.set_parent(round.name());
  list.set_page_size(1);
  std::vector<std::string> names;
  do {
    const auto page = Value(Ask(&Matching::ListRoundPlaces, kOffice, list));
    for (const auto& place : page.places()) names.push_back(place.labels().organisation());
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  EXPECT_THAT(names, ElementsAre("aarts", "Van Leeuwen", "Zuid"));
}

TEST_P(RoundSetupRpcTest, GivenOfficeOfOneProgramme_WhenAsking_ThenOnlyItsRoundsAndStudents) {
  const auto round = NewRound();
  NewParticipant(round, "Bo", 0);
  const auto an = NewParticipant(round, "An", 1);
  auto foreign_request = RoundRequest("Foreign");
  foreign_request.mutable_matching_round()->mutable_groups()->DeleteSubrange(0, 1);
  const auto foreign = Value(Ask(&Matching::CreateMatchingRound, kOffice, foreign_request));
  auto open_request = RoundRequest("For all");
  open_request.mutable_matching_round()->clear_groups();
  ASSERT_THAT(Ask(&Matching::CreateMatchingRound, kOffice, open_request), IsOk());
  const std::string enrolment = steps().Enrolment(steps().Person("Cem"), variants_[1]);

  world().credentials.programmes = {IdOf(programmes_[0])};

  EXPECT_THAT(ListRounds(kOffice), ::testing::UnorderedElementsAre("Ronde voorjaar", "For all"));
  EXPECT_THAT(ListRounds(kManager), SizeIs(2));
  EXPECT_THAT(ListParticipants(kOffice, round), ElementsAre("Bo"));
  EXPECT_THAT(GetRound(kOffice, foreign), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(GetParticipant(kManager, an), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Ask(&Matching::CreateMatchingRound, kOffice, foreign_request),
              StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
  v1::AddParticipantsRequest add;
  add.set_parent(round.name());
  add.add_enrolments(enrolment);
  EXPECT_THAT(Ask(&Matching::AddParticipants, kOffice, add),
              StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
}

TEST_P(RoundSetupRpcTest, GivenTheClock_WhenWishesAreDue_ThenFrozenOnceAndTold) {
  const auto round = NewRound();
  NewPlace(round);
  NewParticipant(round, "Bo");
  ASSERT_THAT(Open(round), IsOk());
  const TenantId demo("demo");
  EXPECT_THAT(rounds().due.Run(demo, world().clock.Now(), DirectoryWorld::Deadline()),
              IsOkAndHolds(0));
  world().clock.Advance(absl::Hours(1));
  EXPECT_THAT(rounds().due.Run(demo, world().clock.Now(), DirectoryWorld::Deadline()),
              IsOkAndHolds(1));
  EXPECT_THAT(rounds().due.Run(demo, world().clock.Now(), DirectoryWorld::Deadline()),
              IsOkAndHolds(0));
  const auto frozen = rounds().store.Find(demo, placement::round::RoundId(IdOf(round.name())),
                                          DirectoryWorld::Deadline());
  ASSERT_THAT(frozen, IsOk());
  EXPECT_EQ((*frozen)->state, placement::round::State::kFrozen);
  EXPECT_THAT(Events(), Contains("round.frozen").Times(1));
}

// Invariant I5: nothing of a round is for the side of the employer (R32).
TEST_P(RoundSetupRpcTest, GivenTheSideOfTheEmployer_WhenAskingAnything_ThenRefused) {
  const auto round = NewRound();
  const auto place = NewPlace(round);
  const auto bo = NewParticipant(round, "Bo");
  const std::string person = steps().Person("Ingrid Maas");
  steps().Supervisor(organisation_, person);
  ASSERT_THAT(Open(round), IsOk());
  const auto refused = StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED");
  for (const Role role : {Role::kWorkplaceSupervisor, Role::kOrganisationContact}) {
    const Who who = As(role, person);
    v1::ListMatchingRoundsRequest rounds_of;
    rounds_of.set_parent(kDemo);
    v1::ListRoundPlacesRequest places_of;
    places_of.set_parent(round.name());
    v1::ListParticipantsRequest participants_of;
    participants_of.set_parent(round.name());
    v1::GetRoundPlaceRequest get_place;
    get_place.set_name(place.name());
    EXPECT_THAT(GetRound(who, round), refused);
    EXPECT_THAT(GetParticipant(who, bo), refused);
    EXPECT_THAT(Ask(&Matching::GetRoundPlace, who, get_place), refused);
    EXPECT_THAT(Ask(&Matching::ListMatchingRounds, who, rounds_of), refused);
    EXPECT_THAT(Ask(&Matching::ListRoundPlaces, who, places_of), refused);
    EXPECT_THAT(Ask(&Matching::ListParticipants, who, participants_of), refused);
  }
  for (const auth::Right& right : placement::round::MatchingRights()) {
    EXPECT_NE(right.role, Role::kWorkplaceSupervisor) << right.method;
    EXPECT_NE(right.role, Role::kOrganisationContact) << right.method;
  }
}

}  // namespace
}  // namespace driehoek::test
