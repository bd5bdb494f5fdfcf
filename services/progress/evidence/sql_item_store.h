// Keeps evidence items.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "progress/evidence/evidence_item.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::evidence {

// The tables of this component: items and uploads.
absl::Span<const storage::Migration> Migrations();

// Which items to list. What is not set does not narrow; a set of nothing gives nothing.
struct ItemQuery {
  PlacementId placement;
  std::vector<ItemState> states;  // empty: all
  // The caller's reach.
  std::optional<std::vector<PersonId>> students;
  std::optional<std::vector<PlacementId>> placements;
  std::optional<std::vector<std::string>> programmes;  // ids
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

struct ListedItems {
  std::vector<EvidenceItem> items;  // by id, which counts up with time, newest first
  std::string next_cursor;
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlItemStore {
 public:
  explicit SqlItemStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<EvidenceItem>> Find(const TenantId& tenant, const ItemId& id,
                                                   absl::Time deadline) const;
  absl::StatusOr<ListedItems> List(const TenantId& tenant, const ItemQuery& query,
                                   absl::Time deadline) const;
  // All items of a placement, in the order of their making.
  absl::StatusOr<std::vector<EvidenceItem>> OfPlacement(const TenantId& tenant,
                                                        const PlacementId& placement,
                                                        absl::Time deadline) const;
  // The next `limit` items after `after`, by id, to which time may bring something by `today`.
  absl::StatusOr<std::vector<EvidenceItem>> ToLookAt(const TenantId& tenant, absl::CivilDay today,
                                                     const ItemId& after, int limit,
                                                     absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version.
  static absl::Status Put(storage::TenantTransaction& transaction, const EvidenceItem& item);

 private:
  absl::StatusOr<std::vector<EvidenceItem>> Select(const TenantId& tenant,
                                                   absl::string_view condition,
                                                   const std::vector<storage::Value>& parameters,
                                                   absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::progress::evidence
