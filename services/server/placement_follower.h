// Moves placements when something that their start hangs on has happened: follows the events of each institution, and looks
// at all of its placements when this process starts, when a day begins, and now and then.
#pragma once

#include <map>

#include "directory/sql_directory_store.h"
#include "placement/facts.h"
#include "placement/placement_due.h"
#include "shared/events/event_log.h"

namespace driehoek::server {

// For one thread, that of the deadline runner. What it refers to must outlive it.
class PlacementFollower {
 public:
  PlacementFollower(placement::PlacementDue& due, placement::DirectoryFacts& facts, events::EventLog& log,
                    const directory::SqlDirectoryStore& directory)
      : due_(due), facts_(facts), log_(log), directory_(directory) {}

  absl::Status Run(const TenantId& tenant, absl::Time now, absl::Time deadline);

 private:
  struct Followed {
    std::int64_t sequence = 0;  // of the last event that was looked at
    absl::CivilDay day;         // on which all placements were last looked at
    absl::Time looked;          // when that was
  };
  absl::Status LookAtAll(const TenantId& tenant, absl::CivilDay today, absl::Time now, absl::Time deadline);
  absl::Status Follow(const TenantId& tenant, const events::StoredEvent& event, absl::Time now, absl::Time deadline);

  placement::PlacementDue& due_;
  placement::DirectoryFacts& facts_;
  events::EventLog& log_;
  const directory::SqlDirectoryStore& directory_;
  std::map<TenantId, Followed> followed_;
};

}  // namespace driehoek::server
