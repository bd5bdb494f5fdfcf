#include "shared/storage/sqlite_connection.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <type_traits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/base/errors.h"
#include "shared/storage/placeholders.h"

namespace driehoek::storage {
namespace {

constexpr absl::Duration kBusyTimeout = absl::Seconds(1);
// More statements than all stores together have; beyond it somebody builds texts from values.
constexpr std::size_t kMaxStatements = 1000;
// 512 KiB, not 2 MiB: what a reader reads is in the operating system's cache too, and there are
// many readers.
constexpr absl::string_view kReaderCache = "PRAGMA cache_size=-512;";
constexpr int kOpcodesBetweenDeadlineChecks = 20000;

// SQLite's count of its memory is kept under one process-wide lock, which 16 readers feel.
void ConfigureLibraryOnce() {
  static std::once_flag once;
  std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

// SQLite makes files readable for all; this one holds personal data, and the log beside it gets the
// same mode. A file that is there is not even opened: closing it again would drop the locks that
// other connections of this process hold on it (POSIX), and the next program to close the database
// would delete the log under them.
void CreatePrivateFile(const std::string& path) {
  const int fd = open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0) close(fd);
}

int Bind(sqlite3_stmt* statement, int index, const Value& value) {
  return std::visit(
      [&](const auto& v) -> int {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, std::monostate>) {
          return sqlite3_bind_null(statement, index);
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
          return sqlite3_bind_int64(statement, index, v);
        } else if constexpr (std::is_same_v<T, std::string>) {
          return sqlite3_bind_text64(statement, index, v.data(), v.size(), SQLITE_STATIC,
                                     SQLITE_UTF8);
        } else {
          return sqlite3_bind_blob64(statement, index, v.value.data(), v.value.size(),
                                     SQLITE_STATIC);
        }
      },
      value);
}

Value ReadColumn(sqlite3_stmt* statement, int column) {
  const auto bytes = [&](const void* data) {
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    return size == 0 ? std::string() : std::string(static_cast<const char*>(data), size);
  };
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_BLOB:
      return Bytes{bytes(sqlite3_column_blob(statement, column))};
    case SQLITE_NULL:
      return std::monostate{};
    default:
      return bytes(sqlite3_column_text(statement, column));
  }
}

Row ReadRow(sqlite3_stmt* statement) {
  const int count = sqlite3_column_count(statement);
  std::vector<Value> columns;
  columns.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) columns.push_back(ReadColumn(statement, i));
  return Row(std::move(columns));
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteConnection>> SqliteConnection::Open(const std::string& path,
                                                                         Use use) {
  ConfigureLibraryOnce();
  if (use != Use::kReader) CreatePrivateFile(path);
  sqlite3* db = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  // SQLite hands out a connection even when it fails, and it must be closed.
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(db));
  if (code != SQLITE_OK) {
    return DatabaseUnavailable(absl::StrCat("cannot open the SQLite file: ", sqlite3_errstr(code)));
  }
  if (auto status = connection->Configure(use); !status.ok()) return status;
  return connection;
}

SqliteConnection::~SqliteConnection() {
  statements_.clear();
  sqlite3_close(db_);
}

absl::Status SqliteConnection::Configure(Use use) {
  sqlite3_extended_result_codes(db_, 1);
  SetBusyTimeout(kBusyTimeout);
  sqlite3_progress_handler(db_, kOpcodesBetweenDeadlineChecks, &OnProgress, this);
  std::string pragmas =
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
      "PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;";
  if (use == Use::kReader) absl::StrAppend(&pragmas, "PRAGMA query_only=ON;", kReaderCache);
  if (use == Use::kProcessWriter) absl::StrAppend(&pragmas, "PRAGMA synchronous=NORMAL;");
  const int code = sqlite3_exec(db_, pragmas.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) {
    return DatabaseUnavailable(absl::StrCat("cannot set up SQLite: ", sqlite3_errmsg(db_)));
  }
  // Instead of SQLite's own checkpoint, whose errors nobody hears of.
  sqlite3_wal_hook(db_, &OnWal, this);
  return absl::OkStatus();
}

void SqliteConnection::SetBusyTimeout(absl::Duration timeout) {
  sqlite3_busy_timeout(db_, static_cast<int>(absl::ToInt64Milliseconds(
                                std::clamp(timeout, absl::ZeroDuration(), kBusyTimeout))));
}

