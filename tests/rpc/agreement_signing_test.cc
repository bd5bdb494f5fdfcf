// Signing over real gRPC, on both engines: who may, with what, and what is left of it.
#include <gmock/gmock.h>

#include "agreement/agreement_due.h"
#include "agreement/sealed_pdf.h"
#include "rpc/agreement_test.h"

namespace driehoek::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::SizeIs;

MATCHER_P(EndsWithType, type, "") { return !arg.empty() && arg.back() == type; }

class AgreementSigningTest : public AgreementTest {
 protected:
  // Audit rows with that reason code.
  std::int64_t AuditRows(const std::string& reason) {
    std::int64_t count = -1;
    EXPECT_TRUE(tenant_database()
                    .Read(TenantId("demo"), Soon(),
                          [&](storage::TenantTransaction& transaction) {
                            const auto rows = transaction.Execute(
                                "SELECT count(*) FROM audit WHERE tenant_id = $1 AND reason = $2",
                                {reason});
                            if (rows.ok()) count = rows->at(0).Int(0);
                            return rows.status();
                          })
                    .ok());
    return count;
  }
  std::vector<std::string> FeedTypes() {
    std::vector<std::string> types;
    EXPECT_TRUE(tenant_database()
                    .Read(TenantId("demo"), Soon(),
                          [&](storage::TenantTransaction& transaction) {
                            types.clear();
                            const auto rows = transaction.Execute(
                                "SELECT type FROM feed WHERE tenant_id = $1 ORDER BY seq");
                            if (!rows.ok()) return rows.status();
                            for (const storage::Row& row : *rows) types.push_back(row.Text(0));
                            return absl::OkStatus();
                          })
                    .ok());
    return types;
  }
};

TEST_P(AgreementSigningTest, GivenThreeSignatures_WhenTheLastIsGiven_ThenInForceSealedAndTold) {
  const v1::Agreement in_force = steps().InForce();

  ASSERT_TRUE(in_force.has_in_force());
  EXPECT_EQ(in_force.state(), v1::AgreementVersion::IN_FORCE);
  EXPECT_FALSE(in_force.has_proposal());
  EXPECT_THAT(in_force.in_force().responsibilities().acceptances(), SizeIs(3));
  const auto& signature = in_force.in_force().signatures(2);
  EXPECT_EQ(signature.display_name(), "Ingrid Maas");
  EXPECT_EQ(signature.state(), v1::Signature::SIGNED);
  EXPECT_THAT(signature.consent(), HasSubstr("namens Van Leeuwen Installatietechniek"));
  EXPECT_THAT(FeedTypes(), EndsWithType("agreement.in_force"));
  EXPECT_THAT(FeedTypes(), Contains("agreement.offered"));

  v1::DownloadAgreementRequest request;
  request.set_name(in_force.in_force().name());
  const auto file =
      steps().Expect(&Stub::DownloadAgreement, Role::kWorkplaceSupervisor, kSupervisorId, request);
  const auto report = agreement::VerifySealedPdf(file.pdf(), TestSealingKey().fingerprint);
  EXPECT_TRUE(report.valid) << report.summary;
  EXPECT_THAT(report.evidence.signers, SizeIs(3));
  EXPECT_EQ(report.evidence.document_sha256, in_force.in_force().document_hash());
  EXPECT_EQ(steps().Refusal(&Stub::DownloadAgreement, Role::kOrganisationContact, kHrId, request),
            "ROLE_NOT_ALLOWED");
}

TEST_P(AgreementSigningTest, GivenHrTriesToSignForTheFloor_WhenRefused_ThenItStandsOnRecord) {
  const v1::Agreement offered = steps().Offer();
  v1::SignAgreementRequest request =
      steps().SigningRequest(Role::kWorkplaceSupervisor, kSupervisorId, offered);
  request.set_request_id(world().ids.NewRequestId());

  EXPECT_EQ(steps().Refusal(&Stub::SignAgreement, Role::kOrganisationContact, kHrId, request),
            "WRONG_SIGNER");
  // The same id again is the same refusal, never an answer from the store.
  EXPECT_EQ(steps().Refusal(&Stub::SignAgreement, Role::kOrganisationContact, kHrId, request),
            "WRONG_SIGNER");

  const auto timeline = steps().Timeline(offered.name());
  EXPECT_EQ(timeline.events(0).type(), v1::AgreementEvent::SIGNING_REFUSED);
  EXPECT_EQ(timeline.events(0).actor(), "Petra Smit");
  EXPECT_EQ(timeline.events(0).note(), "Ingrid Maas");
  EXPECT_EQ(AuditRows("WRONG_SIGNER"), 2);
  EXPECT_EQ(world().codes.checks, 0);
  EXPECT_EQ(steps().Get(offered.name()).state(), v1::AgreementVersion::OFFERED);
}

