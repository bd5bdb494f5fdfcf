// Keeps ways on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "placement/continuation/route.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement::continuation {

// The tables of this component.
absl::Span<const storage::Migration> Migrations();

// Which routes to list. What is not set does not narrow; a set of nothing gives nothing.
struct RouteQuery {
  PlacementId placement;
  std::vector<RouteState> states;  // empty: all
  // The caller's reach.
  std::optional<std::vector<PersonId>> students;
  std::optional<std::vector<std::string>> programmes;  // ids
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

struct ListedRoutes {
  std::vector<Route> items;  // by id, which counts up with time, newest first
  std::string next_cursor;
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlRouteStore {
 public:
  explicit SqlRouteStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<Route>> Find(const TenantId& tenant, const RouteId& id,
                                            absl::Time deadline) const;
  absl::StatusOr<ListedRoutes> List(const TenantId& tenant, const RouteQuery& query,
                                    absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version. ALREADY_EXISTS / UNIQUE_VIOLATION when
  // another route of the placement is not closed.
  static absl::Status Put(storage::TenantTransaction& transaction, const Route& route);

 private:
  absl::StatusOr<std::vector<Route>> Select(const TenantId& tenant, absl::string_view condition,
                                            const std::vector<storage::Value>& parameters,
                                            absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::placement::continuation
