#include "server/proof_joins.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "progress/assessment/assessment_names.h"
#include "progress/evidence/item_events.h"
#include "progress/evidence/item_names.h"
#include "progress/evidence/lifecycle.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {
namespace {

namespace assessment = progress::assessment;
namespace evidence = progress::evidence;
namespace task = progress::task;

evidence::TaskFact ToFact(const task::LearningTask& found) {
  evidence::TaskFact fact{.id = evidence::TaskId(found.id.value()),
                          .placement = found.placement,
                          .title = found.content.title,
                          .is_closed = found.state == task::TaskState::kClosed};
  for (const task::OutcomeLink& link : found.content.outcome_links) {
    fact.outcome_codes.push_back(link.code);
  }
  return fact;
}

// Why an item does not count; nothing when it does.
std::optional<assessment::Exclusion> ExclusionOf(const evidence::EvidenceItem& item) {
  using evidence::ItemState;
  switch (item.state) {
    case ItemState::kAdded:
      return assessment::Exclusion::kNotLinked;
    case ItemState::kLinked:
    case ItemState::kConfirmationRequested:
    case ItemState::kArchived:
      return assessment::Exclusion::kNotConfirmed;
    case ItemState::kUnverified:
      return assessment::Exclusion::kUnverified;
    case ItemState::kDisputed:
      return assessment::Exclusion::kDisputed;
    case ItemState::kConfirmed:
    case ItemState::kUsed:
      return std::nullopt;
  }
  return assessment::Exclusion::kNotConfirmed;
}

}  // namespace

absl::StatusOr<progress::ProofPolicy> ProgrammesOfProof::Policy(const TenantId& tenant,
                                                                const progress::VariantId& variant,
                                                                absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto facts,
      reader_.VariantOf(tenant, directory::ProgrammeVariantId(variant.value()), deadline));
  if (!facts.has_value()) return auth::NotFound();
  return progress::ProofPolicy{
      .guest_after_end_days = facts->policy.guest_after_end_days,
      .appeal_weeks = facts->policy.appeal_weeks,
      .programme_variant = {
          absl::StrCat(MakeName(tenant, "programmes", facts->variant.programme.value()),
                       "/variants/", facts->variant.id.value()),
          facts->variant.version}};
}

absl::StatusOr<std::vector<progress::Outcome>> ProgrammesOfProof::Outcomes(
    const TenantId& tenant, const progress::VariantId& variant, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto set,
      reader_.OutcomesOf(tenant, directory::ProgrammeVariantId(variant.value()), deadline));
  std::vector<progress::Outcome> outcomes;
  if (!set.has_value()) return outcomes;
  for (const directory::Outcome& outcome : set->outcomes) {
    outcomes.push_back({outcome.code, outcome.title});
  }
  return outcomes;
}

absl::StatusOr<std::optional<evidence::OrganisationFact>> OrganisationsOfEvidence::Of(
    const TenantId& tenant, const progress::PlacementId& placement, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto found,
      placements_.Find(tenant, placement::PlacementId(placement.value()), deadline));
  if (!found.has_value() || found->organisation.empty()) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto organisation,
      reader_.OrganisationOf(tenant, directory::OrganisationId(found->organisation.value()),
                             deadline));
  if (!organisation.has_value()) return std::nullopt;
  return evidence::OrganisationFact{
      .is_verified = organisation->verify_time.has_value(),
      .organisation = {MakeName(tenant, "organisations", organisation->id.value()),
                       organisation->version}};
}

absl::StatusOr<std::string> OrganisationsOfEvidence::InstitutionName(const TenantId& tenant,
                                                                     absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto institution, reader_.InstitutionOf(tenant, deadline));
  return institution.display_name;
}

absl::StatusOr<absl::TimeZone> OrganisationsOfEvidence::Zone(const TenantId& tenant,
                                                             absl::Time deadline) {
  return reader_.Zone(tenant, deadline);
}

absl::StatusOr<std::optional<evidence::TaskFact>> TasksOfEvidence::Find(const TenantId& tenant,
                                                                        const evidence::TaskId& id,
                                                                        absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            store_.Find(tenant, task::TaskId(id.value()), deadline));
  if (!found.has_value()) return std::nullopt;
  return ToFact(*found);
}

absl::StatusOr<std::vector<evidence::TaskFact>> TasksOfEvidence::OfPlacement(
    const TenantId& tenant, const progress::PlacementId& placement, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto tasks, store_.OfPlacement(tenant, placement, deadline));
  std::vector<evidence::TaskFact> facts;
  for (const task::LearningTask& one : tasks) facts.push_back(ToFact(one));
  return facts;
}

absl::StatusOr<std::vector<progress::PlacementId>> ExaminersOfAssessments::PlacementsOf(
    const TenantId& tenant, const PersonId& examiner, absl::Time deadline) {
  return store_.PlacementsOf(tenant, examiner, deadline);
}

absl::StatusOr<placement::JudgementFact> JudgementsOfAssessments::Of(
    const TenantId& tenant, const placement::PlacementId& id, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto found, store_.OfPlacement(tenant, progress::PlacementId(id.value()), deadline));
  if (!found.has_value()) return placement::JudgementFact();
  return placement::JudgementFact{
      .is_published = assessment::Holding(*found) != nullptr,
      .assessment =
          placement::FactVersion{assessment::AssessmentName(tenant, found->id), found->version}};
}

absl::StatusOr<std::vector<assessment::EvidenceFact>> EvidenceOfAssessments::Of(
    const TenantId& tenant, const progress::PlacementId& placement, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto items, store_.OfPlacement(tenant, placement, deadline));
  std::vector<assessment::EvidenceFact> facts;
  for (const evidence::EvidenceItem& item : items) {
    if (item.state == evidence::ItemState::kArchived) continue;
    facts.push_back({.id = assessment::EvidenceId(item.id.value()),
                     .version = static_cast<int>(item.versions.size()),
                     .title = item.title,
                     .outcome_codes = item.outcome_codes,
                     .exclusion = ExclusionOf(item),
                     .item = {evidence::ItemName(tenant, item.id), item.version}});
  }
  return facts;
}

absl::StatusOr<assessment::EvidenceUse::Rows> EvidenceOfAssessments::Use(
    const TenantId& tenant, const std::vector<assessment::EvidenceId>& items, absl::Time now,
    absl::Time deadline, events::CommitPlan& plan) {
  std::vector<evidence::EvidenceItem> used;
  for (const assessment::EvidenceId& id : items) {
    DRIEHOEK_ASSIGN_OR_RETURN(auto item,
                              store_.Find(tenant, evidence::ItemId(id.value()), deadline));
    if (!item.has_value()) return auth::NotFound();
    if (item->state == evidence::ItemState::kUsed) continue;
    const std::int64_t before = item->version;
    DRIEHOEK_ASSIGN_OR_RETURN(auto change, evidence::Use(*std::move(item), now));
    change.after.version = before + 1;
    evidence::AddChange(tenant, change, before, plan);
    used.push_back(std::move(change.after));
  }
  return [used = std::move(used)](storage::TenantTransaction& transaction) -> absl::Status {
    for (const evidence::EvidenceItem& item : used) {
      DRIEHOEK_RETURN_IF_ERROR(evidence::SqlItemStore::Put(transaction, item));
    }
    return absl::OkStatus();
  };
}

}  // namespace driehoek::server