TEST_P(AgreementSigningTest, GivenAnotherOfTheProgramme_WhenSigningOrAskingACode_ThenWrongSigner) {
  const v1::Agreement offered = steps().Offer();
  v1::SignAgreementRequest sign = steps().SigningRequest(Role::kTeacher, kTeacherId, offered);
  v1::RequestSigningCodeRequest ask;
  ask.set_name(offered.proposal().name());

  EXPECT_EQ(steps().Refusal(&Stub::SignAgreement, Role::kPracticeOffice, kOfficeId, sign),
            "WRONG_SIGNER");
  EXPECT_EQ(steps().Refusal(&Stub::RequestSigningCode, Role::kOrganisationContact, kHrId, ask),
            "WRONG_SIGNER");
}

TEST_P(AgreementSigningTest, GivenApiClients_WhenSigning_ThenNeverWhateverTheirRole) {
  const v1::Agreement offered = steps().Offer();
  const v1::SignAgreementRequest request =
      steps().SigningRequest(Role::kTeacher, kTeacherId, offered);
  for (const auto& [role, reason] : std::vector<std::pair<std::string, std::string>>{
           {"service", "ROLE_NOT_ALLOWED"}, {"practice_office", "WRONG_SIGNER"}}) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer demo." + role);
    v1::Agreement response;
    EXPECT_EQ(ReasonIn(world().stub->SignAgreement(&context, request, &response)), reason);
  }
}

TEST_P(AgreementSigningTest, GivenSignerWhoOpensTheText_WhenOthersSign_ThenTheirEtagStillCounts) {
  const v1::Agreement offered = steps().Offer();
  const v1::SignAgreementRequest student =
      steps().SigningRequest(Role::kStudent, kStudentId, offered);
  v1::GetSigningDocumentRequest read;
  read.set_name(offered.proposal().name());
  steps().Expect(&Stub::GetSigningDocument, Role::kWorkplaceSupervisor, kSupervisorId, read);

  const auto signed_once =
      steps().Expect(&Stub::SignAgreement, Role::kStudent, kStudentId, student);

  EXPECT_EQ(steps().Get(offered.name()).proposal().signatures(2).state(), v1::Signature::OPENED);
  EXPECT_EQ(signed_once.state(), v1::AgreementVersion::PARTIALLY_SIGNED);
}

TEST_P(AgreementSigningTest, GivenStaleEtagOrText_WhenSigned_ThenAbortedAndNoTryIsSpent) {
  const v1::Agreement offered = steps().Offer();
  v1::SignAgreementRequest late = steps().SigningRequest(Role::kTeacher, kTeacherId, offered);
  steps().Sign(Role::kStudent, kStudentId, offered);
  const int checks = world().codes.checks;

  EXPECT_EQ(steps().Refusal(&Stub::SignAgreement, Role::kTeacher, kTeacherId, late), "STALE_ETAG");
  late.set_document_hash(std::string(64, '0'));
  EXPECT_EQ(steps().Refusal(&Stub::SignAgreement, Role::kTeacher, kTeacherId, late),
            "STALE_VERSION");
  EXPECT_EQ(world().codes.checks, checks);
}

TEST_P(AgreementSigningTest, GivenWrongOrUsedCode_WhenSigned_ThenRefused) {
  const v1::Agreement offered = steps().Offer();
  v1::SignAgreementRequest request = steps().SigningRequest(Role::kStudent, kStudentId, offered);
  request.set_code("654321");
  EXPECT_EQ(steps().Refusal(&Stub::SignAgreement, Role::kStudent, kStudentId, request),
            "CODE_WRONG");
  request.set_consent("Ja.");
  EXPECT_EQ(steps().Refusal(&Stub::SignAgreement, Role::kStudent, kStudentId, request),
            "CONSENT_MISSING");
}

TEST_P(AgreementSigningTest, GivenLostAnswer_WhenSignedAgainUnderTheSameId_ThenTheSameAnswer) {
  const v1::Agreement offered = steps().Offer();
  v1::SignAgreementRequest request = steps().SigningRequest(Role::kStudent, kStudentId, offered);
  request.set_request_id(world().ids.NewRequestId());

  const auto first = steps().Expect(&Stub::SignAgreement, Role::kStudent, kStudentId, request);
  const auto second = steps().Expect(&Stub::SignAgreement, Role::kStudent, kStudentId, request);
  request.clear_request_id();

  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  EXPECT_EQ(steps().Refusal(&Stub::SignAgreement, Role::kStudent, kStudentId, request),
            "ALREADY_SIGNED");
}

