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

std::string RefusedSigning(const Agreement& agreement, const SignCommand& command,
                           absl::Time now = At(2026, 8, 10)) {
  return ReasonOf(CheckSignable(agreement, command, Amsterdam(), now));
}

TEST(SignTest, GivenOffered_WhenTwoOfThreeSign_ThenPartiallySignedAndNotInForce) {
  Agreement agreement = After(SignAs(Offered(), PartyRole::kWorkplace));
  const auto change = SignAs(agreement, PartyRole::kStudent);

  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.proposal->state, VersionState::kPartiallySigned);
  EXPECT_FALSE(change->after.in_force.has_value());
}

TEST(SignTest, GivenTwoSignatures_WhenTheThirdComes_ThenInForceAtThatMoment) {
  const AgreementChange change = SignedByAll(Offered(), At(2026, 8, 12));

  ASSERT_TRUE(change.after.in_force.has_value());
  EXPECT_FALSE(change.after.proposal.has_value());
  EXPECT_EQ(change.after.in_force->in_force_time, At(2026, 8, 12));
}

TEST(SignTest, GivenSignature_WhenGiven_ThenTheEvidenceIsKept) {
  const auto change =
      SignAs(After(SignAs(Offered(), PartyRole::kStudent)), PartyRole::kWorkplace, At(2026, 8, 11));

  const Signature& signature = *FindSignature(*change->after.proposal, PartyRole::kWorkplace);
  ASSERT_TRUE(signature.evidence.has_value());
  EXPECT_EQ(signature.time, At(2026, 8, 11));
  EXPECT_EQ(signature.evidence->document_hash, change->after.proposal->document_hash);
  EXPECT_EQ(signature.evidence->consent,
            "Ik las versie 1 en ga akkoord. Ik mag dit namens Van Leeuwen Installatietechniek "
            "afspreken.");
  EXPECT_EQ(signature.evidence->client_address, "192.0.2.7");
  EXPECT_EQ(signature.evidence->order, 2);
}

TEST(SignTest, GivenOtherTextThanOffered_WhenSigned_ThenStaleVersion) {
  const Agreement agreement = Offered();
  SignCommand command = SignFor(agreement, PartyRole::kStudent);
  command.document_hash = std::string(64, '0');

  EXPECT_EQ(RefusedSigning(agreement, command), "STALE_VERSION");
}

TEST(SignTest, GivenEarlierVersionThanOffered_WhenSigned_ThenStaleVersion) {
  Agreement agreement =
      After(Amend(InForce(), AmendmentKind::kTasks, "x", kStudentActor, At(2026, 10, 1)));
  agreement = After(UpdateDraft(agreement, {.clauses = WithText(agreement, "contact", "Anders.")},
                                ExampleFacts(), kTeacherActor, At(2026, 10, 1)));
  agreement = After(Submit(agreement, ExampleFacts(), kStudentActor, At(2026, 10, 1)));
  agreement = OfferedFrom(agreement, ExampleFacts(), At(2026, 10, 2));
  SignCommand command = SignFor(agreement, PartyRole::kStudent);
  command.number = 1;

  EXPECT_EQ(RefusedSigning(agreement, command, At(2026, 10, 3)), "STALE_VERSION");
}

TEST(SignTest, GivenStateOtherThanOffered_WhenSigned_ThenNotOffered) {
  const Agreement declined =
      After(Decline(Offered(), PartyRole::kStudent, "Nee.", kStudentActor, At(2026, 8, 7)));
  for (const Agreement& agreement : {Drafted(), Complete(), InReview(), declined}) {
    EXPECT_EQ(RefusedSigning(agreement, SignFor(agreement, PartyRole::kStudent)),
              "VERSION_NOT_OFFERED");
  }
}

TEST(SignTest, GivenOwnSignature_WhenSignedAgain_ThenAlreadySigned) {
  const Agreement agreement = After(SignAs(Offered(), PartyRole::kStudent));
  const Agreement in_force = InForce();

  EXPECT_EQ(RefusedSigning(agreement, SignFor(agreement, PartyRole::kStudent)), "ALREADY_SIGNED");
  EXPECT_EQ(RefusedSigning(in_force, SignFor(in_force, PartyRole::kStudent)), "ALREADY_SIGNED");
}

TEST(SignTest, GivenOtherSentenceThanShown_WhenSigned_ThenConsentMissing) {
  const Agreement agreement = Offered();
  SignCommand command = SignFor(agreement, PartyRole::kStudent);
  command.consent = "Ja hoor.";

  EXPECT_EQ(RefusedSigning(agreement, command), "CONSENT_MISSING");
}

TEST(SignTest, GivenMatrixNotAccepted_WhenSigned_ThenRefusedUnlessAcceptedInTheSameAct) {
  const Agreement agreement = Offered();
  SignCommand command = SignFor(agreement, PartyRole::kStudent);
  command.accepts_responsibilities = false;

  EXPECT_EQ(RefusedSigning(agreement, command), "RESPONSIBILITIES_NOT_ACCEPTED");
  command.accepts_responsibilities = true;
  const auto change = Sign(agreement, command, {}, Amsterdam(), kStudentActor, At(2026, 8, 10));
  ASSERT_TRUE(change.ok());
  EXPECT_NE(FindAcceptance(*change->after.proposal, PartyRole::kStudent), nullptr);
}

