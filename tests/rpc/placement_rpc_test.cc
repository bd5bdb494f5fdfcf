// PlacementService over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "directory_steps.h"
#include "placement/placement_proto.h"
#include "support/database_test.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;
using Blocker = v1::Placement::Blocker;

class PlacementRpcTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("directory", directory::Migrations());
    Migrate("placement", placement::Migrations());
    world_ = std::make_unique<DirectoryWorld>(tenant_database());
    ASSERT_THAT(world_->Found("demo"), IsOk());
    triangle_ = std::make_unique<Triangle>(*world_, v1::ProgrammeVariant::DUAL);
  }
  DirectoryWorld& world() { return *world_; }
  const Triangle& triangle() const { return *triangle_; }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Placements::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world_->Ask(world_->placements, method, who, request);
  }
  // A placement of the triangle that starts in `start` days.
  v1::CreatePlacementRequest Wish(int start = 14) {
    v1::CreatePlacementRequest request;
    request.set_parent(kDemo);
    auto& placement = *request.mutable_placement();
    placement.set_student(triangle().student);
    placement.set_enrolment(triangle().enrolment);
    placement.set_form(v1::Placement::DUAL_POST);
    placement.set_workplace(triangle().workplace);
    placement.set_supervisor(triangle().supervisor);
    *placement.mutable_start_date() = rpc::ToProto(world().Today() + start);
    *placement.mutable_end_date() = rpc::ToProto(world().Today() + start + 100);
    placement.set_weekly_hours(24);
    return request;
  }
  absl::StatusOr<v1::Placement> Get(const Who& who, const std::string& name) {
    v1::GetPlacementRequest request;
    request.set_name(name);
    return Ask(&Placements::GetPlacement, who, request);
  }
  // As if the agreement of `name` came in force, or ended.
  placement::AgreementFact& Agreement(const std::string& name) {
    return world().agreements.facts[placement::PlacementId(IdOf(name))];
  }
  void InForce(const std::string& name) {
    Agreement(name) = {.is_offered = true, .is_in_force = true, .responsibilities_accepted = true};
  }
  absl::StatusOr<bool> Move(const std::string& name) {
    return world().due.MoveOne(TenantId("demo"), placement::PlacementId(IdOf(name)),
                               world().clock.Now(), DirectoryWorld::Deadline());
  }
  std::vector<int> BlockersOf(const v1::Placement& placement) {
    std::vector<int> kinds;
    for (const auto& blocker : placement.blockers()) kinds.push_back(blocker.kind());
    return kinds;
  }

 private:
  std::unique_ptr<DirectoryWorld> world_;
  std::unique_ptr<Triangle> triangle_;
};
DRIEHOEK_ON_EVERY_ENGINE(PlacementRpcTest);

TEST_P(PlacementRpcTest, GivenTriangle_WhenMade_ThenConfirmedWithLabelsAndBlockers) {
  const auto made = Ask(&Placements::CreatePlacement, kOffice, Wish());
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->state(), v1::Placement::CONFIRMED);
  EXPECT_EQ(made->variant(), v1::ProgrammeVariant::DUAL);
  EXPECT_EQ(made->programme_variant(), triangle().variant);
  EXPECT_EQ(made->labels().student(), "Daan Verhoeven");
  EXPECT_EQ(made->labels().organisation(), "Van Leeuwen");
  EXPECT_EQ(made->labels().supervisor(), "Ingrid Maas");
  EXPECT_EQ(made->labels().contact_person(), "Karin Postma");
  EXPECT_THAT(BlockersOf(*made),
              ElementsAre(Blocker::AGREEMENT_NOT_IN_FORCE, Blocker::RESPONSIBILITIES_NOT_ACCEPTED,
                          Blocker::NOT_STARTED_YET));
  const auto read = Get(kOffice, made->name());
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), made->SerializeAsString());
}

