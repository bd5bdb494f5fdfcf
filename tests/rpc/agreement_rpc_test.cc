// Drafting, checking, amending and reading over real gRPC, on both engines.
#include <gmock/gmock.h>

#include "rpc/agreement_test.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class AgreementRpcTest : public AgreementTest {
 protected:
  v1::ListAgreementsResponse List(Role role, const PersonId& person, int page_size = 0,
                                  const std::string& token = "") {
    v1::ListAgreementsRequest request;
    request.set_parent("institutions/demo");
    request.set_page_size(page_size);
    request.set_page_token(token);
    return steps().Expect(&Stub::ListAgreements, role, person, request);
  }
};

TEST_P(AgreementRpcTest, GivenConfirmedPlacement_WhenDrafted_ThenTheMissingLegalClausesAreNamed) {
  const v1::Agreement draft = steps().Create();

  EXPECT_EQ(draft.state(), v1::AgreementVersion::DRAFT);
  EXPECT_EQ(draft.kind(), v1::Agreement::TRIPARTITE_AGREEMENT);
  EXPECT_EQ(draft.labels().contact_person(), "Karin Postma");
  std::vector<std::string> missing;
  for (const auto& clause : draft.proposal().missing_clauses()) missing.push_back(clause.code());
  EXPECT_THAT(missing, ElementsAre("outcomes", "supervision"));
  EXPECT_EQ(draft.proposal().missing_clauses(0).source(), "WHW 7.7 lid 5 onder c");
  EXPECT_EQ(steps().Refusal(&Stub::SubmitAgreement, Role::kStudent, kStudentId,
                            AgreementSteps::Named<v1::SubmitAgreementRequest>(draft)),
            "CLAUSES_MISSING");
}

TEST_P(AgreementRpcTest, GivenWhatWasStored_WhenReadAgain_ThenTheSameToTheField) {
  const v1::Agreement in_force = steps().InForce();

  const v1::Agreement read = steps().Get(in_force.name());

  EXPECT_EQ(read.SerializeAsString(), in_force.SerializeAsString()) << read.DebugString();
}

TEST_P(AgreementRpcTest, GivenOpenAgreement_WhenDraftedAgain_ThenAlreadyExists) {
  const v1::Agreement draft = steps().Create();
  v1::CreateAgreementRequest request;
  request.set_parent("institutions/demo");
  request.mutable_agreement()->set_placement(draft.placement());
  EXPECT_EQ(steps().Refusal(&Stub::CreateAgreement, Role::kStudent, kStudentId, request),
            "AGREEMENT_EXISTS");

  v1::WithdrawAgreementRequest withdraw =
      AgreementSteps::Named<v1::WithdrawAgreementRequest>(draft);
  withdraw.set_reason("Andere werkplek.");
  steps().Expect(&Stub::WithdrawAgreement, Role::kPracticeOffice, kOfficeId, withdraw);

  EXPECT_EQ(steps().Refusal(&Stub::CreateAgreement, Role::kStudent, kStudentId, request), "");
}

TEST_P(AgreementRpcTest, GivenRepeatedRequestId_WhenDrafted_ThenOneAgreementAndOneAnswer) {
  v1::CreateAgreementRequest request;
  request.set_parent("institutions/demo");
  request.set_request_id(world().ids.NewRequestId());
  request.mutable_agreement()->set_placement(world().AddPlacement(agreement::ExampleFacts()));

  const auto first = steps().Expect(&Stub::CreateAgreement, Role::kStudent, kStudentId, request);
  const auto second = steps().Expect(&Stub::CreateAgreement, Role::kStudent, kStudentId, request);
  request.mutable_agreement()->set_language_code("en");

  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  EXPECT_EQ(steps().Refusal(&Stub::CreateAgreement, Role::kStudent, kStudentId, request),
            "REQUEST_ID_REUSED");
  EXPECT_THAT(List(Role::kStudent, kStudentId).agreements(), SizeIs(1));
}

TEST_P(AgreementRpcTest, GivenStaleEtag_WhenChanged_ThenAbortedAndNothingIsStored) {
  const v1::Agreement draft = steps().Create();
  steps().FillIn(draft);
  v1::UpdateAgreementDraftRequest request;
  request.set_name(draft.name());
  request.set_etag(draft.etag());
  request.mutable_draft()->set_weekly_hours(12);

  EXPECT_EQ(steps().Refusal(&Stub::UpdateAgreementDraft, Role::kTeacher, kTeacherId, request),
            "STALE_ETAG");
  EXPECT_EQ(steps().Get(draft.name()).proposal().weekly_hours(), 24);
}

