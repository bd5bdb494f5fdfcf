// Keeps deadlines that were put off.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "progress/rhythm/deadline_shift.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::rhythm {

struct ListedShifts {
  std::vector<DeadlineShift> items;  // by ordinal, the last one first
  std::string next_cursor;
};

// How many shifts a placement has, and when the last one was told.
struct CountedShifts {
  PlacementId placement;
  int count = 0;
  absl::Time last_time;
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlShiftStore {
 public:
  explicit SqlShiftStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<ListedShifts> List(const TenantId& tenant, const PlacementId& placement, int limit,
                                    const std::string& cursor, absl::Time deadline) const;
  // Of each of `placements` that has any.
  absl::StatusOr<std::vector<CountedShifts>> Count(const TenantId& tenant,
                                                   const std::vector<PlacementId>& placements,
                                                   absl::Time deadline) const;

  // Inside ChangeLog::Commit. ALREADY_EXISTS / UNIQUE_VIOLATION when another was told at the same
  // time.
  static absl::Status Put(storage::TenantTransaction& transaction, const DeadlineShift& shift);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::progress::rhythm
