// One SQLite connection with its cache of prepared statements. Not thread-safe: the writer holds
// one under its turn, readers take one from the pool.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "shared/storage/database.h"
#include "shared/storage/storage_errors.h"

namespace driehoek::storage {

class SqliteConnection {
 public:
  // kProcessWriter: what it commits outlives this process at once, a loss of power only after the
  // next checkpoint or commit of a kWriter (synchronous NORMAL).
  enum class Use { kWriter, kProcessWriter, kReader };

  // WAL, synchronous FULL, foreign keys on. A writer creates the file (mode 0600); a reader can
  // only read. UNAVAILABLE / DATABASE_UNAVAILABLE.
  static absl::StatusOr<std::unique_ptr<SqliteConnection>> Open(const std::string& path, Use use);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  // Runs one statement. On an error `outcome` says what it means for the transaction.
  absl::StatusOr<Rows> Execute(absl::string_view sql, absl::Span<const Value> parameters,
                               Outcome& outcome);
  // How many rows the last INSERT, UPDATE or DELETE wrote.
  std::int64_t changes() const { return sqlite3_changes64(db_); }
  // Runs BEGIN, COMMIT and the like; the extended result code (SQLITE_OK when done).
  int Control(const char* sql);

  bool InTransaction() const { return sqlite3_get_autocommit(db_) == 0; }
  // How long BEGIN waits for another process that writes.
  void SetBusyTimeout(absl::Duration timeout);
  // Statements of a reader stop when this has passed. Not for the writer: stopping one statement
  // would undo the whole commit that it shares with others.
  void SetDeadline(absl::Time deadline) { deadline_ = deadline; }
  // Pages in the write-ahead log after the last commit.
  int wal_pages() const { return wal_pages_; }
  // Moves the log into the database file as far as readers allow. The extended result code.
  int Checkpoint();

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using StatementPtr = std::unique_ptr<sqlite3_stmt, Finalize>;

  explicit SqliteConnection(sqlite3* db) : db_(db) {}
  absl::Status Configure(Use use);
  absl::StatusOr<sqlite3_stmt*> Prepare(absl::string_view sql);
  absl::Status Failure(int code, absl::string_view sql, Outcome& outcome) const;
  static int OnProgress(void* self);
  static int OnWal(void* self, sqlite3* db, const char* name, int pages);

  sqlite3* db_;
  absl::flat_hash_map<std::string, StatementPtr> statements_;
  absl::Time deadline_ = absl::InfiniteFuture();
  int wal_pages_ = 0;
};

// One body's view of a transaction on a connection. After the first error every statement answers
// with that error, as PostgreSQL does, so that a body behaves the same on both.
class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(SqliteConnection& connection) : connection_(connection) {}
  absl::StatusOr<Rows> Execute(absl::string_view sql, absl::Span<const Value> parameters) override;
  absl::StatusOr<std::int64_t> Change(absl::string_view sql,
                                      absl::Span<const Value> parameters) override;
  absl::string_view ForUpdate() const override { return ""; }

  const absl::Status& first_error() const { return first_error_; }
  // Meaningful when first_error() is not OK.
  Outcome outcome() const { return outcome_; }

 private:
  SqliteConnection& connection_;
  absl::Status first_error_;
  Outcome outcome_ = Outcome::kRefused;
};

}  // namespace driehoek::storage
