#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agreement/agreement_example.h"
#include "agreement/lifecycle.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Refusal(const absl::StatusOr<AgreementChange>& result) {
  return result.ok() ? "" : ReasonOf(result.status());
}

TerminateCommand Termination(absl::CivilDay last_day) {
  return {
      .ground = "de arbeidsovereenkomst eindigt", .reason = "Reorganisatie.", .last_day = last_day};
}

TEST(WithdrawTest, GivenEachStateBeforeInForce_WhenWithdrawn_ThenWithdrawn) {
  for (const Agreement& agreement :
       {Drafted(), InReview(), Offered(), After(SignAs(Offered(), PartyRole::kStudent))}) {
    const auto change = Withdraw(agreement, "Gaat niet door.", kOfficeActor, At(2026, 8, 20));
    ASSERT_TRUE(change.ok());
    EXPECT_EQ(change->after.proposal->state, VersionState::kWithdrawn);
    EXPECT_EQ(change->after.proposal->ending->reason, "Gaat niet door.");
  }
}

TEST(WithdrawTest, GivenVersionInForceOrEnded_WhenWithdrawn_ThenRefused) {
  const Agreement withdrawn = After(Withdraw(Drafted(), "x", kOfficeActor, At(2026, 8, 20)));

  EXPECT_EQ(Refusal(Withdraw(InForce(), "x", kOfficeActor, At(2026, 9, 1))), "VERSION_IN_FORCE");
  EXPECT_EQ(Refusal(Withdraw(withdrawn, "x", kOfficeActor, At(2026, 9, 1))), "VERSION_FINAL");
}

TEST(TerminateTest, GivenFirstAndLastDay_WhenTerminated_ThenAllowedAndADayBeyondRefused) {
  const Agreement agreement = InForce();
  const absl::CivilDay first(2026, 8, 31);
  const absl::CivilDay last(2027, 1, 29);

  EXPECT_TRUE(Terminate(agreement, Termination(first), kOfficeActor, At(2026, 9, 1)).ok());
  EXPECT_TRUE(Terminate(agreement, Termination(last), kOfficeActor, At(2026, 9, 1)).ok());
  EXPECT_EQ(Refusal(Terminate(agreement, Termination(first - 1), kOfficeActor, At(2026, 9, 1))),
            "DATE_OUTSIDE_PERIOD");
  EXPECT_EQ(Refusal(Terminate(agreement, Termination(last + 1), kOfficeActor, At(2026, 9, 1))),
            "DATE_OUTSIDE_PERIOD");
}

TEST(TerminateTest, GivenNoGroundOrNoClauseToRestItOn_WhenTerminated_ThenGroundMissing) {
  TerminateCommand blank = Termination(absl::CivilDay(2026, 12, 1));
  blank.ground = "  ";
  Agreement without = InForce(ExampleFacts(Variant::kFullTime));
  std::erase_if(without.in_force->clauses,
                [](const Clause& c) { return c.code == "early_termination"; });

  EXPECT_EQ(Refusal(Terminate(InForce(), blank, kOfficeActor, At(2026, 9, 1))), "GROUND_MISSING");
  EXPECT_EQ(Refusal(Terminate(without, Termination(absl::CivilDay(2026, 12, 1)), kOfficeActor,
                              At(2026, 9, 1))),
            "GROUND_MISSING");
}

TEST(TerminateTest, GivenOpenAmendment_WhenTerminated_ThenItIsWithdrawnAndTheEndedVersionShown) {
  const Agreement agreement =
      After(Amend(InForce(), AmendmentKind::kTasks, "x", kStudentActor, At(2026, 10, 1)));

  const auto change =
      Terminate(agreement, Termination(absl::CivilDay(2026, 12, 1)), kOfficeActor, At(2026, 10, 2));

  ASSERT_TRUE(change.ok());
  EXPECT_EQ(Newest(change->after).state, VersionState::kTerminated);
  EXPECT_EQ(Newest(change->after).ending->last_day, absl::CivilDay(2026, 12, 1));
  ASSERT_EQ(change->retired.size(), 1U);
  EXPECT_EQ(change->retired.front().state, VersionState::kWithdrawn);
  EXPECT_FALSE(IsOpen(change->after));
}

TEST(TerminateTest, GivenDraft_WhenTerminated_ThenNotInForce) {
  EXPECT_EQ(Refusal(Terminate(Drafted(), Termination(absl::CivilDay(2026, 12, 1)), kOfficeActor,
                              At(2026, 9, 1))),
            "VERSION_NOT_IN_FORCE");
}

TEST(RequestEndTest, GivenOpenAgreement_WhenAsked_ThenOnlyTheTimelineSaysSo) {
  const Agreement agreement = InForce();

  const auto change = RequestEnd(agreement, "Ik stop.", kStudentActor, At(2026, 10, 1));

  ASSERT_TRUE(change.ok());
  EXPECT_TRUE(change->is_note);
  EXPECT_EQ(change->after, agreement);
  EXPECT_EQ(change->timeline.front().type, EventType::kEndRequested);
}

