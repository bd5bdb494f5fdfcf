// What AssessmentService does with assessments as a whole: each call in six steps.
#pragma once

#include "absl/status/statusor.h"
#include "driehoek/v1/assessment_service.pb.h"
#include "progress/assessment/assessment_desk.h"
#include "shared/base/id_source.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::assessment {

// Thread-safe; holds no state. What it refers to must outlive it.
class AssessmentHandler {
 public:
  AssessmentHandler(const AssessmentDesk& desk, IdSource& ids) : desk_(desk), ids_(ids) {}

  absl::StatusOr<v1::Assessment> CreateAssessment(const rpc::Call& call,
                                                  const v1::CreateAssessmentRequest& request) const;
  absl::StatusOr<v1::Assessment> GetAssessment(const rpc::Call& call,
                                               const v1::GetAssessmentRequest& request) const;
  absl::StatusOr<v1::ListAssessmentsResponse> ListAssessments(
      const rpc::Call& call, const v1::ListAssessmentsRequest& request) const;
  absl::StatusOr<v1::Assessment> NameExaminer(const rpc::Call& call,
                                              const v1::NameExaminerRequest& request) const;
  absl::StatusOr<v1::Assessment> JudgeAssessment(const rpc::Call& call,
                                                 const v1::JudgeAssessmentRequest& request) const;
  absl::StatusOr<v1::Assessment> PublishAssessment(
      const rpc::Call& call, const v1::PublishAssessmentRequest& request) const;
  absl::StatusOr<v1::Assessment> AppealAssessment(const rpc::Call& call,
                                                  const v1::AppealAssessmentRequest& request) const;
  absl::StatusOr<v1::Assessment> DecideAppeal(const rpc::Call& call,
                                              const v1::DecideAppealRequest& request) const;

 private:
  const AssessmentDesk& desk_;
  IdSource& ids_;
};

}  // namespace driehoek::progress::assessment
