#include "agreement/lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agreement/agreement_example.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

template <typename T>
std::string Refusal(const absl::StatusOr<T>& result) {
  return result.ok() ? "" : ReasonOf(result.status());
}

std::vector<EventType> Types(const AgreementChange& change) {
  std::vector<EventType> types;
  for (const TimelineEntry& entry : change.timeline) types.push_back(entry.type);
  return types;
}

DraftUpdate Rows(Task task, PartyRole role, const Agreement& agreement) {
  DraftUpdate update{.responsibilities = Newest(agreement).responsibilities};
  for (ResponsibilityRow& row : *update.responsibilities) {
    if (row.task == task) row.role = role;
  }
  return update;
}

TEST(DraftTest, GivenConfirmedPlacement_WhenDrafted_ThenThePartiesAndThePeriodComeFromIt) {
  const auto change =
      Draft({.id = kAgreementId}, ExampleFacts(), ShippedTemplate(Variant::kDual, Language::kDutch),
            kStudentActor, At(2026, 8, 3));

  ASSERT_TRUE(change.ok());
  const Version& version = *change->after.proposal;
  EXPECT_EQ(change->after.kind, Kind::kTripartite);
  EXPECT_EQ(version.state, VersionState::kDraft);
  EXPECT_EQ(FindParty(version, PartyRole::kProgramme)->person, kTeacherId);
  EXPECT_EQ(FindParty(version, PartyRole::kWorkplace)->organisation, kHostId);
  EXPECT_EQ(version.end_day, absl::CivilDay(2027, 1, 29));
  EXPECT_EQ(change->after.due_day, absl::CivilDay(2026, 8, 31));
  EXPECT_THAT(Types(*change), ElementsAre(EventType::kDrafted));
}

TEST(DraftTest, GivenNoSupervisorOnTheFloor_WhenDrafted_ThenRefusedEvenWithAFramework) {
  PlacementFacts facts = ExampleFacts();
  facts.supervisor = {};

  const auto change =
      Draft({.id = kAgreementId, .framework = FrameworkId("f")}, facts,
            ShippedTemplate(Variant::kDual, Language::kDutch), kOfficeActor, At(2026, 8, 3));

  EXPECT_EQ(Refusal(change), "PLACEMENT_NOT_CONFIRMED");
}

TEST(DraftTest, GivenDueDaysInThePolicy_WhenDrafted_ThenDueThatManyDaysBeforeTheStart) {
  PlacementFacts facts = ExampleFacts(Variant::kPartTime);
  facts.due_days = 14;

  const Agreement agreement = Drafted(facts);

  EXPECT_EQ(agreement.kind, Kind::kPractice);
  EXPECT_EQ(agreement.due_day, absl::CivilDay(2026, 8, 17));
}

TEST(SubmitTest, GivenDualDraftWithEmptyLegalClauses_WhenSubmitted_ThenEachMissingOneIsNamed) {
  const auto change = Submit(Drafted(), ExampleFacts(), kStudentActor, At(2026, 8, 5));

  EXPECT_EQ(Refusal(change), "CLAUSES_MISSING");
}

TEST(SubmitTest, GivenFullTimeWithoutPolicyClauses_WhenSubmittedEmpty_ThenInReview) {
  const PlacementFacts facts = ExampleFacts(Variant::kFullTime);

  const auto change = Submit(Drafted(facts), facts, kStudentActor, At(2026, 8, 5));

  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.proposal->state, VersionState::kInReview);
}

TEST(SubmitTest, GivenNoContactPersonToSign_WhenSubmitted_ThenSignersIncomplete) {
  PlacementFacts facts = ExampleFacts();
  facts.contact_person = {};

  EXPECT_EQ(Refusal(Submit(Complete(facts), facts, kStudentActor, At(2026, 8, 5))),
            "SIGNERS_INCOMPLETE");
}

TEST(SubmitTest, GivenOnePersonOnTwoSides_WhenSubmitted_ThenSignersIncomplete) {
  PlacementFacts facts = ExampleFacts();
  facts.contact_person = facts.supervisor;

  EXPECT_EQ(Refusal(Submit(Complete(facts), facts, kStudentActor, At(2026, 8, 5))),
            "SIGNERS_INCOMPLETE");
}

