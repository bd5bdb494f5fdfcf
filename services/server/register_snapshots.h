// The workplaces of each institution in memory, for ranking: read once when first asked for, and
// again in the background when the directory, placements or scans changed. Who asks never waits for
// that.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "directory/sql_directory_store.h"
#include "placement/continuation/facts.h"
#include "placement/scan/sql_scan_store.h"
#include "placement/sql_placement_store.h"
#include "shared/events/event_log.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class RegisterSnapshots final : public placement::continuation::Registers {
 public:
  struct Parts {
    const directory::SqlDirectoryStore& directory;
    const placement::SqlPlacementStore& placements;
    const placement::scan::SqlScanStore& scans;
    events::EventLog& log;
  };
  explicit RegisterSnapshots(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<std::shared_ptr<const placement::continuation::Register>> Of(
      const TenantId& tenant, absl::Time now, absl::Time deadline) override;
  // Reads anew what somebody asked for within the hour and what has changed since; forgets the
  // rest. For the deadline runner.
  absl::Status Refresh(const TenantId& tenant, absl::Time now, absl::Time deadline);

 private:
  struct Snapshot {
    std::shared_ptr<const placement::continuation::Register> workplaces;
    std::int64_t sequence = 0;  // of the newest event when it was read
    absl::Time asked;           // last time
  };
  absl::StatusOr<Snapshot> Read(const TenantId& tenant, absl::Time now, absl::Time deadline) const;
  // Whether anything that a register holds has changed after `sequence`.
  absl::StatusOr<bool> HasChanged(const TenantId& tenant, std::int64_t sequence,
                                  absl::Time deadline) const;

  const Parts parts_;
  std::mutex mutex_;  // guards snapshots_
  std::map<TenantId, Snapshot> snapshots_;
};

}  // namespace driehoek::server
