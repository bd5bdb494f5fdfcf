// ConflictService over gRPC, on every engine, and what it keeps placements and rounds from.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "driehoek/v1/conflict_service.grpc.pb.h"
#include "placement/conflict/conflict_handler.h"
#include "placement/conflict/conflict_service.h"
#include "placement/conflict/policy.h"
#include "round_world.h"
#include "server/conflict_joins.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;
using Conflicts = v1::ConflictService::Stub;
using Conflict = v1::ConflictOfInterest;

class ConflictRpcTest : public RoundRpcTest {
 protected:
  void SetUp() override {
    RoundRpcTest::SetUp();
    Migrate("conflict", placement::conflict::Migrations());
    if (HasFatalFailure()) return;
    store_ = std::make_unique<placement::conflict::SqlConflictStore>(tenant_database());
    world().conflicts.lent = store_.get();
    sides_ = std::make_unique<server::SidesOfDirectory>(world().reader);
    rights_ = std::make_unique<auth::RightsTable>(placement::conflict::ConflictRights());
    border_ = std::make_unique<rpc::Border>(
        rpc::Border::Parts{world().keys, world().credentials, *rights_, world().change_log,
                           world().reads, world().observer, world().clock});
    handler_ = std::make_unique<placement::conflict::ConflictHandler>(
        placement::conflict::ConflictHandler::Parts{*store_, world().change_log, world().ids,
                                                    world().directory_facts, *sides_});
    service_ = placement::conflict::MakeConflictService(*border_, *handler_);
    grpc::ServerBuilder builder;
    builder.RegisterService(service_.get());
    conflict_server_ = builder.BuildAndStart();
    conflicts_ = v1::ConflictService::NewStub(conflict_server_->InProcessChannel({}));
    student_ = steps().Person("Daan Verhoeven");
    enrolment_ = steps().Enrolment(student_, variants_[0]);
    teacher_ = steps().Person("Karin Postma");
    ASSERT_THAT(steps().Assign(student_, teacher_, world().Today() - 30), IsOk());
    supervisor_ = steps().Supervisor(organisation_, steps().Person("Ingrid Maas"));
  }
  void TearDown() override {
    if (conflict_server_ != nullptr) conflict_server_->Shutdown();
    RoundRpcTest::TearDown();
  }
  template <typename Q, typename R>
  absl::StatusOr<R> AskConflict(grpc::Status (Conflicts::*method)(grpc::ClientContext*, const Q&,
                                                                  R*),
                                const Who& who, const Q& request) {
    return world().Ask(conflicts_, method, who, request);
  }
  v1::CreateConflictOfInterestRequest Wish(const std::string& supervisor = "") {
    v1::CreateConflictOfInterestRequest request;
    request.set_parent(kDemo);
    auto& conflict = *request.mutable_conflict_of_interest();
    conflict.set_enrolment(enrolment_);
    conflict.set_organisation(organisation_);
    conflict.set_supervisor(supervisor);
    conflict.set_kind(Conflict::FAMILY);
    conflict.set_reason("De eigenaar is mijn vader.");
    return request;
  }
  absl::StatusOr<Conflict> Record(const Who& who = kOffice, const std::string& supervisor = "") {
    return AskConflict(&Conflicts::CreateConflictOfInterest, who, Wish(supervisor));
  }
  absl::StatusOr<Conflict> End(const Conflict& conflict, const Who& who = kOffice) {
    v1::EndConflictOfInterestRequest request;
    request.set_name(conflict.name());
    request.set_etag(conflict.etag());
    request.set_reason("Het bedrijf is verkocht.");
    return AskConflict(&Conflicts::EndConflictOfInterest, who, request);
  }
  absl::StatusOr<Conflict> Get(const Conflict& conflict, const Who& who) {
    v1::GetConflictOfInterestRequest request;
    request.set_name(conflict.name());
    return AskConflict(&Conflicts::GetConflictOfInterest, who, request);
  }
  std::vector<std::string> List(const Who& who, Conflict::State state = Conflict::RUNNING) {
    v1::ListConflictsOfInterestRequest request;
    request.set_parent(kDemo);
    request.add_states(state);
    const auto listed = AskConflict(&Conflicts::ListConflictsOfInterest, who, request);
    EXPECT_THAT(listed, IsOk());
    std::vector<std::string> names;
    for (const Conflict& one : listed->conflicts_of_interest()) names.push_back(one.name());
    return names;
  }
  // A placement of the student; `workplace` and `supervisor` may be empty.
  absl::StatusOr<v1::Placement> Place(const std::string& workplace, const std::string& supervisor) {
    v1::CreatePlacementRequest request;
    request.set_parent(kDemo);
    auto& placement = *request.mutable_placement();
    placement.set_student(student_);
    placement.set_enrolment(enrolment_);
    placement.set_form(v1::Placement::INTERNSHIP);
    placement.set_workplace(workplace);
    placement.set_supervisor(supervisor);
    *placement.mutable_start_date() = rpc::ToProto(world().Today() + 10);
    *placement.mutable_end_date() = rpc::ToProto(world().Today() + 100);
    placement.set_weekly_hours(24);
    placement.set_load_hours(300);
    return world().Ask(world().placements, &v1::PlacementService::Stub::CreatePlacement, kOffice,
                       request);
  }
  Who Student() const { return As(Role::kStudent, student_); }
  Who Teacher() const { return As(Role::kTeacher, teacher_); }

