// How many placements at once stand with the scans of their workplaces: one statement for all.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/placement.h"
#include "placement/scan/scan.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement::scan {

// A scan that does not hold any more for a placement (StandingOf says kExpired).
struct ExpiredScan {
  PlacementId placement;
  ScanId scan;
  std::optional<absl::CivilDay> valid_until;
  absl::Time update_time;  // when the scan was last changed: opened again, or expired
};

// Thread-safe; the database must outlive it.
class ScanStandings {
 public:
  explicit ScanStandings(storage::TenantDatabase& database) : database_(database) {}

  // Of those of `placements` whose scan expired. Of each placement id, variant, phase, workplace
  // and supervisor are read.
  absl::StatusOr<std::vector<ExpiredScan>> Expired(const TenantId& tenant,
                                                   const std::vector<Placement>& placements,
                                                   absl::CivilDay today, absl::Time deadline) const;

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::placement::scan