int SqliteConnection::OnProgress(void* self) {
  return absl::Now() > static_cast<SqliteConnection*>(self)->deadline_ ? 1 : 0;
}

int SqliteConnection::OnWal(void* self, sqlite3* /*db*/, const char* /*name*/, int pages) {
  static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
  return SQLITE_OK;
}

int SqliteConnection::Checkpoint() {
  wal_pages_ = 0;
  return sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

absl::StatusOr<sqlite3_stmt*> SqliteConnection::Prepare(absl::string_view sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) {
    return found->second.get();
  }
  if (statements_.size() >= kMaxStatements) statements_.clear();
  const std::string text = ToSqlitePlaceholders(sql);
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(db_, text.data(), static_cast<int>(text.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, &tail);
  StatementPtr owned(statement);
  if (code != SQLITE_OK) {
    return StatementFailed(absl::StrCat(sqlite3_errmsg(db_), " in: ", Excerpt(sql)));
  }
  const std::string rest(tail, static_cast<std::size_t>(text.data() + text.size() - tail));
  if (statement == nullptr || rest.find_first_not_of("; \n\t\r") != std::string::npos) {
    return StatementFailed(absl::StrCat("not exactly one statement: ", Excerpt(sql)));
  }
  statements_.emplace(std::string(sql), std::move(owned));
  return statement;
}

absl::Status SqliteConnection::Failure(int code, absl::string_view sql, Outcome& outcome) const {
  // SQLite's own words name tables and columns, not values.
  const std::string detail = absl::StrCat(sqlite3_errmsg(db_), " in: ", Excerpt(sql));
  outcome = Outcome::kRefused;
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
      outcome = Outcome::kUnique;
      return UniqueViolation(detail);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return ForeignKeyViolation(detail);
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_NOTNULL:
      return CheckViolation(detail);
    default:
      break;
  }
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      outcome = Outcome::kConflict;
      return WriteConflict();
    case SQLITE_INTERRUPT:
      outcome = Outcome::kDeadline;
      return DeadlinePassed();
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CORRUPT:
    case SQLITE_NOMEM:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      outcome = Outcome::kLost;
      return DatabaseUnavailable(detail);
    default:
      return StatementFailed(detail);
  }
}

absl::StatusOr<Rows> SqliteConnection::Execute(absl::string_view sql,
                                               absl::Span<const Value> parameters,
                                               Outcome& outcome) {
  outcome = Outcome::kRefused;
  DRIEHOEK_RETURN_IF_ERROR(CheckNoNul(parameters));
  DRIEHOEK_ASSIGN_OR_RETURN(sqlite3_stmt* const statement, Prepare(sql));
  if (sqlite3_bind_parameter_count(statement) != static_cast<int>(parameters.size())) {
    return StatementFailed(absl::StrCat("wrong number of parameters for: ", Excerpt(sql)));
  }
  int code = SQLITE_OK;
  for (std::size_t i = 0; i < parameters.size() && code == SQLITE_OK; ++i) {
    code = Bind(statement, static_cast<int>(i + 1), parameters[i]);
  }
  Rows rows;
  if (code == SQLITE_OK) {
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) rows.push_back(ReadRow(statement));
  }
  absl::Status status = code == SQLITE_DONE ? absl::OkStatus() : Failure(code, sql, outcome);
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  if (!status.ok()) return status;
  return rows;
}

int SqliteConnection::Control(const char* sql) {
  const auto statement = Prepare(sql);
  if (!statement.ok()) return SQLITE_ERROR;
  const int code = sqlite3_step(*statement);
  sqlite3_reset(*statement);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

absl::StatusOr<Rows> SqliteTransaction::Execute(absl::string_view sql,
                                                absl::Span<const Value> parameters) {
  if (!first_error_.ok()) return first_error_;
  auto rows = connection_.Execute(sql, parameters, outcome_);
  if (!rows.ok()) first_error_ = rows.status();
  return rows;
}

absl::StatusOr<std::int64_t> SqliteTransaction::Change(absl::string_view sql,
                                                       absl::Span<const Value> parameters) {
  DRIEHOEK_RETURN_IF_ERROR(Execute(sql, parameters).status());
  return connection_.changes();
}

}  // namespace driehoek::storage
