#include "progress/assessment/assessment_service.h"

#include "driehoek/v1/assessment_service.grpc.pb.h"
#include "progress/assessment/assessment_policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::progress::assessment {
namespace {

class AssessmentGrpcService final : public v1::AssessmentService::Service {
 public:
  AssessmentGrpcService(rpc::Border& border, const AssessmentHandler& assessments,
                        const InputHandler& inputs)
      : border_(border), assessments_(assessments), inputs_(inputs) {}

  DRIEHOEK_SERVE(assessments_, CreateAssessment, v1::Assessment)
  DRIEHOEK_SERVE(assessments_, GetAssessment, v1::Assessment)
  DRIEHOEK_SERVE(assessments_, ListAssessments, v1::ListAssessmentsResponse)
  DRIEHOEK_SERVE(assessments_, NameExaminer, v1::Assessment)
  DRIEHOEK_SERVE(inputs_, GiveAssessmentAdvice, v1::Assessment)
  DRIEHOEK_SERVE(inputs_, RecordAssessmentTalk, v1::Assessment)
  DRIEHOEK_SERVE(inputs_, SubmitAssessmentProduct, v1::Assessment)
  DRIEHOEK_SERVE(inputs_, WriteReflection, v1::Assessment)
  DRIEHOEK_SERVE(inputs_, WriteProofOfCompetence, v1::Assessment)
  DRIEHOEK_SERVE(inputs_, RecordInputsException, v1::Assessment)
  DRIEHOEK_SERVE(assessments_, JudgeAssessment, v1::Assessment)
  DRIEHOEK_SERVE(assessments_, PublishAssessment, v1::Assessment)
  DRIEHOEK_SERVE(assessments_, AppealAssessment, v1::Assessment)
  DRIEHOEK_SERVE(assessments_, DecideAppeal, v1::Assessment)

 private:
  rpc::Border& border_;
  const AssessmentHandler& assessments_;
  const InputHandler& inputs_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeAssessmentService(rpc::Border& border,
                                                     const AssessmentHandler& assessments,
                                                     const InputHandler& inputs) {
  return std::make_unique<AssessmentGrpcService>(border, assessments, inputs);
}

}  // namespace driehoek::progress::assessment
