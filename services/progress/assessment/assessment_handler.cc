#include "progress/assessment/assessment_handler.h"

#include <utility>

#include "progress/assessment/assessment_names.h"
#include "progress/assessment/assessment_policy.h"
#include "progress/assessment/assessment_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::assessment {
namespace {

absl::StatusOr<AssessmentQuery> ReadQuery(const v1::ListAssessmentsRequest& request, Sight sight) {
  AssessmentQuery query;
  FieldViolations violations;
  query.placement =
      PlacementId(rpc::ReadIds(request.placement(), kPlacementPattern, "placement", violations)[0]);
  for (const int state : request.states()) {
    query.states.push_back(rpc::ReadEnum<State>(state, "states", violations));
  }
  query.by_shown_state = sight != Sight::kWhole;
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return query;
}

// The recognition that was sent, by the caller, at `time`.
std::optional<Recognition> Recorded(std::optional<Recognition> recognition, const rpc::Call& call) {
  if (recognition.has_value()) {
    recognition->recorder = call.caller().person;
    recognition->time = call.now();
  }
  return recognition;
}

}  // namespace

absl::StatusOr<v1::Assessment> AssessmentHandler::CreateAssessment(
    const rpc::Call& call, const v1::CreateAssessmentRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  FieldViolations violations("assessment");
  const v1::Assessment& wanted = request.assessment();
  Assessment draft{.id = AssessmentId(ids_.NewId())};
  draft.recognition = Recorded(FromProto(wanted.recognition(), wanted.has_recognition()), call);
  if (draft.recognition.has_value()) Check(*draft.recognition, violations);
  DRIEHOEK_ASSIGN_OR_RETURN(draft.examiner,
                            desk_.ReadPerson(call, wanted.examiner(), "examiner", violations));
  const PlacementId id(
      rpc::ReadIds(wanted.placement(), kPlacementPattern, "placement", violations)[0]);
  DRIEHOEK_ASSIGN_OR_RETURN(auto placement,
                            desk_.parts().placements.Find(call.tenant(), id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, desk_.Reach(call));
  const bool is_within_reach =
      placement.has_value() &&
      call.MayDo(kGetAssessment, RelationsTo(*placement, draft.examiner, call.caller(), reach))
          .ok();
  if (!is_within_reach) {
    violations.Add("placement", "REFERENCE_NOT_FOUND", "names nothing that is there");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  if (call.caller().role == auth::Role::kExaminer && draft.examiner != call.caller().person) {
    return Error(absl::StatusCode::kPermissionDenied, "NOT_THE_EXAMINER",
                 "an examiner opens own assessments only");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto other,
                            desk_.parts().store.OfPlacement(call.tenant(), id, call.deadline()));
  if (other.has_value()) {
    return Error(absl::StatusCode::kFailedPrecondition, "ASSESSMENT_EXISTS",
                 "the placement has an assessment");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const Around around, desk_.AroundOf(call, *std::move(placement)));
  return desk_.Commit(call, Open(std::move(draft), around, call.now()), 0);
}

absl::StatusOr<v1::Assessment> AssessmentHandler::GetAssessment(
    const rpc::Call& call, const v1::GetAssessmentRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto loaded, desk_.LoadAllowed(call, request.name()));
  call.RecordRead(request.name(), loaded.assessment.student);
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, desk_.View(call, {loaded.assessment}));
  return std::move(view.front());
}

