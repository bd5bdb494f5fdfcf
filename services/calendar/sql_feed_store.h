// Keeps the addresses from which calendar programs read.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "calendar/feed.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::calendar {

// The tables of this component.
absl::Span<const storage::Migration> Migrations();

// Thread-safe; the database must outlive it.
class SqlFeedStore {
 public:
  explicit SqlFeedStore(storage::TenantDatabase& database) : database_(database) {}

  // Absent for a person who never had one.
  absl::StatusOr<Feed> Of(const TenantId& tenant, const PersonId& person,
                          absl::Time deadline) const;
  // The active feed whose secret has this hash.
  absl::StatusOr<std::optional<Feed>> Opened(const TenantId& tenant, const std::string& secret_hash,
                                             absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version.
  static absl::Status Put(storage::TenantTransaction& transaction, const Feed& feed);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::calendar