TEST_P(AgreementSigningTest, GivenMatrixNotAccepted_WhenSigned_ThenAskedForItFirst) {
  const v1::Agreement offered = steps().Offer();
  v1::SignAgreementRequest request = steps().SigningRequest(Role::kStudent, kStudentId, offered);
  request.set_accept_responsibilities(false);
  EXPECT_EQ(steps().Refusal(&Stub::SignAgreement, Role::kStudent, kStudentId, request),
            "RESPONSIBILITIES_NOT_ACCEPTED");

  const auto accepted =
      steps().Expect(&Stub::AcceptResponsibilities, Role::kStudent, kStudentId,
                     AgreementSteps::Named<v1::AcceptResponsibilitiesRequest>(offered));
  request.set_etag(accepted.etag());
  EXPECT_EQ(steps().Refusal(&Stub::SignAgreement, Role::kStudent, kStudentId, request), "");
}

TEST_P(AgreementSigningTest, GivenSealThatFails_WhenTheLastSigns_ThenNothingIsSigned) {
  v1::Agreement agreement = steps().Offer();
  agreement = steps().Sign(Role::kStudent, kStudentId, agreement);
  agreement = steps().Sign(Role::kTeacher, kTeacherId, agreement);
  const v1::SignAgreementRequest request =
      steps().SigningRequest(Role::kWorkplaceSupervisor, kSupervisorId, agreement);
  std::filesystem::remove_all(world().folder.path() + "/files");
  std::filesystem::create_symlink("/nowhere", world().folder.path() + "/files");

  EXPECT_NE(
      steps().Refusal(&Stub::SignAgreement, Role::kWorkplaceSupervisor, kSupervisorId, request),
      "");
  EXPECT_EQ(steps().Get(agreement.name()).state(), v1::AgreementVersion::PARTIALLY_SIGNED);

  std::filesystem::remove(world().folder.path() + "/files");
  EXPECT_EQ(
      steps().Refusal(&Stub::SignAgreement, Role::kWorkplaceSupervisor, kSupervisorId, request),
      "");
}

TEST_P(AgreementSigningTest, GivenSignerWhoRefuses_WhenDeclined_ThenFinalWithTheReason) {
  v1::Agreement agreement = steps().Offer();
  agreement = steps().Sign(Role::kStudent, kStudentId, agreement);
  v1::DeclineAgreementRequest request =
      AgreementSteps::Named<v1::DeclineAgreementRequest>(agreement);
  request.set_reason("De uren kloppen niet.");
  EXPECT_EQ(steps().Refusal(&Stub::DeclineAgreement, Role::kStudent, kStudentId, request),
            "ALREADY_SIGNED");
  EXPECT_EQ(steps().Refusal(&Stub::DeclineAgreement, Role::kPracticeOffice, kOfficeId, request),
            "RELATION_NOT_ALLOWED");

  const auto declined =
      steps().Expect(&Stub::DeclineAgreement, Role::kWorkplaceSupervisor, kSupervisorId, request);

  EXPECT_EQ(declined.state(), v1::AgreementVersion::DECLINED);
  EXPECT_EQ(declined.proposal().ending().reason(), "De uren kloppen niet.");
}

TEST_P(AgreementSigningTest, GivenDueDayPassed_WhenTheClockRuns_ThenOverdueOnceAndToldOnce) {
  const v1::Agreement offered = steps().Offer();
  agreement::AgreementDue due(world().store, world().facts);
  const TenantId demo("demo");
  const absl::Time due_day = world().NoonAfter(28);
  const absl::Time late = world().NoonAfter(29);

  EXPECT_EQ(due.Run(demo, due_day, Soon()).value(), 0);
  EXPECT_EQ(due.Run(demo, late, Soon()).value(), 1);
  EXPECT_EQ(due.Run(demo, late, Soon()).value(), 0);

  EXPECT_TRUE(steps().Get(offered.name()).has_overdue_time());
  EXPECT_THAT(FeedTypes(), EndsWithType("agreement.overdue"));
}

TEST_P(AgreementSigningTest, GivenLastDayPassed_WhenTheClockRuns_ThenExpired) {
  const v1::Agreement in_force = steps().InForce();
  agreement::AgreementDue due(world().store, world().facts);
  const TenantId demo("demo");

  EXPECT_EQ(due.Run(demo, world().NoonAfter(180), Soon()).value(), 0);
  EXPECT_EQ(due.Run(demo, world().NoonAfter(181), Soon()).value(), 1);

  EXPECT_EQ(steps().Get(in_force.name()).state(), v1::AgreementVersion::EXPIRED);
  EXPECT_THAT(FeedTypes(), EndsWithType("agreement.expired"));
}

DRIEHOEK_ON_EVERY_ENGINE(AgreementSigningTest);

}  // namespace
}  // namespace driehoek::test