TEST(SubmitTest, GivenNoOrderInTheProgramme_WhenSubmitted_ThenOneCheckByThePracticeOffice) {
  PlacementFacts facts = ExampleFacts();
  facts.validation_order.clear();

  EXPECT_EQ(NextValidation(InReview(facts)), ValidationStep::kPracticeOffice);
}

TEST(UpdateDraftTest, GivenVersionInReview_WhenChanged_ThenDraftAgainWithItsChecksCleared) {
  const Agreement agreement = InReview();

  const auto change =
      UpdateDraft(agreement, {.weekly_hours = 20}, ExampleFacts(), kTeacherActor, At(2026, 8, 5));

  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.proposal->state, VersionState::kDraft);
  EXPECT_THAT(change->after.proposal->validations, IsEmpty());
}

TEST(UpdateDraftTest, GivenAcceptedMatrix_WhenARowChanges_ThenEveryAcceptanceIsGone) {
  Agreement agreement = Complete();
  for (const PartyRole role : kAllParties) {
    agreement = After(AcceptResponsibilities(agreement, role, ActorFor(role), At(2026, 8, 4)));
  }

  const auto same = UpdateDraft(agreement, Rows(Task::kPayTime, PartyRole::kWorkplace, agreement),
                                ExampleFacts(), kTeacherActor, At(2026, 8, 5));
  const auto other = UpdateDraft(agreement, Rows(Task::kPayTime, PartyRole::kProgramme, agreement),
                                 ExampleFacts(), kTeacherActor, At(2026, 8, 5));

  EXPECT_EQ(same->after.proposal->acceptances.size(), 3U);
  EXPECT_THAT(other->after.proposal->acceptances, IsEmpty());
}

TEST(UpdateDraftTest, GivenLegalClauseLeftOut_WhenChanged_ThenItComesBackEmpty) {
  const Agreement agreement = Complete();
  DraftUpdate update{.clauses = Newest(agreement).clauses};
  std::erase_if(*update.clauses, [](const Clause& c) { return c.code == "supervision"; });

  const auto change = UpdateDraft(agreement, update, ExampleFacts(), kTeacherActor, At(2026, 8, 5));

  ASSERT_TRUE(change.ok());
  EXPECT_THAT(MissingClauses(change->after.proposal->clauses),
              ElementsAre(testing::Field(&MissingClause::code, "supervision")));
}

TEST(UpdateDraftTest, GivenLastDayBeforeTheFirst_WhenChanged_ThenRefused) {
  const auto change = UpdateDraft(Drafted(), {.end_day = absl::CivilDay(2026, 8, 30)},
                                  ExampleFacts(), kTeacherActor, At(2026, 8, 5));

  EXPECT_EQ(Refusal(change), "END_BEFORE_START");
}

TEST(UpdateDraftTest, GivenOneDayPeriod_WhenChanged_ThenAllowedAndDueDayMovesWithTheStart) {
  const auto change = UpdateDraft(
      Drafted(), {.start_day = absl::CivilDay(2027, 1, 29), .end_day = absl::CivilDay(2027, 1, 29)},
      ExampleFacts(), kTeacherActor, At(2026, 8, 5));

  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.due_day, absl::CivilDay(2027, 1, 29));
}

TEST(UpdateDraftTest, GivenFiveYears_WhenOneDayMore_ThenTooLong) {
  const auto most = UpdateDraft(Drafted(), {.end_day = absl::CivilDay(2031, 8, 30)}, ExampleFacts(),
                                kTeacherActor, At(2026, 8, 5));
  const auto more = UpdateDraft(Drafted(), {.end_day = absl::CivilDay(2031, 8, 31)}, ExampleFacts(),
                                kTeacherActor, At(2026, 8, 5));

  EXPECT_TRUE(most.ok());
  EXPECT_EQ(Refusal(more), "PERIOD_TOO_LONG");
}

TEST(UpdateDraftTest, GivenOfferedVersion_WhenChanged_ThenNotADraft) {
  EXPECT_EQ(Refusal(UpdateDraft(Offered(), {.weekly_hours = 20}, ExampleFacts(), kTeacherActor,
                                At(2026, 8, 7))),
            "VERSION_NOT_DRAFT");
}

