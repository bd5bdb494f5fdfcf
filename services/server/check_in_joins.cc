#include "server/check_in_joins.h"

#include <algorithm>

#include "shared/auth/rights.h"
#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

bool IsRunning(placement::State state) {
  return state == placement::State::kActive || state == placement::State::kFinishing;
}

}  // namespace

absl::StatusOr<progress::checkin::PolicyFact> ProgrammesOfCheckIns::Policy(
    const TenantId& tenant, const progress::VariantId& variant, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto facts,
      reader_.VariantOf(tenant, directory::ProgrammeVariantId(variant.value()), deadline));
  if (!facts.has_value()) return auth::NotFound();
  const directory::PolicySet& policy = facts->policy;
  return progress::checkin::PolicyFact{
      .mid_term_interval_weeks = policy.mid_term_interval_weeks,
      .mid_term_from_percent = policy.mid_term_from_percent,
      .mid_term_to_percent = policy.mid_term_to_percent,
      .contact_interval_weeks = policy.contact_interval_weeks,
      .silence_programme_student_weeks = policy.silence_programme_student_weeks,
      .silence_programme_workplace_weeks = policy.silence_programme_workplace_weeks,
      .silence_student_workplace_weeks = policy.silence_student_workplace_weeks};
}

absl::StatusOr<std::vector<std::string>> ProgrammesOfCheckIns::OutcomeCodes(
    const TenantId& tenant, const progress::VariantId& variant, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto set,
      reader_.OutcomesOf(tenant, directory::ProgrammeVariantId(variant.value()), deadline));
  std::vector<std::string> codes;
  if (!set.has_value()) return codes;
  for (const directory::Outcome& outcome : set->outcomes) codes.push_back(outcome.code);
  return codes;
}

absl::StatusOr<absl::TimeZone> InstitutionOfCheckIns::Zone(const TenantId& tenant,
                                                           absl::Time deadline) {
  return reader_.Zone(tenant, deadline);
}

absl::StatusOr<std::vector<PersonId>> InstitutionOfCheckIns::StudentsOf(const TenantId& tenant,
                                                                        const PersonId& teacher,
                                                                        absl::CivilDay day,
                                                                        absl::Time deadline) {
  return reader_.StudentsOf(tenant, teacher, day, deadline);
}

absl::StatusOr<std::optional<absl::Time>> AgreementsOfCheckIns::InForceSince(
    const TenantId& tenant, const progress::PlacementId& placement, absl::Time deadline) {
  agreement::ListQuery query;
  query.reach.everything = true;
  query.placement = agreement::PlacementId(placement.value());
  query.limit = 10;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found, store_.List(tenant, query, deadline));
  for (const agreement::Agreement& agreement : found.items) {
    if (!agreement.in_force.has_value()) continue;
    std::optional<absl::Time> first = agreement.in_force->in_force_time;
    if (agreement.in_force->number == 1) return first;
    // An amendment: the parties were bound from the first version on.
    std::string cursor;
    do {
      DRIEHOEK_ASSIGN_OR_RETURN(const auto page,
                                store_.ListVersions(tenant, agreement.id, 50, cursor, deadline));
      for (const agreement::Version& version : page.items) {
        if (!version.in_force_time.has_value()) continue;
        first = std::min(first.value_or(*version.in_force_time), *version.in_force_time);
      }
      cursor = page.cursor;
    } while (!cursor.empty());
    return first;
  }
  return std::nullopt;
}

absl::StatusOr<std::vector<progress::PlacementFact>> RunningPlacementsOfCheckIns::After(
    const TenantId& tenant, const progress::PlacementId& after, int limit, absl::Time deadline) {
  std::vector<progress::PlacementFact> running;
  placement::PlacementId last(after.value());
  while (running.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto page, store_.Movable(tenant, last, limit, deadline));
    if (page.empty()) break;
    for (const placement::Placement& placement : page) {
      if (!IsRunning(placement.state)) continue;
      DRIEHOEK_ASSIGN_OR_RETURN(
          auto fact,
          placements_.Find(tenant, progress::PlacementId(placement.id.value()), deadline));
      if (fact.has_value()) running.push_back(*std::move(fact));
    }
    last = page.back().id;
  }
  return running;
}

absl::StatusOr<std::vector<std::string>> LearningTasksOfCheckIns::OfPlacement(
    const TenantId& tenant, const progress::PlacementId& placement, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto tasks, store_.OfPlacement(tenant, placement, deadline));
  std::vector<std::string> ids;
  for (const progress::task::LearningTask& task : tasks) ids.push_back(task.id.value());
  return ids;
}

}  // namespace driehoek::server
