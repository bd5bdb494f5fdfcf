// Keeps conflicts of interest, and tells placements and rounds of those that run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "placement/conflict/conflict.h"
#include "placement/facts.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement::conflict {

// The table of this component, "conflict".
absl::Span<const storage::Migration> Migrations();

// Which ones to list. What is not set does not narrow; a set of nothing gives nothing.
struct ConflictQuery {
  PersonId student;
  OrganisationId organisation;
  std::optional<ConflictState> state;
  std::optional<std::vector<PersonId>> students;       // the caller's reach
  std::optional<std::vector<std::string>> programmes;  // the caller's reach
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

struct ListedConflicts {
  std::vector<ConflictOfInterest> items;  // newest first
  std::string next_cursor;                // empty on the last page
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlConflictStore final : public ConflictFacts {
 public:
  explicit SqlConflictStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<ConflictOfInterest>> Find(const TenantId& tenant,
                                                         const ConflictId& id,
                                                         absl::Time deadline) const;
  absl::StatusOr<ListedConflicts> List(const TenantId& tenant, const ConflictQuery& query,
                                       absl::Time deadline) const;
  absl::StatusOr<std::vector<Conflict>> Running(const TenantId& tenant, const PersonId& student,
                                                absl::Time deadline) override;

  // Inside ChangeLog::Commit, which guards the version.
  static absl::Status Put(storage::TenantTransaction& transaction,
                          const ConflictOfInterest& conflict);

 private:
  absl::StatusOr<std::vector<ConflictOfInterest>> Select(
      const TenantId& tenant, absl::string_view condition,
      const std::vector<storage::Value>& parameters, absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::placement::conflict
