// Keeps hours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/rhythm/hours.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::rhythm {

// Which hours of one placement to list. What is not set does not narrow.
struct HoursQuery {
  PlacementId placement;
  std::vector<HoursState> states;  // empty: all but withdrawn
  std::optional<absl::CivilDay> from;
  std::optional<absl::CivilDay> to;  // inclusive
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

struct ListedHours {
  std::vector<HoursEntry> items;  // by day, newest first
  std::string next_cursor;
};

// When the supervisor last judged hours of a placement.
struct LastJudged {
  PlacementId placement;
  absl::Time time;
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlHoursStore {
 public:
  explicit SqlHoursStore(storage::TenantDatabase& database) : database_(database) {}

  // Those of `ids` that are there, in no order.
  absl::StatusOr<std::vector<HoursEntry>> FindAll(const TenantId& tenant,
                                                  const std::vector<HoursId>& ids,
                                                  absl::Time deadline) const;
  absl::StatusOr<ListedHours> List(const TenantId& tenant, const HoursQuery& query,
                                   absl::Time deadline) const;
  // The entries of a placement on `days`, whatever their state.
  absl::StatusOr<std::vector<HoursEntry>> OnDays(const TenantId& tenant,
                                                 const PlacementId& placement,
                                                 const std::vector<absl::CivilDay>& days,
                                                 absl::Time deadline) const;
  // All entries of a placement, oldest day first.
  absl::StatusOr<std::vector<HoursEntry>> OfPlacement(const TenantId& tenant,
                                                      const PlacementId& placement,
                                                      absl::Time deadline) const;
  // Of each of `placements` of which hours were confirmed or disputed.
  absl::StatusOr<std::vector<LastJudged>> Judged(const TenantId& tenant,
                                                 const std::vector<PlacementId>& placements,
                                                 absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version. ALREADY_EXISTS / UNIQUE_VIOLATION when the
  // day was written at the same time.
  static absl::Status Put(storage::TenantTransaction& transaction, const HoursEntry& entry);

 private:
  absl::StatusOr<std::vector<HoursEntry>> Select(const TenantId& tenant,
                                                 absl::string_view condition,
                                                 const std::vector<storage::Value>& parameters,
                                                 absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::progress::rhythm