TEST(MarkTest, GivenTwoViewsOfOnePromise_WhenMarked_ThenTheyStandSideBySide) {
  Agreement agreement = After(MarkCommitment(
      InForce(), {.commitment = "workplace-hour", .status = CommitmentStatus::kBroken},
      PartyRole::kStudent, kStudentActor, At(2026, 9, 20)));
  agreement = After(
      MarkCommitment(agreement, {.commitment = "workplace-hour", .status = CommitmentStatus::kKept},
                     PartyRole::kWorkplace, kSupervisorActor, At(2026, 9, 21)));
  const auto again = MarkCommitment(
      agreement, {.commitment = "workplace-hour", .status = CommitmentStatus::kAtRisk},
      PartyRole::kStudent, kStudentActor, At(2026, 9, 22));

  ASSERT_TRUE(again.ok());
  const Commitment& commitment = again->after.in_force->commitments.back();
  EXPECT_THAT(commitment.views,
              ElementsAre(testing::Field(&CommitmentView::status, CommitmentStatus::kKept),
                          testing::Field(&CommitmentView::status, CommitmentStatus::kAtRisk)));
}

TEST(MarkTest, GivenUnknownPromiseOrNothingInForce_WhenMarked_ThenRefused) {
  EXPECT_EQ(Refusal(MarkCommitment(InForce(), {.commitment = "nope"}, PartyRole::kStudent,
                                   kStudentActor, At(2026, 9, 20))),
            "COMMITMENT_NOT_FOUND");
  EXPECT_EQ(Refusal(MarkCommitment(Offered(), {.commitment = "workplace-hour"}, PartyRole::kStudent,
                                   kStudentActor, At(2026, 8, 20))),
            "VERSION_NOT_IN_FORCE");
}

TEST(ExpireTest, GivenLastDay_WhenItIsThatDay_ThenInForceAndTheDayAfterExpired) {
  const Agreement agreement = InForce();
  const absl::CivilDay last(2027, 1, 29);

  EXPECT_FALSE(Expire(agreement, last, At(2027, 1, 29)).has_value());
  const auto change = Expire(agreement, last + 1, At(2027, 1, 30, 1));

  ASSERT_TRUE(change.has_value());
  EXPECT_EQ(Newest(change->after).state, VersionState::kExpired);
  EXPECT_FALSE(change->after.in_force.has_value());
}

TEST(OverdueTest, GivenDueDay_WhenItIsThatDay_ThenNotYetAndTheDayAfterOnce) {
  const Agreement agreement = Offered();
  const absl::CivilDay due(2026, 8, 31);

  EXPECT_FALSE(BecomeOverdue(agreement, due, At(2026, 8, 31)).has_value());
  const auto change = BecomeOverdue(agreement, due + 1, At(2026, 9, 1));

  ASSERT_TRUE(change.has_value());
  EXPECT_EQ(change->after.overdue_time, At(2026, 9, 1));
  EXPECT_FALSE(BecomeOverdue(change->after, due + 2, At(2026, 9, 2)).has_value());
}

TEST(OverdueTest, GivenInForceOrEnded_WhenLate_ThenNobodyIsTold) {
  const Agreement ended = After(Withdraw(Drafted(), "x", kOfficeActor, At(2026, 8, 20)));

  EXPECT_FALSE(BecomeOverdue(InForce(), absl::CivilDay(2026, 9, 5), At(2026, 9, 5)).has_value());
  EXPECT_FALSE(BecomeOverdue(ended, absl::CivilDay(2026, 9, 5), At(2026, 9, 5)).has_value());
}

TEST(OverdueTest, GivenOverdue_WhenItComesInForce_ThenNoLonger) {
  Agreement agreement =
      After(*BecomeOverdue(Offered(), absl::CivilDay(2026, 9, 1), At(2026, 9, 1)));

  EXPECT_FALSE(SignedByAll(agreement, At(2026, 9, 2)).after.overdue_time.has_value());
}

TEST(OverdueTest, GivenOverdueDraft_WhenTheStartMovesBack_ThenNewTimeIsGiven) {
  Agreement agreement =
      After(*BecomeOverdue(Complete(), absl::CivilDay(2026, 9, 1), At(2026, 9, 1)));

  const auto change = UpdateDraft(agreement, {.start_day = absl::CivilDay(2026, 10, 1)},
                                  ExampleFacts(), kTeacherActor, At(2026, 9, 2));

  ASSERT_TRUE(change.ok());
  EXPECT_FALSE(change->after.overdue_time.has_value());
  EXPECT_EQ(change->after.due_day, absl::CivilDay(2026, 10, 1));
}

}  // namespace
}  // namespace driehoek::agreement
