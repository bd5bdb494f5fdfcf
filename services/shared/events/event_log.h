// Reading the events of a tenant in commit order: numbers from 1 without gaps, so whoever has read
// up to n misses nothing by asking for what comes after n.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/base/strong_id.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::events {

struct StoredEvent {
  std::int64_t sequence = 0;
  absl::Time time;
  std::string type;
  std::string resource;
  std::string payload;  // as EventRecord::payload
};

// Where the feed stands. A restore from a backup raises the epoch: numbers given out after the
// backup was made will be given again to other events, so a token of an older epoch starts over.
struct FeedPosition {
  std::int64_t epoch = 1;
  std::int64_t sequence = 0;  // of the newest event; 0: none yet
};

// Thread-safe; the database must outlive it.
class EventLog {
 public:
  explicit EventLog(storage::TenantDatabase& database) : database_(database) {}

  // At most `limit` events after `sequence`, oldest first.
  absl::StatusOr<std::vector<StoredEvent>> ReadAfter(const TenantId& tenant, std::int64_t sequence,
                                                     int limit, absl::Time deadline);
  absl::StatusOr<FeedPosition> Newest(const TenantId& tenant, absl::Time deadline);
  // Once for each tenant after a restore.
  absl::Status RaiseEpoch(const TenantId& tenant, absl::Time deadline);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::events