TEST_P(AgreementRpcTest, GivenFieldOfAnother_WhenTheStudentChangesIt_ThenFieldNotYours) {
  const v1::Agreement draft = steps().Create();
  v1::UpdateAgreementDraftRequest request;
  request.set_name(draft.name());
  request.set_etag(draft.etag());
  request.mutable_draft()->set_weekly_hours(12);

  EXPECT_EQ(steps().Refusal(&Stub::UpdateAgreementDraft, Role::kStudent, kStudentId, request),
            "FIELD_NOT_YOURS");
  v1::UpdateAgreementDraftRequest own;
  own.set_name(draft.name());
  own.set_etag(draft.etag());
  for (v1::Clause clause : draft.proposal().clauses()) {
    if (clause.code() == "outcomes") clause.set_text("Ontwerpen en adviseren.");
    *own.mutable_draft()->add_clauses() = clause;
  }
  EXPECT_EQ(steps().Refusal(&Stub::UpdateAgreementDraft, Role::kStudent, kStudentId, own), "");
}

TEST_P(AgreementRpcTest, GivenUnknownPathInTheMask_WhenChanged_ThenInvalid) {
  const v1::Agreement draft = steps().Create();
  v1::UpdateAgreementDraftRequest request;
  request.set_name(draft.name());
  request.set_etag(draft.etag());
  request.mutable_draft()->set_weekly_hours(12);
  request.mutable_update_mask()->add_paths("wages");

  EXPECT_EQ(steps().Refusal(&Stub::UpdateAgreementDraft, Role::kTeacher, kTeacherId, request),
            "MASK_PATH_UNKNOWN");
}

TEST_P(AgreementRpcTest, GivenOrderTeacherThenOffice_WhenTheOfficeComesFirst_ThenOutOfOrder) {
  const v1::Agreement in_review = steps().Submit(steps().FillIn(steps().Create()));

  EXPECT_EQ(steps().Refusal(&Stub::ValidateAgreement, Role::kPracticeOffice, kOfficeId,
                            AgreementSteps::Named<v1::ValidateAgreementRequest>(in_review)),
            "VALIDATION_OUT_OF_ORDER");
  v1::ReturnAgreementRequest back = AgreementSteps::Named<v1::ReturnAgreementRequest>(in_review);
  back.set_reason("De begeleiding is te vaag.");
  const auto returned = steps().Expect(&Stub::ReturnAgreement, Role::kTeacher, kTeacherId, back);
  EXPECT_EQ(returned.state(), v1::AgreementVersion::DRAFT);
}

TEST_P(AgreementRpcTest, GivenStrangersAndOtherTenants_WhenRead_ThenNotFoundForAll) {
  const v1::Agreement draft = steps().Create();
  v1::GetAgreementRequest request;
  request.set_name(draft.name());
  v1::Agreement response;

  for (const auto& [role, person] :
       std::vector<std::pair<Role, PersonId>>{{Role::kStudent, kOfficeId},
                                              {Role::kTeacher, kOfficeId},
                                              {Role::kWorkplaceSupervisor, kOtherSupervisorId},
                                              {Role::kExaminer, kTeacherId}}) {
    EXPECT_EQ(steps().Refusal(&Stub::GetAgreement, role, person, request), "RESOURCE_NOT_FOUND");
  }
  EXPECT_EQ(ReasonIn(world().Call(&Stub::GetAgreement, Role::kStudent, kStudentId, request,
                                  &response, "other")),
            "RESOURCE_NOT_FOUND");
  request.set_name("institutions/other/agreements/" + draft.name().substr(29));
  EXPECT_EQ(ReasonIn(world().Call(&Stub::GetAgreement, Role::kPracticeOffice, kOfficeId, request,
                                  &response, "other")),
            "RESOURCE_NOT_FOUND");
}

TEST_P(AgreementRpcTest, GivenAnotherPersonReads_WhenItIsDone_ThenItStandsOnRecord) {
  const v1::Agreement draft = steps().Create();

  steps().Get(draft.name(), Role::kPracticeOffice, kOfficeId);
  steps().Get(draft.name());

  const TenantId demo("demo");
  const std::string student = PersonName(demo, kStudentId);
  EXPECT_TRUE(world().reads.Has(PersonName(demo, kOfficeId), draft.name(), student));
  EXPECT_FALSE(world().reads.Has(student, draft.name(), student));
}

