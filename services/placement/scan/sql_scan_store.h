// Keeps workplace scans.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/scan/scan.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement::scan {

// Which scans to list. What is not set does not narrow; a set of nothing gives nothing.
struct ScanQuery {
  WorkplaceId workplace;
  PlacementId placement;
  std::vector<ScanState> states;  // empty: all
  // The caller's reach.
  std::optional<std::vector<PersonId>> students;
  PersonId supervisor_person;
  std::optional<std::vector<OrganisationId>> organisations;
  std::optional<std::vector<std::string>> programmes;  // ids
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

struct ListedScans {
  std::vector<Scan> items;  // by id, which counts up with time, newest first
  std::string next_cursor;
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlScanStore {
 public:
  explicit SqlScanStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<Scan>> Find(const TenantId& tenant, const ScanId& id,
                                           absl::Time deadline) const;
  absl::StatusOr<ListedScans> List(const TenantId& tenant, const ScanQuery& query,
                                   absl::Time deadline) const;
  // Every scan of `workplace`, whatever its state.
  absl::StatusOr<std::vector<Scan>> At(const TenantId& tenant, const WorkplaceId& workplace,
                                       absl::Time deadline) const;
  // The next `limit` scans after `after`, by id, that the clock or an event may still move.
  absl::StatusOr<std::vector<Scan>> Movable(const TenantId& tenant, const ScanId& after, int limit,
                                            absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version.
  static absl::Status Put(storage::TenantTransaction& transaction, const Scan& scan);

 private:
  absl::StatusOr<std::vector<Scan>> Select(const TenantId& tenant, absl::string_view condition,
                                           const std::vector<storage::Value>& parameters,
                                           absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::placement::scan
