// A matching round beside what other institutions take of the same supervisor (R23).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "attention_world.h"
#include "round_run_test.h"

namespace driehoek::test {
namespace {

using Code = absl::StatusCode;

class RoundAttentionRpcTest : public RoundRunRpcTest {
 protected:
  void SetUp() override {
    RoundRunRpcTest::SetUp();
    Migrate("attention", placement::attention::Migrations());
    if (HasFatalFailure()) return;
    shared_ = std::make_unique<SharedClaims>(tenant_database(), world());
    ASSERT_THAT(world().Found("south"), IsOk());
    const auto organisation = steps().Organisation("Gedeeld", kKvk);
    ASSERT_THAT(organisation, IsOk());
    steps().Verify(*organisation);
    organisation_ = organisation->name();
    workplace_ = steps().Workplace(organisation_);
    const std::string ingrid = steps().Person("Ingrid Maas");
    steps().Mail(ingrid, kIngridsMail);
    supervisor_ = steps().Supervisor(organisation_, ingrid);
    south_ = std::make_unique<SharedPlace>(world(), "south");
  }
  // One student of the other institution, on the days of the round.
  void PlaceElsewhere() {
    Steps steps(world(), "south");
    v1::CreatePlacementRequest request;
    request.set_parent(steps.parent());
    auto& placement = *request.mutable_placement();
    placement.set_student(steps.Person("Noor"));
    placement.set_enrolment(steps.Enrolment(placement.student(), south_->variant));
    placement.set_form(v1::Placement::INTERNSHIP);
    placement.set_workplace(south_->workplace);
    placement.set_supervisor(south_->supervisor);
    *placement.mutable_start_date() = rpc::ToProto(world().Today() + 60);
    *placement.mutable_end_date() = rpc::ToProto(world().Today() + 90);
    placement.set_weekly_hours(24);
    EXPECT_THAT(
        world().Ask(world().placements, &Placements::CreatePlacement, steps.office(), request),
        IsOk());
  }
  // Two places of one seat, both with the shared supervisor.
  void FreezeSharedRound() {
    round_ = NewRound();
    for (int i = 0; i < 2; ++i) {
      auto request = PlaceRequest(round_, 1);
      request.mutable_place()->set_supervisor(supervisor_);
      places_.push_back(Value(Ask(&Matching::CreateRoundPlace, kOffice, request)).name());
    }
    for (const char* name : {"An", "Bo"}) students_.push_back(NewParticipant(round_, name));
    round_ = Value(Open(round_));
    for (auto& student : students_) student = Value(Submit(student, places_));
    round_ = Value(Freeze(Value(GetRound(kOffice, round_))));
  }

  std::string supervisor_;
  std::unique_ptr<SharedPlace> south_;
  std::unique_ptr<SharedClaims> shared_;
};
DRIEHOEK_ON_EVERY_ENGINE(RoundAttentionRpcTest);

TEST_P(RoundAttentionRpcTest, GivenStudentElsewhere_WhenRun_ThenTheAttentionIsSubtracted) {
  FreezeSharedRound();
  const auto before = Finished("Voor");
  EXPECT_EQ(before.outcome().placed_count(), 2);

  PlaceElsewhere();

  const auto after = Finished("Na");
  EXPECT_EQ(after.outcome().placed_count(), 1);
  EXPECT_EQ(after.outcome().unplaced_count(), 1);
  EXPECT_EQ(after.verification().fault_count(), 0);
  EXPECT_NE(after.input_hash(), before.input_hash());
  EXPECT_THAT(Propose(before), StatusIs(Code::kFailedPrecondition, "RUN_OUTDATED"));
  EXPECT_THAT(Propose(after), IsOk());
}

TEST_P(RoundAttentionRpcTest, GivenOffers_WhenTheRoomWasTakenElsewhere_ThenTheLastIsRefused) {
  FreezeSharedRound();
  const auto run = Finished();
  ASSERT_THAT(Propose(run), IsOk());
  ASSERT_THAT(Publish(run), IsOk());
  PlaceElsewhere();

  EXPECT_THAT(Answer(Now(0), v1::AnswerPlaceRequest::ACCEPT), IsOk());
  const auto refused = Answer(Now(1), v1::AnswerPlaceRequest::ACCEPT);

  EXPECT_THAT(refused, StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));
  EXPECT_EQ(MetadataOf(refused.status())["elsewhere"], "1");
  EXPECT_EQ(Now(1).allocation().state(), v1::Allocation::OFFERED);
  // The correction ends the placement, and its attention falls free.
  EXPECT_THAT(MoveTo(Now(0), ""), IsOk());
  EXPECT_THAT(Answer(Now(1), v1::AnswerPlaceRequest::ACCEPT), IsOk());
}

TEST_P(RoundAttentionRpcTest, GivenAnotherPlacement_WhenBothAskOverSixtyHours_ThenStillOffered) {
  FreezeSharedRound();
  const auto run = Finished();
  ASSERT_THAT(Propose(run), IsOk());
  ASSERT_THAT(Publish(run), IsOk());
  v1::CreatePlacementRequest request;
  request.set_parent(kDemo);
  auto& placement = *request.mutable_placement();
  placement.set_student(Now(0).student());
  placement.set_enrolment(Now(0).enrolment());
  placement.set_form(v1::Placement::INTERNSHIP);
  placement.set_workplace(workplace_);
  placement.set_supervisor(steps().Supervisor(organisation_, steps().Person("Els Bakker")));
  // On the last day of the round, which asks 32 hours.
  *placement.mutable_start_date() = rpc::ToProto(world().Today() + 160);
  *placement.mutable_end_date() = rpc::ToProto(world().Today() + 200);
  placement.set_weekly_hours(29);
  ASSERT_THAT(world().Ask(world().placements, &Placements::CreatePlacement, kOffice, request),
              IsOk());

  EXPECT_THAT(Answer(Now(0), v1::AnswerPlaceRequest::ACCEPT),
              StatusIs(Code::kFailedPrecondition, "HOURS_EXCEEDED"));
  EXPECT_EQ(Now(0).allocation().state(), v1::Allocation::OFFERED);
  EXPECT_THAT(Answer(Now(1), v1::AnswerPlaceRequest::ACCEPT), IsOk());
}

}  // namespace
}  // namespace driehoek::test
