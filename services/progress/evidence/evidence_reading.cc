#include "progress/evidence/evidence_reading.h"

#include <map>
#include <utility>

#include "progress/evidence/evidence_policy.h"
#include "progress/evidence/item_names.h"
#include "progress/evidence/item_proto.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::progress::evidence {

absl::StatusOr<absl::CivilDay> EvidenceReading::Today(const rpc::Call& call) const {
  return parts_.directory.Today(call.tenant(), call.now(), call.deadline());
}

absl::StatusOr<EvidenceReading::Reached> EvidenceReading::Reach(const rpc::Call& call) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  Reached reached;
  DRIEHOEK_ASSIGN_OR_RETURN(reached.reach,
                            parts_.placements.Reach(call.caller(), today, call.deadline()));
  if (call.caller().role == auth::Role::kExaminer && !call.caller().person.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        reached.judged,
        parts_.examiners.PlacementsOf(call.tenant(), call.caller().person, call.deadline()));
  }
  return reached;
}

absl::StatusOr<EvidenceReading::OfPlacement> EvidenceReading::LoadAllowed(
    const rpc::Call& call, const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, kItemPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(auto item,
                            parts_.items.Find(call.tenant(), ItemId(parsed.id()), call.deadline()));
  if (!item.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto placement, parts_.placements.Find(call.tenant(), item->placement, call.deadline()));
  if (!placement.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const Reached reached, Reach(call));
  DRIEHOEK_RETURN_IF_ERROR(call.MayDo(
      kGetEvidenceItem, RelationsTo(*placement, call.caller(), reached.reach, reached.judged)));
  return OfPlacement{*std::move(item), *std::move(placement)};
}

absl::StatusOr<PlacementFact> EvidenceReading::LoadPlacement(const rpc::Call& call,
                                                             const std::string& name,
                                                             absl::string_view pattern) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, pattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto placement,
      parts_.placements.Find(call.tenant(), PlacementId(parsed.id()), call.deadline()));
  if (!placement.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const Reached reached, Reach(call));
  DRIEHOEK_RETURN_IF_ERROR(call.MayDo(
      kGetEvidenceItem, RelationsTo(*placement, call.caller(), reached.reach, reached.judged)));
  return *std::move(placement);
}

absl::StatusOr<PlacementFact> EvidenceReading::Referred(const rpc::Call& call,
                                                        const PlacementId& id,
                                                        absl::string_view field,
                                                        FieldViolations& violations) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto placement,
                            parts_.placements.Find(call.tenant(), id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const Reached reached, Reach(call));
  const bool is_within_reach =
      placement.has_value() &&
      call.MayDo(kGetEvidenceItem,
                 RelationsTo(*placement, call.caller(), reached.reach, reached.judged))
          .ok();
  if (!is_within_reach) {
    violations.Add(field, "REFERENCE_NOT_FOUND", "names nothing that is there");
    return violations.ToStatus();
  }
  return *std::move(placement);
}

absl::StatusOr<ProofPolicy> EvidenceReading::Policy(const rpc::Call& call,
                                                    const PlacementFact& placement) const {
  return parts_.programmes.Policy(call.tenant(), placement.programme_variant, call.deadline());
}

absl::StatusOr<std::vector<Outcome>> EvidenceReading::Outcomes(
    const rpc::Call& call, const PlacementFact& placement) const {
  return parts_.programmes.Outcomes(call.tenant(), placement.programme_variant, call.deadline());
}

absl::StatusOr<Totals> EvidenceReading::TotalsOf(const rpc::Call& call,
                                                 const PlacementId& placement) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto items,
                            parts_.items.OfPlacement(call.tenant(), placement, call.deadline()));
  Totals totals{.items = static_cast<int>(items.size())};
  for (const EvidenceItem& item : items) totals.bytes += FileBytes(item);
  return totals;
}

absl::StatusOr<std::vector<v1::EvidenceItem>> EvidenceReading::View(
    const rpc::Call& call, const std::vector<EvidenceItem>& items) const {
  std::vector<v1::EvidenceItem> view;
  if (items.empty()) return view;
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string institution,
                            parts_.organisations.InstitutionName(call.tenant(), call.deadline()));
  struct Surroundings {
    Labels labels;
    std::optional<OrganisationFact> organisation;
  };
  std::map<PlacementId, Surroundings> known;
  for (const EvidenceItem& item : items) {
    const auto [around, is_new] = known.try_emplace(item.placement);
    if (is_new) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          around->second.labels,
          parts_.placements.LabelsOf(call.tenant(), item.placement, today, call.deadline()));
      DRIEHOEK_ASSIGN_OR_RETURN(
          around->second.organisation,
          parts_.organisations.Of(call.tenant(), item.placement, call.deadline()));
    }
    v1::EvidenceItem proto = ToProto(call.tenant(), item);
    SetOrganisation(around->second.organisation, proto);
    auto* labels = proto.mutable_labels();
    labels->set_student(around->second.labels.student);
    labels->set_programme(around->second.labels.programme);
    labels->set_organisation(around->second.labels.organisation);
    labels->set_supervisor(around->second.labels.supervisor);
    labels->set_institution(institution);
    if (!item.task.empty()) {
      DRIEHOEK_ASSIGN_OR_RETURN(const auto task,
                                parts_.tasks.Find(call.tenant(), item.task, call.deadline()));
      if (task.has_value()) labels->set_learning_task(task->title);
    }
    view.push_back(std::move(proto));
  }
  return view;
}

}  // namespace driehoek::progress::evidence
