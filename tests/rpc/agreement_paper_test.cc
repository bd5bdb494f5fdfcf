// Framework agreements and the institution's own templates over real gRPC, on both engines.
#include <gmock/gmock.h>

#include "rpc/agreement_test.h"

namespace driehoek::test {
namespace {

using ::testing::SizeIs;

class AgreementPaperTest : public AgreementTest {};

TEST_P(AgreementPaperTest, GivenFrameworkWithHr_WhenUsed_ThenItStandsInTheDraftAndOpensNothing) {
  const TenantId demo("demo");
  v1::CreateFrameworkAgreementRequest request;
  request.set_parent("institutions/demo");
  v1::FrameworkAgreement& framework = *request.mutable_framework_agreement();
  framework.set_organisation(MakeName(demo, "organisations", agreement::kHostId.value()));
  framework.set_signatory(framework.organisation() + "/supervisors/" + kHrId.value());
  framework.set_text("Elk jaar vier plaatsen.");
  framework.mutable_start_date()->set_year(2020);
  framework.mutable_start_date()->set_month(1);
  framework.mutable_start_date()->set_day(1);
  *framework.mutable_end_date() = framework.start_date();
  framework.mutable_end_date()->set_year(2099);
  const auto made =
      steps().Expect(&Stub::CreateFrameworkAgreement, Role::kPracticeOffice, kOfficeId, request);

  v1::CreateAgreementRequest draft;
  draft.set_parent("institutions/demo");
  draft.mutable_agreement()->set_placement(world().AddPlacement(agreement::ExampleFacts()));
  draft.mutable_agreement()->set_framework_agreement(made.name());
  const auto drafted = steps().Expect(&Stub::CreateAgreement, Role::kStudent, kStudentId, draft);
  EXPECT_EQ(drafted.framework_agreement(), made.name());
  EXPECT_EQ(drafted.state(), v1::AgreementVersion::DRAFT);

  agreement::PlacementFacts unconfirmed = agreement::ExampleFacts();
  unconfirmed.supervisor = {};
  draft.mutable_agreement()->set_placement(world().AddPlacement(unconfirmed));
  EXPECT_EQ(steps().Refusal(&Stub::CreateAgreement, Role::kStudent, kStudentId, draft),
            "PLACEMENT_NOT_CONFIRMED");

  v1::ListFrameworkAgreementsRequest list;
  list.set_parent("institutions/demo");
  EXPECT_THAT(steps()
                  .Expect(&Stub::ListFrameworkAgreements, Role::kOrganisationContact, kHrId, list)
                  .framework_agreements(),
              SizeIs(1));
  EXPECT_EQ(steps().Refusal(&Stub::ListFrameworkAgreements, Role::kStudent, kStudentId, list),
            "ROLE_NOT_ALLOWED");
}

TEST_P(AgreementPaperTest, GivenOwnTemplate_WhenDrafted_ThenItsTextIsUsedAndListedBeforeTheShipped) {
  v1::ListAgreementTemplatesRequest list;
  list.set_parent("institutions/demo");
  auto shipped = steps().Expect(&Stub::ListAgreementTemplates, Role::kTeacher, kTeacherId, list);
  ASSERT_THAT(shipped.agreement_templates(), SizeIs(6));

  v1::CreateAgreementTemplateRequest request;
  request.set_parent("institutions/demo");
  *request.mutable_agreement_template() = shipped.agreement_templates(4);  // dual, Dutch
  for (v1::Clause& clause : *request.mutable_agreement_template()->mutable_clauses()) {
    if (clause.code() == "contact") clause.set_text("Wij bellen elke maand.");
  }
  const auto made =
      steps().Expect(&Stub::CreateAgreementTemplate, Role::kProgrammeManager, kOfficeId, request);
  EXPECT_EQ(made.version(), 2);

  const v1::Agreement draft = steps().Create();
  bool found = false;
  for (const v1::Clause& clause : draft.proposal().clauses()) {
    found = found || clause.text() == "Wij bellen elke maand.";
  }
  EXPECT_TRUE(found);
  list.set_page_size(5);
  const auto page = steps().Expect(&Stub::ListAgreementTemplates, Role::kTeacher, kTeacherId, list);
  EXPECT_EQ(page.agreement_templates(4).name(), made.name());
  list.set_page_token(page.next_page_token());
  EXPECT_THAT(steps()
                  .Expect(&Stub::ListAgreementTemplates, Role::kTeacher, kTeacherId, list)
                  .agreement_templates(),
              SizeIs(2));

  auto& clauses = *request.mutable_agreement_template()->mutable_clauses();
  clauses.RemoveLast();
  EXPECT_EQ(
      steps().Refusal(&Stub::CreateAgreementTemplate, Role::kProgrammeManager, kOfficeId, request),
      "LEGAL_CLAUSE_ABSENT");
}

DRIEHOEK_ON_EVERY_ENGINE(AgreementPaperTest);

}  // namespace
}  // namespace driehoek::test