TEST(SignTest, GivenAcceptedBefore_WhenSigned_ThenNotAskedAgain) {
  const Agreement agreement =
      After(AcceptResponsibilities(Offered(), PartyRole::kStudent, kStudentActor, At(2026, 8, 7)));
  SignCommand command = SignFor(agreement, PartyRole::kStudent);
  command.accepts_responsibilities = false;

  EXPECT_EQ(RefusedSigning(agreement, command), "");
}

TEST(SignTest, GivenLastDay_WhenSigned_ThenAllowedAndTheDayAfterRefused) {
  const Agreement agreement = Offered();
  const SignCommand command = SignFor(agreement, PartyRole::kStudent);

  EXPECT_EQ(RefusedSigning(agreement, command, At(2027, 1, 29, 23)), "");
  EXPECT_EQ(RefusedSigning(agreement, command, At(2027, 1, 30, 0)), "PERIOD_OVER");
}

TEST(AcceptTest, GivenSecondYes_WhenAccepted_ThenNothingHappens) {
  const Agreement agreement =
      After(AcceptResponsibilities(Drafted(), PartyRole::kStudent, kStudentActor, At(2026, 8, 4)));

  const auto again =
      AcceptResponsibilities(agreement, PartyRole::kStudent, kStudentActor, At(2026, 8, 5));

  ASSERT_TRUE(again.ok());
  EXPECT_THAT(again->timeline, IsEmpty());
}

TEST(AcceptTest, GivenWithdrawnAgreement_WhenAccepted_ThenFinal) {
  const Agreement agreement =
      After(Withdraw(Drafted(), "Gaat niet door.", kOfficeActor, At(2026, 8, 5)));

  EXPECT_EQ(Refusal(AcceptResponsibilities(agreement, PartyRole::kStudent, kStudentActor,
                                           At(2026, 8, 6))),
            "VERSION_FINAL");
}

TEST(OpenTest, GivenRequestedSignature_WhenOpened_ThenNotedOnce) {
  const Agreement agreement = Offered();
  const AgreementChange first =
      NoteOpened(agreement, PartyRole::kWorkplace, kSupervisorActor, At(2026, 8, 7));

  EXPECT_TRUE(first.is_note);
  EXPECT_EQ(FindSignature(*first.after.proposal, PartyRole::kWorkplace)->state,
            SignatureState::kOpened);
  EXPECT_THAT(
      NoteOpened(first.after, PartyRole::kWorkplace, kSupervisorActor, At(2026, 8, 8)).timeline,
      IsEmpty());
  EXPECT_THAT(NoteOpened(Drafted(), PartyRole::kStudent, kStudentActor, At(2026, 8, 8)).timeline,
              IsEmpty());
}

TEST(DeclineTest, GivenPartiallySigned_WhenAnotherDeclines_ThenDeclinedWithReason) {
  const auto change = Decline(After(SignAs(Offered(), PartyRole::kStudent)), PartyRole::kWorkplace,
                              "De uren kloppen niet.", kSupervisorActor, At(2026, 8, 11));

  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.proposal->state, VersionState::kDeclined);
  EXPECT_EQ(change->after.proposal->ending->reason, "De uren kloppen niet.");
  EXPECT_EQ(FindSignature(*change->after.proposal, PartyRole::kWorkplace)->state,
            SignatureState::kRefused);
  EXPECT_FALSE(IsOpen(change->after));
}

TEST(DeclineTest, GivenOwnSignature_WhenDeclined_ThenAlreadySigned) {
  EXPECT_EQ(Refusal(Decline(After(SignAs(Offered(), PartyRole::kStudent)), PartyRole::kStudent,
                            "Toch niet.", kStudentActor, At(2026, 8, 11))),
            "ALREADY_SIGNED");
}

TEST(DeclineTest, GivenDraft_WhenDeclined_ThenNotOffered) {
  EXPECT_EQ(Refusal(Decline(Drafted(), PartyRole::kStudent, "Nee.", kStudentActor, At(2026, 8, 4))),
            "VERSION_NOT_OFFERED");
}

TEST(DeclineTest, GivenDeclinedAmendment_WhenLookedAt_ThenTheOldVersionStillCounts) {
  Agreement agreement =
      After(Amend(InForce(), AmendmentKind::kTasks, "x", kStudentActor, At(2026, 10, 1)));
  agreement = After(UpdateDraft(agreement, {.clauses = WithText(agreement, "contact", "Anders.")},
                                ExampleFacts(), kTeacherActor, At(2026, 10, 1)));
  agreement = After(Submit(agreement, ExampleFacts(), kStudentActor, At(2026, 10, 1)));
  agreement = OfferedFrom(agreement, ExampleFacts(), At(2026, 10, 2));

  agreement =
      After(Decline(agreement, PartyRole::kWorkplace, "Nee.", kSupervisorActor, At(2026, 10, 3)));

  EXPECT_EQ(agreement.in_force->number, 1);
  EXPECT_TRUE(IsOpen(agreement));
  EXPECT_TRUE(Amend(agreement, AmendmentKind::kTasks, "y", kStudentActor, At(2026, 10, 4)).ok());
}

TEST(SigningRefusedTest, GivenHrTriesToSign_WhenNoted_ThenTheFloorSupervisorIsNamed) {
  const TimelineEntry entry =
      SigningRefused(Offered(), {.person = kHrId, .name = "Petra Smit"}, At(2026, 8, 9));

  EXPECT_EQ(entry.type, EventType::kSigningRefused);
  EXPECT_EQ(entry.actor, "Petra Smit");
  EXPECT_EQ(entry.note, "Ingrid Maas");
}

}  // namespace
}  // namespace driehoek::agreement