TEST(ValidateTest, GivenOrderTeacherThenOffice_WhenTheOfficeComesFirst_ThenOutOfOrder) {
  EXPECT_EQ(Refusal(Validate(InReview(), ValidationStep::kPracticeOffice, ExampleFacts(), "hash",
                             kOfficeActor, At(2026, 8, 6))),
            "VALIDATION_OUT_OF_ORDER");
}

TEST(ValidateTest, GivenLastCheck_WhenMade_ThenOfferedToAllThreeUnderItsHash) {
  const Agreement agreement = After(Validate(InReview(), ValidationStep::kTeacher, ExampleFacts(),
                                             "hash", kTeacherActor, At(2026, 8, 6)));
  ASSERT_EQ(Newest(agreement).state, VersionState::kInReview);
  EXPECT_EQ(Newest(agreement).document_hash, "");

  const auto change = Validate(agreement, ValidationStep::kPracticeOffice, ExampleFacts(), "hash",
                               kOfficeActor, At(2026, 8, 6));

  ASSERT_TRUE(change.ok());
  const Version& version = *change->after.proposal;
  EXPECT_EQ(version.state, VersionState::kOffered);
  EXPECT_EQ(version.document_hash, "hash");
  EXPECT_EQ(version.signatures.size(), 3U);
  EXPECT_THAT(Types(*change), ElementsAre(EventType::kValidated, EventType::kOffered));
}

TEST(ValidateTest, GivenPolicyThatAsksForMoreSinceTheSubmission_WhenChecked_ThenClausesMissing) {
  PlacementFacts stricter = ExampleFacts();
  stricter.clause_policy.required_clauses = {"remuneration"};

  EXPECT_EQ(Refusal(Validate(InReview(), ValidationStep::kTeacher, stricter, "hash", kTeacherActor,
                             At(2026, 8, 6))),
            "CLAUSES_MISSING");
}

TEST(ValidateTest, GivenDraft_WhenChecked_ThenNotInReview) {
  EXPECT_EQ(Refusal(Validate(Complete(), ValidationStep::kTeacher, ExampleFacts(), "hash",
                             kTeacherActor, At(2026, 8, 6))),
            "VERSION_NOT_IN_REVIEW");
}

TEST(ReturnTest, GivenVersionInReview_WhenSentBack_ThenDraftWithTheReasonInTheTimeline) {
  const auto change = Return(InReview(), ValidationStep::kTeacher, "Begeleiding is te vaag.",
                             kTeacherActor, At(2026, 8, 6));

  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.proposal->state, VersionState::kDraft);
  EXPECT_EQ(change->timeline.front().note, "Begeleiding is te vaag.");
}

TEST(ReturnTest, GivenAnothersTurn_WhenSentBack_ThenOutOfOrder) {
  EXPECT_EQ(Refusal(Return(InReview(), ValidationStep::kProgrammeManager, "nee", kOfficeActor,
                           At(2026, 8, 6))),
            "VALIDATION_OUT_OF_ORDER");
}

TEST(AmendTest, GivenVersionInForce_WhenAmended_ThenTheOldOneKeepsCounting) {
  const Agreement agreement = InForce();

  const auto change =
      Amend(agreement, AmendmentKind::kTasks, "Andere taken.", kSupervisorActor, At(2026, 10, 1));

  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.in_force->number, 1);
  EXPECT_EQ(change->after.in_force->state, VersionState::kInForce);
  EXPECT_EQ(change->after.proposal->number, 2);
  EXPECT_EQ(change->after.proposal->amendment->requested_by, PartyRole::kWorkplace);
  EXPECT_EQ(change->after.proposal->acceptances.size(), 3U);
  EXPECT_THAT(change->after.proposal->signatures, IsEmpty());
}

TEST(AmendTest, GivenDraft_WhenAmended_ThenNotInForce) {
  EXPECT_EQ(Refusal(Amend(Drafted(), AmendmentKind::kTasks, "x", kStudentActor, At(2026, 9, 1))),
            "VERSION_NOT_IN_FORCE");
}