  std::string student_, enrolment_, teacher_, supervisor_;

 private:
  std::unique_ptr<placement::conflict::SqlConflictStore> store_;
  std::unique_ptr<server::SidesOfDirectory> sides_;
  std::unique_ptr<auth::RightsTable> rights_;
  std::unique_ptr<rpc::Border> border_;
  std::unique_ptr<placement::conflict::ConflictHandler> handler_;
  std::unique_ptr<grpc::Service> service_;
  std::unique_ptr<grpc::Server> conflict_server_;
  std::unique_ptr<Conflicts> conflicts_;
};
DRIEHOEK_ON_EVERY_ENGINE(ConflictRpcTest);

const auto kForbidden = StatusIs(Code::kFailedPrecondition, "CONFLICT_OF_INTEREST");

TEST_P(ConflictRpcTest, GivenStudent_WhenRecordedAndEnded_ThenSeenByTheCircleAndEndedByTheOffice) {
  const auto made = Record(Student(), supervisor_);
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->state(), Conflict::RUNNING);
  EXPECT_EQ(made->student(), student_);
  EXPECT_EQ(made->recorder(), student_);
  EXPECT_EQ(made->labels().student(), "Daan Verhoeven");
  EXPECT_EQ(made->labels().organisation(), "Van Leeuwen");
  EXPECT_EQ(made->labels().supervisor(), "Ingrid Maas");
  for (const Who& who : {Student(), Teacher(), kOffice, Who{.role = Role::kProgrammeManager}}) {
    const auto seen = Get(*made, who);
    ASSERT_THAT(seen, IsOk());
    EXPECT_EQ(seen->SerializeAsString(), made->SerializeAsString());
    EXPECT_THAT(List(who), ElementsAre(made->name()));
  }
  EXPECT_TRUE(world().reads.Has(teacher_, made->name()));
  for (const Who& who : {Student(), Teacher()}) {
    EXPECT_THAT(End(*made, who), StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  }
  const auto ended = End(*made);
  ASSERT_THAT(ended, IsOk());
  EXPECT_EQ(ended->state(), Conflict::ENDED);
  EXPECT_EQ(ended->end_reason(), "Het bedrijf is verkocht.");
  EXPECT_TRUE(ended->has_end_time());
  EXPECT_THAT(List(kOffice), IsEmpty());
  EXPECT_THAT(List(kOffice, Conflict::ENDED), ElementsAre(made->name()));
  EXPECT_THAT(End(*made), StatusIs(Code::kAborted, "STALE_ETAG"));
  EXPECT_THAT(End(*ended), StatusIs(Code::kFailedPrecondition, "CONFLICT_ENDED"));
}

TEST_P(ConflictRpcTest, GivenRunningConflict_WhenRecordedOnceMore_ThenRefusedUntilItEnds) {
  const auto made = Record(Student(), supervisor_);
  ASSERT_THAT(made, IsOk());
  EXPECT_THAT(Record(Teacher(), supervisor_), StatusIs(Code::kAlreadyExists, "CONFLICT_EXISTS"));
  EXPECT_THAT(Record(Teacher()), IsOk());
  EXPECT_THAT(Record(Student()), StatusIs(Code::kAlreadyExists, "CONFLICT_EXISTS"));
  ASSERT_THAT(End(*made), IsOk());
  EXPECT_THAT(Record(Student(), supervisor_), IsOk());
}

