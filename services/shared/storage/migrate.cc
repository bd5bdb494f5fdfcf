#include "shared/storage/migrate.h"

#include <chrono>
#include <thread>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::storage {
namespace {

constexpr absl::Duration kStatementTime = absl::Minutes(10);
constexpr absl::Duration kLease = absl::Minutes(1);
constexpr absl::Duration kLeasePause = absl::Milliseconds(200);

// The migrator's own two tables; they hold no tenant's data, so they have no tenant_id. `steps`
// counts the statements done, `hash` is empty until the file is through.
constexpr absl::string_view kOwnTables = R"sql(
CREATE TABLE IF NOT EXISTS migration_lease (
  component @text NOT NULL CONSTRAINT migration_lease_pk PRIMARY KEY,
  holder @text NOT NULL,
  until_us @time NOT NULL
);
-- @reference
CREATE TABLE IF NOT EXISTS migration (
  component @text NOT NULL,
  number @int NOT NULL,
  name @text NOT NULL,
  steps @int NOT NULL,
  hash @text NOT NULL,
  applied_us @time NOT NULL,
  CONSTRAINT migration_pk PRIMARY KEY (component, number)
);
-- @reference
)sql";

bool IsData(const MigrationStep& step) {
  return absl::StartsWith(step.sql, "INSERT") || absl::StartsWith(step.sql, "UPDATE") ||
         absl::StartsWith(step.sql, "DELETE");
}

struct Progress {
  std::int64_t steps = 0;
  std::string hash;  // empty: not finished
};

class Migrator {
 public:
  Migrator(Database& database, absl::string_view component, const Clock& clock)
      : database_(database),
        component_(component),
        clock_(clock),
        holder_(crypto::HexEncode(crypto::RandomBytes(16))) {}

  absl::Status Run(absl::Span<const Migration> migrations) {
    int expected = 1;
    for (const Migration& migration : migrations) {
      if (migration.number != expected++) {
        return Error(absl::StatusCode::kFailedPrecondition, "MIGRATION_ORDER",
                     absl::StrCat(component_, ": the numbers do not ascend by one from 1"));
      }
    }
    DRIEHOEK_ASSIGN_OR_RETURN(has_citus_, HasCitus());
    DRIEHOEK_ASSIGN_OR_RETURN(const auto own, ParseMigration(kOwnTables, database_.engine()));
    for (const MigrationStep& step : own) DRIEHOEK_RETURN_IF_ERROR(Apply(step));
    DRIEHOEK_RETURN_IF_ERROR(AwaitLease());
    renew_at_ = clock_.Now() + kLease / 4;
    const auto release = absl::MakeCleanup([this] { Lease(absl::UnixEpoch()).IgnoreError(); });
    DRIEHOEK_RETURN_IF_ERROR(RefuseNewerDatabase(static_cast<int>(migrations.size())));
    for (const Migration& migration : migrations) {
      DRIEHOEK_RETURN_IF_ERROR(RunFile(migration));
    }
    return absl::OkStatus();
  }

 private:
  static absl::Time Deadline() { return absl::Now() + kStatementTime; }

  absl::StatusOr<Rows> Ask(absl::string_view sql, const std::vector<Value>& parameters) {
    Rows rows;
    DRIEHOEK_RETURN_IF_ERROR(database_.Write(Deadline(), [&](Transaction& transaction) {
      auto found = transaction.Execute(sql, parameters);
      if (!found.ok()) return found.status();
      rows = *std::move(found);
      return absl::OkStatus();
    }));
    return rows;
  }