TEST(AmendTest, GivenOpenAmendment_WhenAmendedAgain_ThenRefused) {
  const Agreement agreement =
      After(Amend(InForce(), AmendmentKind::kTasks, "x", kStudentActor, At(2026, 10, 1)));

  EXPECT_EQ(Refusal(Amend(agreement, AmendmentKind::kPeriod, "y", kStudentActor, At(2026, 10, 2))),
            "AMENDMENT_OPEN");
}

TEST(AmendTest, GivenAmendmentThatChangesNothing_WhenSubmitted_ThenRefused) {
  const Agreement agreement =
      After(Amend(InForce(), AmendmentKind::kTasks, "x", kStudentActor, At(2026, 10, 1)));

  EXPECT_EQ(Refusal(Submit(agreement, ExampleFacts(), kStudentActor, At(2026, 10, 2))),
            "NOTHING_CHANGED");
}

TEST(AmendTest, GivenPeriodAmendmentThatChangesAClauseOnly_WhenSubmitted_ThenRefused) {
  Agreement agreement =
      After(Amend(InForce(), AmendmentKind::kPeriod, "x", kStudentActor, At(2026, 10, 1)));
  agreement = After(UpdateDraft(agreement, {.clauses = WithText(agreement, "contact", "Anders.")},
                                ExampleFacts(), kTeacherActor, At(2026, 10, 1)));

  EXPECT_THAT(Newest(agreement).amendment->changed, ElementsAre("contact"));
  EXPECT_EQ(Refusal(Submit(agreement, ExampleFacts(), kStudentActor, At(2026, 10, 2))),
            "NOTHING_CHANGED");
}

TEST(AmendTest, GivenOneClauseChanged_WhenAllThreeSign_ThenConsentNamesItAndTheOldOneIsSuperseded) {
  Agreement agreement = After(MarkCommitment(
      InForce(), {.commitment = "workplace-hour", .status = CommitmentStatus::kAtRisk},
      PartyRole::kStudent, kStudentActor, At(2026, 9, 20)));
  agreement = After(
      Amend(agreement, AmendmentKind::kTasks, "Andere taken.", kStudentActor, At(2026, 10, 1)));
  agreement =
      After(UpdateDraft(agreement, {.clauses = WithText(agreement, "supervision", "Elke vrijdag.")},
                        ExampleFacts(), kTeacherActor, At(2026, 10, 1)));
  agreement = After(Submit(agreement, ExampleFacts(), kStudentActor, At(2026, 10, 1)));
  agreement = OfferedFrom(agreement, ExampleFacts(), At(2026, 10, 2));

  EXPECT_EQ(ConsentSentence(agreement, Newest(agreement), PartyRole::kStudent),
            "Ik las versie 2 en ga akkoord met wat er verandert: Begeleiding.");
  const AgreementChange change = SignedByAll(agreement, At(2026, 10, 3));

  EXPECT_EQ(change.after.in_force->number, 2);
  EXPECT_FALSE(change.after.proposal.has_value());
  ASSERT_EQ(change.retired.size(), 1U);
  EXPECT_EQ(change.retired.front().state, VersionState::kSuperseded);
  EXPECT_THAT(Types(change),
              ElementsAre(EventType::kSigned, EventType::kSuperseded, EventType::kInForce));
  EXPECT_EQ(change.after.in_force->commitments.back().views.size(), 1U);
}

TEST(AmendTest, GivenAnotherSupervisor_WhenPartiesChange_ThenHisOwnAcceptanceIsNeeded) {
  Agreement agreement = After(Amend(InForce(), AmendmentKind::kSupervisor, "Ingrid vertrekt.",
                                    kTeacherActor, At(2026, 10, 1)));
  DraftUpdate update{.parties = Newest(agreement).parties};
  update.parties->back().person = kOtherSupervisorId;
  update.parties->back().display_name = "Omar Haddad";

  const auto change =
      UpdateDraft(agreement, update, ExampleFacts(), kTeacherActor, At(2026, 10, 1));

  ASSERT_TRUE(change.ok());
  EXPECT_EQ(FindAcceptance(*change->after.proposal, PartyRole::kWorkplace), nullptr);
  EXPECT_NE(FindAcceptance(*change->after.proposal, PartyRole::kStudent), nullptr);
  EXPECT_THAT(change->after.proposal->amendment->changed, ElementsAre("parties"));
}

}  // namespace
}  // namespace driehoek::agreement
