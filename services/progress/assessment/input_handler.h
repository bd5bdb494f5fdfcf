// What AssessmentService does with inputs: each call in six steps.
#pragma once

#include "absl/status/statusor.h"
#include "driehoek/v1/assessment_service.pb.h"
#include "progress/assessment/assessment_desk.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::assessment {

// Thread-safe; holds no state. The desk must outlive it.
class InputHandler {
 public:
  explicit InputHandler(const AssessmentDesk& desk) : desk_(desk) {}

  absl::StatusOr<v1::Assessment> GiveAssessmentAdvice(
      const rpc::Call& call, const v1::GiveAssessmentAdviceRequest& request) const;
  absl::StatusOr<v1::Assessment> RecordAssessmentTalk(
      const rpc::Call& call, const v1::RecordAssessmentTalkRequest& request) const;
  absl::StatusOr<v1::Assessment> SubmitAssessmentProduct(
      const rpc::Call& call, const v1::SubmitAssessmentProductRequest& request) const;
  absl::StatusOr<v1::Assessment> WriteReflection(const rpc::Call& call,
                                                 const v1::WriteReflectionRequest& request) const;
  absl::StatusOr<v1::Assessment> WriteProofOfCompetence(
      const rpc::Call& call, const v1::WriteProofOfCompetenceRequest& request) const;
  absl::StatusOr<v1::Assessment> RecordInputsException(
      const rpc::Call& call, const v1::RecordInputsExceptionRequest& request) const;

 private:
  // What is handed in, as it stands among the evidence of the placement.
  absl::StatusOr<Product> ReadProduct(const rpc::Call& call, const PlacementId& placement,
                                      const v1::Assessment::Product& wanted) const;

  const AssessmentDesk& desk_;
};

}  // namespace driehoek::progress::assessment
