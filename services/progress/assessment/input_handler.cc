#include "progress/assessment/input_handler.h"

#include <algorithm>
#include <utility>

#include "progress/assessment/assessment_names.h"
#include "progress/assessment/assessment_proto.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::assessment {

absl::StatusOr<v1::Assessment> InputHandler::GiveAssessmentAdvice(
    const rpc::Call& call, const v1::GiveAssessmentAdviceRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, desk_.Load(call, request));
  Advice advice = FromProto(request.advice());
  DRIEHOEK_ASSIGN_OR_RETURN(const auto outcomes, desk_.Outcomes(call, loaded.placement));
  FieldViolations violations;
  Check(advice, outcomes, violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  advice.supervisor = call.caller().person;
  advice.time = call.now();
  const std::int64_t before = loaded.assessment.version;
  return desk_.Commit(call, GiveAdvice(std::move(loaded.assessment), std::move(advice), call.now()),
                      before);
}

absl::StatusOr<v1::Assessment> InputHandler::RecordAssessmentTalk(
    const rpc::Call& call, const v1::RecordAssessmentTalkRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, desk_.Load(call, request));
  FieldViolations violations;
  Talk talk = FromProto(request.talk(), violations);
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, desk_.Today(call));
  Check(talk, today, violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  talk.recorder = call.caller().person;
  talk.time = call.now();
  const std::int64_t before = loaded.assessment.version;
  return desk_.Commit(call, RecordTalk(std::move(loaded.assessment), std::move(talk), call.now()),
                      before);
}

absl::StatusOr<Product> InputHandler::ReadProduct(const rpc::Call& call,
                                                  const PlacementId& placement,
                                                  const v1::Assessment::Product& wanted) const {
  FieldViolations violations("product");
  Product product{.item = EvidenceId(rpc::ReadIds(wanted.evidence_item(), kEvidencePattern,
                                                  "evidence_item", violations)[0]),
                  .version = wanted.version(),
                  .submission_time = call.now(),
                  .submitter = call.caller().person};
  DRIEHOEK_ASSIGN_OR_RETURN(const auto evidence,
                            desk_.parts().evidence.Of(call.tenant(), placement, call.deadline()));
  const auto found = std::find_if(evidence.begin(), evidence.end(),
                                  [&](const EvidenceFact& one) { return one.id == product.item; });
  if (found == evidence.end()) {
    violations.Add("evidence_item", "REFERENCE_NOT_FOUND", "names no evidence of this placement");
  } else if (product.version < 1 || product.version > found->version) {
    violations.Add("version", "REFERENCE_NOT_FOUND", "names no version of that item");
  }
  const bool is_student = call.caller().role == auth::Role::kStudent;
  if (is_student && wanted.has_submission_time()) {
    violations.Add("submission_time", "TIME_NOT_YOURS", "is the moment of this call");
  }
  if (!is_student && !wanted.has_submission_time()) {
    violations.Add("submission_time", "FIELD_MISSING", "must say when it came in");
  }
  if (wanted.has_submission_time()) {
    product.submission_time = rpc::FromProto(wanted.submission_time());
    if (product.submission_time > call.now()) {
      violations.Add("submission_time", "TIME_IN_FUTURE", "must not lie after now");
    }
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return product;
}

absl::StatusOr<v1::Assessment> InputHandler::SubmitAssessmentProduct(
    const rpc::Call& call, const v1::SubmitAssessmentProductRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, desk_.Load(call, request));
  DRIEHOEK_ASSIGN_OR_RETURN(Product product,
                            ReadProduct(call, loaded.placement.id, request.product()));
  const std::int64_t before = loaded.assessment.version;
  return desk_.Commit(call, HandIn(std::move(loaded.assessment), std::move(product), call.now()),
                      before);
}

absl::StatusOr<v1::Assessment> InputHandler::WriteReflection(
    const rpc::Call& call, const v1::WriteReflectionRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, desk_.Load(call, request));
  const std::int64_t before = loaded.assessment.version;
  return desk_.Commit(call,
                      Reflect(std::move(loaded.assessment),
                              {request.text(), call.caller().person, call.now()}, call.now()),
                      before);
}

absl::StatusOr<v1::Assessment> InputHandler::WriteProofOfCompetence(
    const rpc::Call& call, const v1::WriteProofOfCompetenceRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, desk_.Load(call, request));
  const std::int64_t before = loaded.assessment.version;
  return desk_.Commit(
      call,
      ProveCompetence(std::move(loaded.assessment),
                      {request.text(), call.caller().person, call.now()}, call.now()),
      before);
}

absl::StatusOr<v1::Assessment> InputHandler::RecordInputsException(
    const rpc::Call& call, const v1::RecordInputsExceptionRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, desk_.Load(call, request));
  const std::int64_t before = loaded.assessment.version;
  return desk_.Commit(
      call,
      Except(std::move(loaded.assessment), request.reason(), call.caller().person, call.now()),
      before);
}

}  // namespace driehoek::progress::assessment
