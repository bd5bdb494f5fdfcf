#include "server/rhythm_joins.h"

#include "shared/auth/rights.h"
#include "shared/base/errors.h"

namespace driehoek::server {

absl::StatusOr<int> ProgrammesOfRhythm::PulseWeeks(const TenantId& tenant,
                                                   const progress::VariantId& variant,
                                                   absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto facts,
      reader_.VariantOf(tenant, directory::ProgrammeVariantId(variant.value()), deadline));
  if (!facts.has_value()) return auth::NotFound();
  return facts->policy.pulse_interval_weeks;
}

absl::StatusOr<std::optional<progress::PlacementId>> TasksOfRhythm::PlacementOf(
    const TenantId& tenant, const progress::rhythm::TaskId& task, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            store_.Find(tenant, progress::task::TaskId(task.value()), deadline));
  if (!found.has_value()) return std::nullopt;
  return found->placement;
}

}  // namespace driehoek::server