TEST_P(ConflictRpcTest, GivenStrangersAndTheEmployer_WhenAsking_ThenNothingIsThere) {
  const auto made = Record(Teacher());
  ASSERT_THAT(made, IsOk());
  const Who other_student = As(Role::kStudent, steps().Person("Noor"));
  const Who other_teacher = As(Role::kTeacher, steps().Person("Piet"));
  for (const Who& who : {other_student, other_teacher}) {
    EXPECT_THAT(Get(*made, who), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(List(who), IsEmpty());
    EXPECT_THAT(ViolationsOf(Record(who).status()),
                ElementsAre("conflict_of_interest.enrolment REFERENCE_NOT_FOUND"));
  }
  for (const Role role : {Role::kWorkplaceSupervisor, Role::kOrganisationContact, Role::kService,
                          Role::kInstitutionAdmin, Role::kExaminer}) {
    EXPECT_THAT(Get(*made, {.role = role}), StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  }
  world().credentials.programmes = {IdOf(programmes_[1])};
  EXPECT_THAT(Get(*made, kOffice), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(List(kOffice), IsEmpty());
}

TEST_P(ConflictRpcTest, GivenWrongFields_WhenRecorded_ThenEachIsNamed) {
  const std::string elsewhere = steps().Organisation("Bakker").value().name();
  auto request = Wish(supervisor_);
  auto& wrong = *request.mutable_conflict_of_interest();
  wrong.set_organisation(elsewhere);
  wrong.set_reason(std::string(1001, 'x'));
  const auto ask = [&] {
    return ViolationsOf(
        AskConflict(&Conflicts::CreateConflictOfInterest, kOffice, request).status());
  };
  EXPECT_THAT(ask(), ElementsAre("conflict_of_interest.supervisor OTHER_ORGANISATION",
                                 "conflict_of_interest.reason TEXT_TOO_LONG"));
  wrong.set_kind(Conflict::KIND_UNSPECIFIED);
  EXPECT_THAT(ask(), ElementsAre("conflict_of_interest.kind FIELD_MISSING"));
  request = Wish();
  auto& nowhere = *request.mutable_conflict_of_interest();
  nowhere.set_organisation(absl::StrCat(kDemo, "/organisations/", IdOf(student_)));
  nowhere.set_enrolment(absl::StrCat(kDemo, "/enrolments/", IdOf(student_)));
  EXPECT_THAT(ask(), ElementsAre("conflict_of_interest.enrolment REFERENCE_NOT_FOUND",
                                 "conflict_of_interest.organisation REFERENCE_NOT_FOUND"));
}

TEST_P(ConflictRpcTest, GivenConflict_WhenAPlacementIsMadeThere_ThenRefusedUntilItEnds) {
  const auto conflict = Record();
  ASSERT_THAT(conflict, IsOk());
  EXPECT_THAT(Place(workplace_, supervisor_), kForbidden);
  EXPECT_THAT(Place(workplace_, ""), kForbidden);
  const auto searching = Place("", "");
  ASSERT_THAT(searching, IsOk());
  v1::ProposeWorkplaceRequest propose;
  propose.set_name(searching->name());
  propose.set_etag(searching->etag());
  propose.set_workplace(workplace_);
  const auto ask = [&] {
    return world().Ask(world().placements, &v1::PlacementService::Stub::ProposeWorkplace, Student(),
                       propose);
  };
  EXPECT_THAT(ask(), kForbidden);
  v1::UpdatePlacementRequest update;
  *update.mutable_placement() = *searching;
  update.mutable_placement()->set_workplace(workplace_);
  update.mutable_placement()->set_supervisor(supervisor_);
  update.mutable_update_mask()->add_paths("workplace");
  update.mutable_update_mask()->add_paths("supervisor");
  EXPECT_THAT(world().Ask(world().placements, &v1::PlacementService::Stub::UpdatePlacement, kOffice,
                          update),
              kForbidden);
  ASSERT_THAT(End(*conflict), IsOk());
  EXPECT_THAT(ask(), IsOk());
}

TEST_P(ConflictRpcTest,
       GivenProposalAndThenAConflict_WhenScreened_ThenRefusedButItCanBeTurnedDown) {
  const auto proposed = Place(workplace_, "");
  ASSERT_THAT(proposed, IsOk());
  ASSERT_THAT(Record(), IsOk());
  v1::ScreenPlacementRequest screen;
  screen.set_name(proposed->name());
  screen.set_etag(proposed->etag());
  screen.set_decision(v1::ScreenPlacementRequest::SUITABLE);
  const auto ask = [&] {
    return world().Ask(world().placements, &v1::PlacementService::Stub::ScreenPlacement, kOffice,
                       screen);
  };
  EXPECT_THAT(ask(), kForbidden);
  screen.set_decision(v1::ScreenPlacementRequest::UNSUITABLE);
  screen.set_reason("Familie.");
  EXPECT_THAT(ask(), IsOk());
}

TEST_P(ConflictRpcTest, GivenConfirmedPlacement_WhenAConflictFollows_ThenItStaysAndCanChange) {
  const auto confirmed = Place(workplace_, supervisor_);
  ASSERT_THAT(confirmed, IsOk());
  ASSERT_THAT(Record(), IsOk());
  v1::UpdatePlacementRequest update;
  update.mutable_placement()->set_name(confirmed->name());
  update.mutable_placement()->set_weekly_hours(20);
  update.mutable_update_mask()->add_paths("weekly_hours");
  EXPECT_THAT(world().Ask(world().placements, &v1::PlacementService::Stub::UpdatePlacement, kOffice,
                          update),
              IsOk());
}

TEST_P(ConflictRpcTest, GivenConflictWithOneSupervisor_WhenPlacedUnderAnother_ThenAllowed) {
  ASSERT_THAT(Record(kOffice, supervisor_), IsOk());
  EXPECT_THAT(Place(workplace_, supervisor_), kForbidden);
  const std::string other = steps().Supervisor(organisation_, steps().Person("Jan"));
  EXPECT_THAT(Place(workplace_, other), IsOk());
}

TEST_P(ConflictRpcTest, GivenConflict_WhenWishedForInARound_ThenExcludedAndTheEmployerSeesNothing) {
  const v1::MatchingRound round = NewRound();
  const v1::RoundPlace place = NewPlace(round);
  v1::CreateRoundPlaceRequest other = PlaceRequest(round);
  other.mutable_place()->set_workplace(
      steps().Workplace(steps().Organisation("Bakker").value().name()));
  const v1::RoundPlace elsewhere = Value(Ask(&Matching::CreateRoundPlace, kOffice, other));
  v1::AddParticipantsRequest join;
  join.set_parent(round.name());
  join.add_enrolments(enrolment_);
  const v1::Participant daan =
      Value(Ask(&Matching::AddParticipants, kOffice, join)).participants(0);
  ASSERT_THAT(Open(Value(GetRound(kOffice, round))), IsOk());
  const auto conflict = Record();
  ASSERT_THAT(conflict, IsOk());

  EXPECT_THAT(ViolationsOf(Submit(daan, {place.name(), elsewhere.name()}).status()),
              ElementsAre("wishes[0] MISMATCH_EXCLUDED"));
  v1::GetRoundPlaceRequest get;
  get.set_name(place.name());
  const auto seen = Ask(&Matching::GetRoundPlace, Student(), get);
  ASSERT_THAT(seen, IsOk());
  EXPECT_THAT(seen->mismatches(), ElementsAre(v1::RoundPlace::EXCLUDED));
  EXPECT_THAT(seen->exclusions(), IsEmpty());
  EXPECT_THAT(Submit(daan, {elsewhere.name()}), IsOk());
  ASSERT_THAT(End(*conflict), IsOk());
  EXPECT_THAT(Submit(Value(GetParticipant(kOffice, daan)), {place.name()}), IsOk());
}

TEST_P(ConflictRpcTest, GivenWishAndThenAConflict_WhenTheRunIsRead_ThenThePairIsLeftOut) {
  const v1::MatchingRound round = NewRound();
  const v1::RoundPlace place = NewPlace(round);
  v1::AddParticipantsRequest join;
  join.set_parent(round.name());
  join.add_enrolments(enrolment_);
  const v1::Participant daan =
      Value(Ask(&Matching::AddParticipants, kOffice, join)).participants(0);
  ASSERT_THAT(Open(Value(GetRound(kOffice, round))), IsOk());
  ASSERT_THAT(Submit(daan, {place.name()}), IsOk());
  ASSERT_THAT(Record(), IsOk());
  const placement::round::RoundId id(IdOf(round.name()));
  const auto stored = rounds().store.Find(TenantId("demo"), id, DirectoryWorld::Deadline());
  ASSERT_THAT(stored, IsOk());
  const auto snapshot =
      rounds().snapshots.Of(TenantId("demo"), **stored, DirectoryWorld::Deadline());
  ASSERT_THAT(snapshot, IsOk());
  ASSERT_THAT(snapshot->places.front().exclusions, SizeIs(1));
  EXPECT_EQ(snapshot->places.front().exclusions.front().participant.value(), IdOf(daan.name()));
  EXPECT_EQ(snapshot->places.front().exclusions.front().ground,
            placement::round::Ground::kConflictOfInterest);
}

}  // namespace
}  // namespace driehoek::test