TEST_P(AgreementRpcTest, GivenSeveralAgreements_WhenListed_ThenEachSeesTheOwnReach) {
  const v1::Agreement own = steps().Create();
  agreement::PlacementFacts other = agreement::ExampleFacts();
  other.student = {kOtherSupervisorId, "Iemand Anders"};
  other.contact_person = {kOfficeId, "Bram de Wit"};
  v1::CreateAgreementRequest request;
  request.set_parent("institutions/demo");
  request.mutable_agreement()->set_placement(world().AddPlacement(other));
  steps().Expect(&Stub::CreateAgreement, Role::kPracticeOffice, kOfficeId, request);

  EXPECT_THAT(List(Role::kStudent, kStudentId).agreements(), SizeIs(1));
  EXPECT_EQ(List(Role::kStudent, kStudentId).agreements(0).name(), own.name());
  EXPECT_THAT(List(Role::kTeacher, kTeacherId).agreements(), SizeIs(1));
  EXPECT_THAT(List(Role::kTeacher, kSupervisorId).agreements(), SizeIs(0));
  EXPECT_THAT(List(Role::kWorkplaceSupervisor, kSupervisorId).agreements(), SizeIs(2));
  EXPECT_THAT(List(Role::kOrganisationContact, kHrId).agreements(), SizeIs(2));
  EXPECT_THAT(List(Role::kExaminer, kTeacherId).agreements(), SizeIs(0));
  EXPECT_THAT(List(Role::kPracticeOffice, kOfficeId).agreements(), SizeIs(2));
}

TEST_P(AgreementRpcTest, GivenFiveAgreements_WhenPagedByTwo_ThenEachOnceAndLatestChangeFirst) {
  std::vector<std::string> made;
  for (int i = 0; i < 5; ++i) {
    made.insert(made.begin(), steps().Create().name());
    world().clock.Advance(absl::Seconds(1));
  }

  std::vector<std::string> seen;
  std::string token;
  do {
    const auto page = List(Role::kStudent, kStudentId, 2, token);
    for (const v1::Agreement& agreement : page.agreements()) seen.push_back(agreement.name());
    token = page.next_page_token();
  } while (!token.empty());

  EXPECT_EQ(seen, made);
}

TEST_P(AgreementRpcTest, GivenStatesAndOverdue_WhenFiltered_ThenOnlyThose) {
  const v1::Agreement draft = steps().Create();
  const v1::Agreement offered = steps().Offer();
  v1::ListAgreementsRequest request;
  request.set_parent("institutions/demo");
  request.add_states(v1::AgreementVersion::OFFERED);
  const auto found =
      steps().Expect(&Stub::ListAgreements, Role::kPracticeOffice, kOfficeId, request);
  ASSERT_THAT(found.agreements(), SizeIs(1));
  EXPECT_EQ(found.agreements(0).name(), offered.name());

  request.clear_states();
  request.set_overdue_only(true);
  EXPECT_THAT(
      steps().Expect(&Stub::ListAgreements, Role::kPracticeOffice, kOfficeId, request).agreements(),
      IsEmpty());
  request.set_overdue_only(false);
  request.set_placement(draft.placement());
  EXPECT_THAT(
      steps().Expect(&Stub::ListAgreements, Role::kPracticeOffice, kOfficeId, request).agreements(),
      SizeIs(1));
}

