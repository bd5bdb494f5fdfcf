#include "shared/rpc/request_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "driehoek/v1/access_service.pb.h"
#include "driehoek/v1/agreement_service.pb.h"
#include "driehoek/v1/directory_service.pb.h"
#include "google/rpc/error_details.pb.h"
#include "shared/base/errors.h"

namespace driehoek::rpc {
namespace {

const TenantId kTenant("demo");

TEST(CheckRequestTest, GivenNameOfOtherInstitution_WhenChecked_ThenItIsNotFound) {
  v1::GetAgreementRequest request;
  request.set_name("institutions/other/agreements/a");

  const absl::Status status = CheckRequest(request, kTenant);

  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReasonOf(status), "RESOURCE_NOT_FOUND");
}

TEST(CheckRequestTest, GivenOtherInstitutionDeepInside_WhenChecked_ThenItIsNotFound) {
  v1::CreateEnrolmentRequest request;
  request.set_parent("institutions/demo");
  request.mutable_enrolment()->set_student("institutions/other/persons/p");

  EXPECT_EQ(CheckRequest(request, kTenant).code(), absl::StatusCode::kNotFound);
}

TEST(CheckRequestTest, GivenSeveralWrongFields_WhenChecked_ThenAllAreNamed) {
  v1::CreateProgrammeRequest request;
  request.set_parent("institutions/demo");
  request.mutable_programme()->add_validation_order(static_cast<v1::Programme::ValidationStep>(77));
  request.set_request_id("no-uuid");

  const absl::Status status = CheckRequest(request, kTenant);

  EXPECT_EQ(ReasonOf(status), "INVALID_FIELD");
  google::rpc::BadRequest bad_request;
  ASSERT_TRUE(bad_request.ParseFromString(std::string(*status.GetPayload("type.googleapis.com/google.rpc.BadRequest"))));
  std::vector<std::string> fields;
  for (const auto& violation : bad_request.field_violations()) fields.push_back(violation.field());
  EXPECT_THAT(fields, testing::UnorderedElementsAre("programme.display_name", "programme.level",
                                                    "programme.validation_order[0]", "request_id"));
}

TEST(CheckRequestTest, GivenUpdateWithFewFields_WhenChecked_ThenItPasses) {
  v1::UpdateProgrammeRequest request;
  request.mutable_programme()->set_name("institutions/demo/programmes/p");

  EXPECT_TRUE(CheckRequest(request, kTenant).ok());
}

TEST(CheckRequestTest, GivenPartOfUpdatedResourceWithoutRequiredField_WhenChecked_ThenItIsNamed) {
  v1::UpdateAgreementDraftRequest request;
  request.set_name("institutions/demo/agreements/a");
  request.set_etag("e");
  request.mutable_draft()->add_commitments()->set_text("elke week een uur");

  const absl::Status status = CheckRequest(request, kTenant);

  EXPECT_EQ(ReasonOf(status), "FIELD_MISSING");
  EXPECT_THAT(std::string(status.message()), testing::HasSubstr("draft.commitments[0].owner"));
}

TEST(CheckRequestTest, GivenNulByte_WhenChecked_ThenFieldIsNamed) {
  v1::DeclineAgreementRequest request;
  request.set_name("institutions/demo/agreements/a");
  request.set_etag("e");
  request.set_reason(std::string("a\0b", 3));

  EXPECT_EQ(ReasonOf(CheckRequest(request, kTenant)), "TEXT_HAS_NUL");
}

TEST(BodyHashTest, GivenOtherIdAndOtherBody_WhenHashed_ThenOnlyTheBodyCounts) {
  v1::DeclineAgreementRequest request;
  request.set_reason("one");
  const std::string first = BodyHash("m", request);
  request.set_request_id("11111111-1111-4111-8111-111111111111");

  EXPECT_EQ(BodyHash("m", request), first);
  request.set_reason("two");
  EXPECT_NE(BodyHash("m", request), first);
}

}  // namespace
}  // namespace driehoek::rpc