absl::StatusOr<v1::ListAssessmentsResponse> AssessmentHandler::ListAssessments(
    const rpc::Call& call, const v1::ListAssessmentsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(AssessmentQuery query, ReadQuery(request, SightOf(call.caller().role)));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, desk_.Reach(call));
  v1::ListAssessmentsResponse response;
  if (!Narrow(call.NeededRelations(), call.caller(), reach, query)) return response;
  query.limit = page.size;
  query.cursor = page.cursor;
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedAssessments listed,
                            desk_.parts().store.List(call.tenant(), query, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, desk_.View(call, listed.items));
  for (std::size_t i = 0; i < view.size(); ++i) {
    call.RecordRead(view[i].name(), listed.items[i].student);
    *response.add_assessments() = std::move(view[i]);
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::Assessment> AssessmentHandler::NameExaminer(
    const rpc::Call& call, const v1::NameExaminerRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, desk_.Load(call, request));
  FieldViolations violations;
  auto recognition = Recorded(FromProto(request.recognition(), request.has_recognition()), call);
  if (recognition.has_value()) Check(*recognition, violations);
  DRIEHOEK_ASSIGN_OR_RETURN(const PersonId examiner,
                            desk_.ReadPerson(call, request.examiner(), "examiner", violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Around around, desk_.AroundOf(call, std::move(loaded.placement)));
  const std::int64_t before = loaded.assessment.version;
  return desk_.Commit(call,
                      assessment::NameExaminer(std::move(loaded.assessment), examiner,
                                               std::move(recognition), around, call.now()),
                      before);
}

absl::StatusOr<v1::Assessment> AssessmentHandler::JudgeAssessment(
    const rpc::Call& call, const v1::JudgeAssessmentRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, desk_.Load(call, request));
  const Verdict verdict{.outcomes = FromProto(request.outcomes()),
                        .mark_tenths = request.final_mark_tenths(),
                        .reason = request.reason(),
                        .examiner = call.caller().person};
  DRIEHOEK_ASSIGN_OR_RETURN(const Basis basis, desk_.BasisOf(call, loaded.placement));
  const std::int64_t before = loaded.assessment.version;
  return desk_.Commit(call, Judge(std::move(loaded.assessment), verdict, basis, call.now()),
                      before);
}

absl::StatusOr<v1::Assessment> AssessmentHandler::PublishAssessment(
    const rpc::Call& call, const v1::PublishAssessmentRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, desk_.Load(call, request));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto evidence,
      desk_.parts().evidence.Of(call.tenant(), loaded.placement.id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ProofPolicy policy,
      desk_.parts().programmes.Policy(call.tenant(), loaded.placement.programme_variant,
                                      call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, desk_.Today(call));
  const std::int64_t before = loaded.assessment.version;
  return desk_.Commit(
      call, Publish(std::move(loaded.assessment), evidence, policy, today, call.now()), before);
}

absl::StatusOr<v1::Assessment> AssessmentHandler::AppealAssessment(
    const rpc::Call& call, const v1::AppealAssessmentRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, desk_.Load(call, request));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, desk_.Today(call));
  const std::int64_t before = loaded.assessment.version;
  return desk_.Commit(
      call, MakeAppeal(std::move(loaded.assessment), request.grounds(), today, call.now()), before);
}

absl::StatusOr<v1::Assessment> AssessmentHandler::DecideAppeal(
    const rpc::Call& call, const v1::DecideAppealRequest& request) const {
  FieldViolations violations;
  const auto decision = rpc::ReadEnum<Decision>(request.decision(), "decision", violations);
  if (decision == Decision::kRejected &&
      (request.outcomes_size() > 0 || request.final_mark_tenths() != 0)) {
    violations.Add("final_mark_tenths", "FIELD_NOT_WANTED",
                   "an appeal that is rejected leaves the judgement as it is");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, desk_.Load(call, request));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  const Verdict verdict{.outcomes = FromProto(request.outcomes()),
                        .mark_tenths = request.final_mark_tenths(),
                        .reason = request.reason(),
                        .examiner = call.caller().person};
  DRIEHOEK_ASSIGN_OR_RETURN(const Basis basis, desk_.BasisOf(call, loaded.placement));
  const std::int64_t before = loaded.assessment.version;
  return desk_.Commit(
      call,
      assessment::DecideAppeal(std::move(loaded.assessment), decision, verdict, basis, call.now()),
      before);
}

}  // namespace driehoek::progress::assessment
