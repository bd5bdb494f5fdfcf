#include "progress/assessment/assessment_desk.h"

#include <map>
#include <utility>

#include "progress/assessment/assessment_events.h"
#include "progress/assessment/assessment_names.h"
#include "progress/assessment/assessment_policy.h"
#include "progress/assessment/assessment_proto.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::assessment {

absl::StatusOr<absl::CivilDay> AssessmentDesk::Today(const rpc::Call& call) const {
  return parts_.directory.Today(call.tenant(), call.now(), call.deadline());
}

absl::StatusOr<ReachFact> AssessmentDesk::Reach(const rpc::Call& call) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  return parts_.placements.Reach(call.caller(), today, call.deadline());
}

absl::StatusOr<Around> AssessmentDesk::AroundOf(const rpc::Call& call,
                                                PlacementFact placement) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  Around around{.placement = std::move(placement)};
  DRIEHOEK_ASSIGN_OR_RETURN(
      around.contact,
      parts_.directory.ContactOn(call.tenant(), around.placement.student, today, call.deadline()));
  return around;
}

absl::StatusOr<std::vector<Outcome>> AssessmentDesk::Outcomes(
    const rpc::Call& call, const PlacementFact& placement) const {
  return parts_.programmes.Outcomes(call.tenant(), placement.programme_variant, call.deadline());
}

absl::StatusOr<Basis> AssessmentDesk::BasisOf(const rpc::Call& call,
                                              const PlacementFact& placement) const {
  Basis basis;
  DRIEHOEK_ASSIGN_OR_RETURN(basis.around, AroundOf(call, placement));
  DRIEHOEK_ASSIGN_OR_RETURN(basis.outcomes, Outcomes(call, placement));
  DRIEHOEK_ASSIGN_OR_RETURN(basis.evidence,
                            parts_.evidence.Of(call.tenant(), placement.id, call.deadline()));
  return basis;
}

absl::StatusOr<AssessmentDesk::OfPlacement> AssessmentDesk::LoadAllowed(
    const rpc::Call& call, const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, kAssessmentPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto assessment,
      parts_.store.Find(call.tenant(), AssessmentId(parsed.id()), call.deadline()));
  if (!assessment.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto placement,
      parts_.placements.Find(call.tenant(), assessment->placement, call.deadline()));
  if (!placement.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  DRIEHOEK_RETURN_IF_ERROR(call.MayDo(
      kGetAssessment, RelationsTo(*placement, assessment->examiner, call.caller(), reach)));
  return OfPlacement{*std::move(assessment), *std::move(placement)};
}

absl::StatusOr<AssessmentDesk::OfPlacement> AssessmentDesk::LoadAt(const rpc::Call& call,
                                                                   const std::string& name,
                                                                   const std::string& etag) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, LoadAllowed(call, name));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(etag, loaded.assessment.version));
  return loaded;
}

absl::StatusOr<PersonId> AssessmentDesk::ReadPerson(const rpc::Call& call, const std::string& name,
                                                    absl::string_view field,
                                                    FieldViolations& violations) const {
  const PersonId person(rpc::ReadIds(name, kPersonPattern, field, violations)[0]);
  if (name.empty()) violations.Add(field, "FIELD_MISSING", "must name a person");
  if (person.empty()) return person;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto known,
                            parts_.directory.NameOf(call.tenant(), person, call.deadline()));
  if (!known.has_value()) {
    violations.Add(field, "REFERENCE_NOT_FOUND", "names nobody who is there");
  }
  return person;
}

absl::StatusOr<std::vector<v1::Assessment>> AssessmentDesk::View(
    const rpc::Call& call, const std::vector<Assessment>& assessments) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  const Sight sight = SightOf(call.caller().role);
  std::map<PersonId, std::string> examiners;
  std::vector<v1::Assessment> view;
  for (const Assessment& assessment : assessments) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Labels labels,
        parts_.placements.LabelsOf(call.tenant(), assessment.placement, today, call.deadline()));
    const auto [examiner, is_new] = examiners.try_emplace(assessment.examiner);
    if (is_new) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          const auto name,
          parts_.directory.NameOf(call.tenant(), assessment.examiner, call.deadline()));
      examiner->second = name.value_or("");
    }
    view.push_back(ToProto(call.tenant(), assessment, sight));
    SetLabels(labels, examiner->second, view.back());
  }
  return view;
}

absl::StatusOr<v1::Assessment> AssessmentDesk::Commit(const rpc::Call& call,
                                                      absl::StatusOr<AssessmentChange> change,
                                                      std::int64_t before) const {
  if (!change.ok()) return change.status();
  change->after.version = before + 1;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto view, View(call, {change->after}));
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  events::CommitPlan plan = call.NewPlan(AssessmentName(call.tenant(), change->after.id));
  AddChange(call.tenant(), *change, before, plan);
  EvidenceUse::Rows use;
  if (!change->uses.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(use, parts_.evidence_use.Use(call.tenant(), change->uses, call.now(),
                                                           call.deadline(), plan));
  }
  plan.response = view.front().SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string answer,
      parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                               [&](storage::TenantTransaction& transaction) -> absl::Status {
                                 DRIEHOEK_RETURN_IF_ERROR(
                                     SqlAssessmentStore::Put(transaction, change->after));
                                 return use == nullptr ? absl::OkStatus() : use(transaction);
                               }));
  v1::Assessment proto;
  proto.ParseFromString(answer);
  return proto;
}

}  // namespace driehoek::progress::assessment
