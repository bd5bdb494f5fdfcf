// Moves scans when something that they hang on has happened, and placements when something happened
// to their scan: follows the events of each institution, and looks at all of its scans when this
// process starts, when a day begins, and now and then.
#pragma once

#include <map>

#include "placement/facts.h"
#include "placement/placement_due.h"
#include "placement/scan/scan_due.h"
#include "shared/events/event_log.h"

namespace driehoek::server {

// For one thread, that of the deadline runner. What it refers to must outlive it.
class ScanFollower {
 public:
  struct Parts {
    placement::scan::ScanDue& scans;
    placement::PlacementDue& placements;
    const placement::scan::SqlScanStore& scan_store;
    const placement::SqlPlacementStore& placement_store;
    placement::DirectoryFacts& facts;
    events::EventLog& log;
  };
  explicit ScanFollower(const Parts& parts) : parts_(parts) {}

  absl::Status Run(const TenantId& tenant, absl::Time now, absl::Time deadline);

 private:
  struct Followed {
    std::int64_t sequence = 0;  // of the last event that was looked at
    absl::CivilDay day;         // on which all scans were last looked at
    absl::Time looked;          // when that was
  };
  absl::Status Follow(const TenantId& tenant, const events::StoredEvent& event, absl::Time now,
                      absl::Time deadline);
  // The placements that a scan is about.
  absl::Status MovePlacements(const TenantId& tenant, const placement::scan::ScanId& scan,
                              absl::Time now, absl::Time deadline);

  const Parts parts_;
  std::map<TenantId, Followed> followed_;
};

}  // namespace driehoek::server
