#include "server/scan_joins.h"

#include "placement/scan/scan_proto.h"
#include "placement/scan/standing.h"
#include "shared/base/errors.h"

namespace driehoek::server {

absl::StatusOr<bool> ProgrammesOfDirectory::Has(const TenantId& tenant,
                                                const placement::ProgrammeId& programme,
                                                absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            store_.Find<directory::Programme>(tenant, programme.value(), deadline));
  return found.has_value();
}

absl::StatusOr<placement::ScanFact> ScanFactsOfScans::Of(const TenantId& tenant,
                                                         const placement::Placement& placement,
                                                         absl::CivilDay today,
                                                         absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto criteria, criteria_.Newest(tenant, placement.programme,
                                                                  placement.phase, deadline));
  if (!criteria.has_value()) return placement::ScanFact{};
  DRIEHOEK_ASSIGN_OR_RETURN(const auto scans, scans_.At(tenant, placement.workplace, deadline));
  const placement::scan::Standing standing = placement::scan::StandingOf(placement, scans, today);
  placement::ScanFact fact{.standing = standing.standing};
  if (standing.scan != nullptr) {
    fact.scan = placement::FactVersion{placement::scan::ScanName(tenant, standing.scan->id),
                                       standing.scan->version};
  }
  return fact;
}

}  // namespace driehoek::server