TEST_P(AgreementRpcTest, GivenAmendmentOfOneClause_WhenAllSign_ThenTheOldOneCountsUntilThen) {
  const v1::Agreement first = steps().InForce();
  v1::AmendAgreementRequest amend = AgreementSteps::Named<v1::AmendAgreementRequest>(first);
  amend.set_kind(v1::AgreementVersion::Amendment::TASKS);
  amend.set_reason("Andere taken.");
  const auto opened =
      steps().Expect(&Stub::AmendAgreement, Role::kWorkplaceSupervisor, kSupervisorId, amend);
  EXPECT_EQ(opened.in_force().number(), 1);
  EXPECT_EQ(opened.proposal().number(), 2);

  v1::UpdateAgreementDraftRequest change;
  change.set_name(opened.name());
  change.set_etag(opened.etag());
  for (v1::Clause clause : opened.proposal().clauses()) {
    if (clause.code() == "supervision") clause.set_text("Elke vrijdag een heel uur.");
    *change.mutable_draft()->add_clauses() = clause;
  }
  const auto changed = steps().Expect(&Stub::UpdateAgreementDraft, Role::kWorkplaceSupervisor,
                                      kSupervisorId, change);
  EXPECT_THAT(changed.proposal().amendment().changed_clauses(), ElementsAre("supervision"));

  const auto offered = steps().Validate(steps().Submit(changed));
  EXPECT_EQ(offered.in_force().state(), v1::AgreementVersion::IN_FORCE);
  const auto second = steps().SignAll(offered);

  EXPECT_EQ(second.in_force().number(), 2);
  EXPECT_FALSE(second.has_proposal());
  v1::ListAgreementVersionsRequest versions;
  versions.set_parent(first.name());
  const auto list =
      steps().Expect(&Stub::ListAgreementVersions, Role::kStudent, kStudentId, versions);
  ASSERT_THAT(list.versions(), SizeIs(2));
  EXPECT_EQ(list.versions(0).state(), v1::AgreementVersion::IN_FORCE);
  EXPECT_EQ(list.versions(1).state(), v1::AgreementVersion::SUPERSEDED);

  v1::CompareAgreementVersionsRequest compare;
  compare.set_name(list.versions(0).name());
  const auto difference =
      steps().Expect(&Stub::CompareAgreementVersions, Role::kStudent, kStudentId, compare);
  ASSERT_THAT(difference.differences(), SizeIs(1));
  EXPECT_EQ(difference.differences(0).heading(), "Begeleiding");
}

TEST_P(AgreementRpcTest, GivenAgreementInForce_WhenKeptAndEnded_ThenViewsRequestAndGroundStand) {
  const v1::Agreement in_force = steps().InForce();
  v1::MarkCommitmentRequest mark;
  mark.set_name(in_force.name());
  mark.set_commitment("workplace-hour");
  mark.set_status(v1::Commitment::BROKEN);
  mark.set_note("Drie weken geen gesprek.");
  steps().Expect(&Stub::MarkCommitment, Role::kStudent, kStudentId, mark);
  mark.set_status(v1::Commitment::KEPT);
  mark.clear_note();
  const auto marked =
      steps().Expect(&Stub::MarkCommitment, Role::kWorkplaceSupervisor, kSupervisorId, mark);
  EXPECT_THAT(marked.in_force().commitments(3).views(), SizeIs(2));
  mark.set_commitment("nope");
  EXPECT_EQ(steps().Refusal(&Stub::MarkCommitment, Role::kStudent, kStudentId, mark),
            "COMMITMENT_NOT_FOUND");

  v1::RequestAgreementEndRequest ask;
  ask.set_name(in_force.name());
  ask.set_reason("Ik stop met de opleiding.");
  const auto asked = steps().Expect(&Stub::RequestAgreementEnd, Role::kStudent, kStudentId, ask);
  EXPECT_EQ(asked.etag(), marked.etag());

  v1::TerminateAgreementRequest end = AgreementSteps::Named<v1::TerminateAgreementRequest>(asked);
  end.set_reason("De student is gestopt.");
  *end.mutable_last_date() = in_force.in_force().end_date();
  end.set_ground("   ");
  EXPECT_EQ(steps().Refusal(&Stub::TerminateAgreement, Role::kPracticeOffice, kOfficeId, end),
            "GROUND_MISSING");
  end.set_ground("de student stopt met de opleiding");
  EXPECT_EQ(steps().Refusal(&Stub::TerminateAgreement, Role::kStudent, kStudentId, end),
            "ROLE_NOT_ALLOWED");
  const auto ended =
      steps().Expect(&Stub::TerminateAgreement, Role::kPracticeOffice, kOfficeId, end);
  EXPECT_EQ(ended.state(), v1::AgreementVersion::TERMINATED);
  EXPECT_FALSE(ended.has_in_force());
  EXPECT_EQ(ended.proposal().ending().ground(), "de student stopt met de opleiding");
}

DRIEHOEK_ON_EVERY_ENGINE(AgreementRpcTest);

}  // namespace
}  // namespace driehoek::test
