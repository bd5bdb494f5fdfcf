// Keeps what programmes ask in scans.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "placement/scan/criteria.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement::scan {

// The tables of this component: criteria and scans.
absl::Span<const storage::Migration> Migrations();

struct ListedCriteria {
  std::vector<Criteria> items;  // newest version first
  std::string next_cursor;      // empty on the last page
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlCriteriaStore {
 public:
  explicit SqlCriteriaStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<Criteria>> Find(const TenantId& tenant, const CriteriaId& id,
                                               absl::Time deadline) const;
  absl::StatusOr<ListedCriteria> List(const TenantId& tenant, const ProgrammeId& programme,
                                      int limit, const std::string& cursor,
                                      absl::Time deadline) const;
  // The newest version that covers `phase`.
  absl::StatusOr<std::optional<Criteria>> Newest(const TenantId& tenant,
                                                 const ProgrammeId& programme, int phase,
                                                 absl::Time deadline) const;
  // 0 when the programme has none.
  absl::StatusOr<int> NewestNumber(const TenantId& tenant, const ProgrammeId& programme,
                                   absl::Time deadline) const;

  // Inside ChangeLog::Commit. ALREADY_EXISTS / UNIQUE_VIOLATION when the number is taken.
  static absl::Status Put(storage::TenantTransaction& transaction, const Criteria& criteria);

 private:
  absl::StatusOr<std::vector<Criteria>> Select(const TenantId& tenant, absl::string_view condition,
                                               const std::vector<storage::Value>& parameters,
                                               absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::placement::scan
