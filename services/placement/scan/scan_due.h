// Lets scans expire by the day, and opens them again when the student of a placement there came
// into another phase or got another supervisor (R36), or a condition was not done in time (R37).
// Asked by the clock for a whole institution, and by an event for one enrolment or placement.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/facts.h"
#include "placement/scan/lifecycle.h"
#include "placement/scan/sql_criteria_store.h"
#include "placement/scan/sql_scan_store.h"
#include "placement/sql_placement_store.h"
#include "shared/events/change_log.h"

namespace driehoek::placement::scan {

// Thread-safe. What it refers to must outlive it.
class ScanDue {
 public:
  struct Parts {
    const SqlScanStore& store;
    const SqlCriteriaStore& criteria;
    const SqlPlacementStore& placements;
    events::ChangeLog& change_log;
    DirectoryFacts& directory;
  };
  explicit ScanDue(const Parts& parts) : parts_(parts) {}

  // Every scan of the institution; how many moved. Stops at `deadline`.
  absl::StatusOr<int> MoveAll(const TenantId& tenant, absl::Time now, absl::Time deadline);
  // The scans of the workplaces where this enrolment's student is placed.
  absl::StatusOr<int> MoveOfEnrolment(const TenantId& tenant, const EnrolmentId& enrolment,
                                      absl::Time now, absl::Time deadline);
  // The scans of the placement's workplace.
  absl::StatusOr<int> MoveOfPlacement(const TenantId& tenant, const PlacementId& placement,
                                      absl::Time now, absl::Time deadline);

 private:
  absl::StatusOr<int> MoveAt(const TenantId& tenant, const WorkplaceId& workplace, absl::Time now,
                             absl::Time deadline);
  absl::StatusOr<bool> Move(const TenantId& tenant, const Scan& scan, absl::CivilDay today,
                            absl::Time now, absl::Time deadline);
  absl::StatusOr<std::optional<ScanChange>> Decide(const TenantId& tenant, const Scan& scan,
                                                   absl::CivilDay today, absl::Time now,
                                                   absl::Time deadline);
  // What becomes of conditions whose day has passed.
  absl::StatusOr<std::optional<ScanChange>> DecideOverdue(const TenantId& tenant, const Scan& scan,
                                                          absl::CivilDay today, absl::Time now,
                                                          absl::Time deadline);
  absl::StatusOr<std::vector<AtWork>> PlacementsAt(const TenantId& tenant, const Scan& scan,
                                                   absl::Time deadline);

  const Parts parts_;
};

}  // namespace driehoek::placement::scan
