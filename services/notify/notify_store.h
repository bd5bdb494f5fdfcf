// How far the events were looked at, and what waits for the next digest.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "shared/base/strong_id.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::notify {

// One piece of news that waits.
struct WaitingItem {
  PersonId person;
  std::string id;    // number of the event: the same news waits once
  std::string kind;  // Telling::kind
  std::string resource;
  absl::Time create_time;
};

// Thread-safe. The database must outlive it.
class NotifyStore {
 public:
  explicit NotifyStore(storage::TenantDatabase& database) : database_(database) {}

  // Number of the last event that was dealt with; 0: none.
  absl::StatusOr<std::int64_t> Checkpoint(const TenantId& tenant, absl::Time deadline);
  // From `before` to `after`, compare-and-set. ABORTED / CHECKPOINT_MOVED when another process was
  // faster.
  static absl::Status Advance(storage::TenantTransaction& transaction, std::int64_t before,
                              std::int64_t after);

  // Whether the person already got the one digest of `day`.
  absl::StatusOr<bool> GotDigestOn(const TenantId& tenant, const PersonId& person,
                                   absl::CivilDay day, absl::Time deadline);
  static absl::Status MarkDay(storage::TenantTransaction& transaction, const PersonId& person,
                              absl::CivilDay day);

  static absl::Status AddWaiting(storage::TenantTransaction& transaction, const WaitingItem& item);
  // The next `limit` persons after `after`, by id, for whom something waits since before `before`.
  absl::StatusOr<std::vector<PersonId>> PersonsWaiting(const TenantId& tenant,
                                                       const PersonId& after, absl::Time before,
                                                       int limit, absl::Time deadline);
  // Oldest first.
  absl::StatusOr<std::vector<WaitingItem>> WaitingFor(const TenantId& tenant,
                                                      const PersonId& person, int limit,
                                                      absl::Time deadline);
  // ABORTED / WRITE_CONFLICT when another process has taken it.
  static absl::Status RemoveWaiting(storage::TenantTransaction& transaction,
                                    const WaitingItem& item);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::notify