  absl::StatusOr<bool> HasCitus() {
    if (database_.engine() == Engine::kSqlite) return false;
    DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                              Ask("SELECT 1 FROM pg_extension WHERE extname = 'citus'", {}));
    return !rows.empty();
  }

  // Takes, keeps or (with a time in the past) releases the lease. ABORTED when another has it.
  absl::Status Lease(absl::Time until) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Rows rows,
        Ask("INSERT INTO migration_lease (component, holder, until_us) VALUES ($1, $2, $3) "
            "ON CONFLICT (component) DO UPDATE SET holder = excluded.holder, "
            "until_us = excluded.until_us "
            "WHERE migration_lease.holder = $2 OR migration_lease.until_us < $4 "
            "RETURNING holder",
            {component_, holder_, ToValue(until), ToValue(clock_.Now())}));
    if (!rows.empty()) return absl::OkStatus();
    return Error(absl::StatusCode::kAborted, "MIGRATION_LEASE_HELD",
                 absl::StrCat(component_, ": another program is migrating"));
  }

  absl::Status AwaitLease() {
    const absl::Time give_up = absl::Now() + kLease + absl::Seconds(5);
    while (true) {
      const absl::Status status = Lease(clock_.Now() + kLease);
      if (status.code() != absl::StatusCode::kAborted || absl::Now() > give_up) return status;
      std::this_thread::sleep_for(absl::ToChronoNanoseconds(kLeasePause));
    }
  }

  absl::Status RenewLease() {
    if (clock_.Now() < renew_at_) return absl::OkStatus();
    renew_at_ = clock_.Now() + kLease / 4;
    return Lease(clock_.Now() + kLease);
  }

  absl::Status RefuseNewerDatabase(int known) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Rows rows, Ask("SELECT number FROM migration WHERE component = $1 AND number > $2",
                             {component_, std::int64_t{known}}));
    if (rows.empty()) return absl::OkStatus();
    return Error(absl::StatusCode::kFailedPrecondition, "MIGRATION_UNKNOWN",
                 absl::StrCat(component_, ": the database was migrated by a newer program"));
  }

  absl::StatusOr<Progress> Recorded(int number) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Rows rows,
        Ask("SELECT steps, hash FROM migration WHERE component = $1 AND number = $2",
            {component_, std::int64_t{number}}));
    if (rows.empty()) return Progress{};
    return Progress{.steps = rows[0].Int(0), .hash = rows[0].Text(1)};
  }

  absl::Status Record(const Migration& migration, const Progress& progress) {
    return Ask("INSERT INTO migration (component, number, name, steps, hash, applied_us) "
               "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (component, number) DO UPDATE SET "
               "steps = excluded.steps, hash = excluded.hash, applied_us = excluded.applied_us",
               {component_, std::int64_t{migration.number}, std::string(migration.name),
                progress.steps, progress.hash, ToValue(clock_.Now())})
        .status();
  }

  absl::Status RunFile(const Migration& migration) {
    const std::string hash = crypto::HexEncode(crypto::Sha256(migration.sql));
    DRIEHOEK_ASSIGN_OR_RETURN(Progress progress, Recorded(migration.number));
    if (progress.hash == hash) return absl::OkStatus();
    if (!progress.hash.empty()) {
      return Error(absl::StatusCode::kFailedPrecondition, "MIGRATION_CHANGED",
                   absl::StrCat(component_, " ", migration.number, "_", migration.name,
                                " differs from what was applied; write a new file instead"));
    }
    DRIEHOEK_ASSIGN_OR_RETURN(const auto steps, ParseMigration(migration.sql, database_.engine()));
    for (auto i = static_cast<std::size_t>(progress.steps); i < steps.size(); ++i) {
      DRIEHOEK_RETURN_IF_ERROR(RenewLease());
      DRIEHOEK_RETURN_IF_ERROR(Apply(steps[i]));
      progress.steps = static_cast<std::int64_t>(i) + 1;
      // A change of the schema bears being run again, so only what follows a change of rows is
      // worth a record before the end.
      if (IsData(steps[i])) DRIEHOEK_RETURN_IF_ERROR(Record(migration, progress));
    }
    progress.hash = hash;
    return Record(migration, progress);
  }

  absl::Status Apply(const MigrationStep& step) {
    if (IsData(step)) return Ask(step.sql, {}).status();
    std::string sql = step.sql;
    if (database_.engine() == Engine::kSqlite) {
      DRIEHOEK_ASSIGN_OR_RETURN(const bool is_there, TranslateAddColumn(sql));
      if (is_there) return absl::OkStatus();
    } else if (step.online) {
      DRIEHOEK_RETURN_IF_ERROR(DropInvalidIndex(sql));
      sql = absl::StrReplaceAll(sql, {{"INDEX IF", "INDEX CONCURRENTLY IF"}});
    }
    DRIEHOEK_RETURN_IF_ERROR(step.online ? database_.ExecuteAlone(sql) : Ask(sql, {}).status());
    return has_citus_ ? Spread(step) : absl::OkStatus();
  }

  // SQLite has no ADD COLUMN IF NOT EXISTS: takes the condition out, true when the column is there.
  absl::StatusOr<bool> TranslateAddColumn(std::string& sql) {
    const std::vector<std::string> words =
        absl::StrSplit(sql, absl::ByAnyChar(" \n"), absl::SkipEmpty());
    if (words.size() < 9 || words[0] != "ALTER" || words[3] != "ADD" || words[5] != "IF")
      return false;
    sql = absl::StrReplaceAll(sql, {{"IF NOT EXISTS ", ""}});
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Rows rows,
        Ask("SELECT 1 FROM pragma_table_info($1) WHERE name = $2", {words[2], words[8]}));
    return !rows.empty();
  }

  // CREATE INDEX CONCURRENTLY that was cut short leaves an index that is never used but in the way
  // of IF NOT EXISTS.
  absl::Status DropInvalidIndex(const std::string& sql) {
    const std::vector<std::string> words =
        absl::StrSplit(sql, absl::ByAnyChar(" \n"), absl::SkipEmpty());
    const std::size_t at = words.size() > 1 && words[1] == "UNIQUE" ? 6 : 5;
    if (words.size() <= at || words[at - 1] != "EXISTS") {
      return Error(absl::StatusCode::kInvalidArgument, "MIGRATION_MALFORMED",
                   "-- @online stands above CREATE INDEX IF NOT EXISTS only");
    }
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Rows rows,
        Ask("SELECT 1 FROM pg_index JOIN pg_class ON pg_class.oid = pg_index.indexrelid "
            "JOIN pg_namespace ON pg_namespace.oid = pg_class.relnamespace "
            "WHERE pg_class.relname = $1 AND pg_namespace.nspname = current_schema() "
            "AND NOT pg_index.indisvalid",
            {words[at]}));
    if (rows.empty()) return absl::OkStatus();
    return database_.ExecuteAlone(absl::StrCat("DROP INDEX IF EXISTS ", words[at]));
  }

  absl::Status Spread(const MigrationStep& step) {
    if (!step.distribute && !step.reference) return absl::OkStatus();
    // CREATE TABLE IF NOT EXISTS name (
    const std::vector<std::string> words =
        absl::StrSplit(step.sql, absl::ByAnyChar(" \n("), absl::SkipEmpty());
    if (words.size() < 6 || words[2] != "IF") return absl::OkStatus();
    const std::string& table = words[5];
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Rows rows, Ask(absl::StrCat("SELECT 1 FROM pg_dist_partition WHERE logicalrelid = '",
                                          table, "'::regclass"),
                             {}));
    if (!rows.empty()) return absl::OkStatus();
    return database_.ExecuteAlone(
        step.distribute
            ? absl::StrCat("SELECT create_distributed_table('", table, "', 'tenant_id')")
            : absl::StrCat("SELECT create_reference_table('", table, "')"));
  }

  Database& database_;
  const std::string component_;
  const Clock& clock_;
  const std::string holder_;
  absl::Time renew_at_;
  bool has_citus_ = false;
};

}  // namespace

absl::Status Migrate(Database& database, absl::string_view component,
                     absl::Span<const Migration> migrations, const Clock& clock) {
  return Migrator(database, component, clock).Run(migrations);
}

}  // namespace driehoek::storage