TEST_P(PlacementRpcTest, GivenNoWorkplace_WhenMade_ThenSearchingUntilOneIsFound) {
  auto request = Wish();
  request.mutable_placement()->clear_workplace();
  request.mutable_placement()->clear_supervisor();
  const auto made = Ask(&Placements::CreatePlacement, kOffice, request);
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->state(), v1::Placement::SEARCHING);
  v1::UpdatePlacementRequest update;
  update.mutable_placement()->set_name(made->name());
  update.mutable_placement()->set_etag(made->etag());
  update.mutable_placement()->set_workplace(triangle().workplace);
  update.mutable_placement()->set_supervisor(triangle().supervisor);
  const auto found = Ask(&Placements::UpdatePlacement, kOffice, update);
  ASSERT_THAT(found, IsOk());
  EXPECT_EQ(found->state(), v1::Placement::CONFIRMED);
  EXPECT_EQ(found->weekly_hours(), 24);
  EXPECT_THAT(Ask(&Placements::UpdatePlacement, kOffice, update),
              StatusIs(Code::kAborted, "STALE_ETAG"));
}

TEST_P(PlacementRpcTest, GivenWrongParts_WhenMade_ThenRefused) {
  Steps steps(world());
  auto request = Wish();
  request.mutable_placement()->set_student(steps.Person("Another"));
  EXPECT_THAT(Ask(&Placements::CreatePlacement, kOffice, request),
              StatusIs(Code::kFailedPrecondition, "NOT_ENROLLED"));
  request = Wish();
  *request.mutable_placement()->mutable_end_date() = rpc::ToProto(world().Today());
  EXPECT_THAT(Ask(&Placements::CreatePlacement, kOffice, request),
              StatusIs(Code::kInvalidArgument, "END_BEFORE_START"));
  request = Wish();
  const std::string hr = steps.Supervisor(triangle().organisation, steps.Person("Petra"),
                                          v1::SupervisorProfile::ORGANISATION_CONTACT);
  request.mutable_placement()->set_supervisor(hr);
  EXPECT_THAT(Ask(&Placements::CreatePlacement, kOffice, request),
              StatusIs(Code::kInvalidArgument, "NOT_ON_THE_FLOOR"));
  EXPECT_THAT(Ask(&Placements::CreatePlacement, As(Role::kStudent, triangle().student), Wish()),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
}

TEST_P(PlacementRpcTest, GivenCallers_WhenReading_ThenEachWithinReach) {
  const auto made = Ask(&Placements::CreatePlacement, kOffice, Wish());
  ASSERT_THAT(made, IsOk());
  Steps steps(world());
  const std::string stranger = steps.Person("Stranger");
  const std::string hr = steps.Person("Petra");
  steps.Supervisor(triangle().organisation, hr, v1::SupervisorProfile::ORGANISATION_CONTACT);
  v1::ListPlacementsRequest list;
  list.set_parent(kDemo);
  for (const Who& who :
       {As(Role::kStudent, triangle().student), As(Role::kTeacher, triangle().teacher),
        As(Role::kWorkplaceSupervisor, triangle().supervisor_person),
        As(Role::kOrganisationContact, hr), kManager}) {
    EXPECT_THAT(Get(who, made->name()), IsOk()) << auth::RoleName(who.role);
    EXPECT_THAT(Ask(&Placements::ListPlacements, who, list)->placements(), SizeIs(1))
        << auth::RoleName(who.role);
  }
  for (const Role role :
       {Role::kStudent, Role::kTeacher, Role::kWorkplaceSupervisor, Role::kOrganisationContact}) {
    EXPECT_THAT(Get(As(role, stranger), made->name()),
                StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(Ask(&Placements::ListPlacements, As(role, stranger), list)->placements(),
                IsEmpty());
  }
  EXPECT_THAT(Get(kAdmin, made->name()), StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  EXPECT_TRUE(world().reads.Has(triangle().teacher, made->name()));
}

TEST_P(PlacementRpcTest, GivenAgreementInForce_WhenDaysPass_ThenReadyAndActiveFromTheFirstDay) {
  const auto made = Ask(&Placements::CreatePlacement, kOffice, Wish(2));
  ASSERT_THAT(made, IsOk());
  EXPECT_THAT(Move(made->name()), IsOkAndHolds(false));
  InForce(made->name());
  EXPECT_THAT(Move(made->name()), IsOkAndHolds(true));
  EXPECT_EQ(Get(kOffice, made->name())->state(), v1::Placement::READY);
  world().clock.Advance(absl::Hours(48));
  EXPECT_THAT(
      world().due.MoveAll(TenantId("demo"), world().clock.Now(), DirectoryWorld::Deadline()),
      IsOkAndHolds(1));
  const auto active = world().placement_store.Find(
      TenantId("demo"), placement::PlacementId(IdOf(made->name())), DirectoryWorld::Deadline());
  ASSERT_THAT(active, IsOk());
  EXPECT_EQ((*active)->state, placement::State::kActive);
  Agreement(made->name()).is_in_force = false;
  EXPECT_THAT(Move(made->name()), IsOkAndHolds(true));
}

TEST_P(PlacementRpcTest, GivenReliedAgreement_WhenItMovedOn_ThenNotActive) {
  const auto made = Ask(&Placements::CreatePlacement, kOffice, Wish(0));
  ASSERT_THAT(made, IsOk());
  InForce(made->name());
  // A version that is not the stored one, as when the agreement ended after it was read.
  Agreement(made->name()).agreement =
      placement::FactVersion{"institutions/demo/agreements/gone", 7};
  EXPECT_THAT(Move(made->name()), IsOkAndHolds(false));
  EXPECT_EQ(Get(kOffice, made->name())->state(), v1::Placement::CONFIRMED);
}

TEST_P(PlacementRpcTest, GivenOffer_WhenUpdated_ThenRefused) {
  const auto made = Ask(&Placements::CreatePlacement, kOffice, Wish());
  ASSERT_THAT(made, IsOk());
  Agreement(made->name()).is_offered = true;
  v1::UpdatePlacementRequest update;
  update.mutable_placement()->set_name(made->name());
  update.mutable_placement()->set_weekly_hours(32);
  EXPECT_THAT(Ask(&Placements::UpdatePlacement, kOffice, update),
              StatusIs(Code::kFailedPrecondition, "AGREEMENT_OFFERED"));
}

TEST_P(PlacementRpcTest, GivenOfferOrStart_WhenOnlyTheLevelsChange_ThenTheyAreKept) {
  const auto made = Ask(&Placements::CreatePlacement, kOffice, Wish(0));
  ASSERT_THAT(made, IsOk());
  InForce(made->name());
  Agreement(made->name()).is_offered = true;
  ASSERT_THAT(Move(made->name()), IsOkAndHolds(true));
  ASSERT_EQ(Get(kOffice, made->name())->state(), v1::Placement::ACTIVE);
  v1::UpdatePlacementRequest update;
  update.mutable_placement()->set_name(made->name());
  update.mutable_placement()->set_collaboration_level(4);
  update.mutable_placement()->set_authenticity_level(5);
  const auto said = Ask(&Placements::UpdatePlacement, kOffice, update);
  ASSERT_THAT(said, IsOk());
  EXPECT_EQ(said->state(), v1::Placement::ACTIVE);
  EXPECT_EQ(said->weekly_hours(), made->weekly_hours());
  EXPECT_EQ(Get(kOffice, made->name())->collaboration_level(), 4);
  EXPECT_EQ(Get(kOffice, made->name())->authenticity_level(), 5);
  update.mutable_placement()->set_collaboration_level(6);
  EXPECT_THAT(Ask(&Placements::UpdatePlacement, kOffice, update),
              StatusIs(Code::kInvalidArgument, "NUMBER_OUT_OF_RANGE"));
  update.mutable_placement()->set_collaboration_level(3);
  update.mutable_placement()->set_weekly_hours(32);
  EXPECT_THAT(Ask(&Placements::UpdatePlacement, kOffice, update),
              StatusIs(Code::kFailedPrecondition, "PLACEMENT_STARTED"));
}

TEST_P(PlacementRpcTest, GivenPlacement_WhenEnded_ThenOnceOnlyAndFinal) {
  const auto made = Ask(&Placements::CreatePlacement, kOffice, Wish());
  ASSERT_THAT(made, IsOk());
  v1::EndPlacementRequest end;
  end.set_name(made->name());
  end.set_etag(made->etag());
  end.set_reason("The department was closed.");
  EXPECT_THAT(Ask(&Placements::EndPlacement, kManager, end),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  const auto ended = Ask(&Placements::EndPlacement, kOffice, end);
  ASSERT_THAT(ended, IsOk());
  EXPECT_EQ(ended->state(), v1::Placement::ENDED_EARLY);
  EXPECT_THAT(BlockersOf(*ended), IsEmpty());
  end.set_etag(ended->etag());
  EXPECT_THAT(Ask(&Placements::EndPlacement, kOffice, end),
              StatusIs(Code::kFailedPrecondition, "PLACEMENT_FINAL"));
}

// Invariant I2 under concurrency: the policy of a dual programme allows three students at once.
TEST_P(PlacementRpcTest, GivenManyAtOnce_WhenOneSupervisor_ThenNeverMoreThanThePolicyAllows) {
  Steps steps(world());
  std::vector<v1::CreatePlacementRequest> wishes;
  for (int i = 0; i < 6; ++i) {
    wishes.push_back(Wish());
    auto& placement = *wishes.back().mutable_placement();
    placement.set_student(steps.Person("Student"));
    placement.set_enrolment(steps.Enrolment(placement.student(), triangle().variant));
  }
  std::atomic<int> made = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (const auto& wish : wishes) {
    threads.emplace_back([&] {
      const auto answer = Ask(&Placements::CreatePlacement, kOffice, wish);
      if (answer.ok()) ++made;
      if (ReasonOf(answer.status()) == "ATTENTION_EXCEEDED") ++refused;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(made, 3);
  EXPECT_EQ(refused, 3);
}

TEST_P(PlacementRpcTest, GivenPlacements_WhenPagedByStartDate_ThenNewestFirstAndFiltered) {
  for (const int start : {10, 30, 20}) {
    auto request = Wish(start);
    request.mutable_placement()->set_weekly_hours(16);
    ASSERT_THAT(Ask(&Placements::CreatePlacement, kOffice, request), IsOk());
  }
  v1::ListPlacementsRequest list;
  list.set_parent(kDemo);
  list.set_page_size(2);
  std::vector<absl::CivilDay> days;
  do {
    const auto page = Ask(&Placements::ListPlacements, kOffice, list);
    ASSERT_THAT(page, IsOk());
    for (const auto& placement : page->placements())
      days.push_back(rpc::FromProto(placement.start_date(), "d").value());
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  const absl::CivilDay today = world().Today();
  EXPECT_THAT(days, ElementsAre(today + 30, today + 20, today + 10));
  list.add_states(v1::Placement::ACTIVE);
  EXPECT_THAT(Ask(&Placements::ListPlacements, kOffice, list)->placements(), IsEmpty());
}

TEST(PlacementProtoTest, GivenPlacement_WhenWrittenAndRead_ThenTheSame) {
  placement::Placement value{
      .id = placement::PlacementId("01900000-0000-7000-8000-000000000001"),
      .student = PersonId("01900000-0000-7000-8000-000000000002"),
      .enrolment = placement::EnrolmentId("01900000-0000-7000-8000-000000000003"),
      .form = placement::Form::kOwnBusiness,
      .organisation = placement::OrganisationId("01900000-0000-7000-8000-000000000004"),
      .workplace = placement::WorkplaceId("01900000-0000-7000-8000-000000000005"),
      .supervisor = placement::SupervisorId("01900000-0000-7000-8000-000000000006"),
      .start_date = absl::CivilDay(2026, 9, 1),
      .end_date = absl::CivilDay(2027, 1, 31),
      .weekly_hours = 24,
      .load_hours = 840,
      .origin = placement::Origin::kContinuation,
      .collaboration_level = 2,
      .authenticity_level = 5,
      .outcome_codes = {"B2", "A1"},
      .capacity_offer = placement::CapacityOfferId("01900000-0000-7000-8000-000000000007")};
  const v1::Placement proto = placement::ToProto(TenantId("demo"), value);
  placement::Placement read{.id = value.id};
  FieldViolations violations;
  placement::FromProto(proto, read, violations);
  EXPECT_TRUE(violations.empty());
  EXPECT_EQ(read.outcome_codes, value.outcome_codes);
  EXPECT_EQ(read.capacity_offer, value.capacity_offer);
  EXPECT_EQ(read.origin, value.origin);
  EXPECT_EQ(placement::ToProto(TenantId("demo"), read).SerializeAsString(),
            proto.SerializeAsString());
}

}  // namespace
}  // namespace driehoek::test
