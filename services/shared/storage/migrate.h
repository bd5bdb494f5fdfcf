// Numbered migrations of one component, applied in order, each once, by one program at a time.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "shared/base/clock.h"
#include "shared/storage/database.h"

namespace driehoek::storage {

// One file `NNNN_name.sql`, embedded by driehoek_migrations() (migrations.cmake).
struct Migration {
  int number;
  const char* name;
  const char* sql;
};

// Brings `component` ("events", "agreement") up to date. Repeatable: what is recorded as done is
// skipped, a file that was cut short goes on after its last change of rows, so each step must bear being
// run twice (IF NOT EXISTS; also for ADD COLUMN, which the migrator looks up on SQLite).
// Two programs that start together take turns by a lease row.
// Errors: FAILED_PRECONDITION / MIGRATION_CHANGED when a file differs from what was applied,
// MIGRATION_ORDER when numbers do not ascend from 1 without gap, MIGRATION_UNKNOWN when the
// database has a later one than this program knows (an older program on a newer database); ABORTED
// / MIGRATION_LEASE_HELD when another program holds the lease for over a minute; and those of the
// statements.
absl::Status Migrate(Database& database, absl::string_view component,
                     absl::Span<const Migration> migrations, const Clock& clock);

// One statement of a migration file.
struct MigrationStep {
  std::string sql;
  bool online = false;      // `-- @online` stood above: an index built without blocking writers
  bool distribute = false;  // `-- @distribute` stood below: a tenant table, where tables are spread
  bool reference = false;   // `-- @reference` stood below: the same on every node
};

// Splits a file at its semicolons and fills in the type tokens for `engine`; every CREATE TABLE
// becomes STRICT on SQLite. INVALID_ARGUMENT / MIGRATION_MALFORMED for an unknown token or a line
// `-- @...` that is out of place.
absl::StatusOr<std::vector<MigrationStep>> ParseMigration(absl::string_view sql, Engine engine);

}  // namespace driehoek::storage
