// The one storage interface. Two drivers implement it (sqlite_database, postgres_database); every store is written
// once over it. A service never holds a Database: it gets a TenantDatabase (tenant_database.h), whose statements are
// bound to one institution.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"

namespace driehoek::storage {

// Raw bytes (`@bytes`), told apart from text.
struct Bytes {
  std::string value;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

// A bound parameter or a column: NULL, `@int`/`@time`, `@text`/`@uuid`/`@json`, or `@bytes`.
// Text with a NUL byte is refused with INVALID_ARGUMENT / TEXT_HAS_NUL by both drivers.
using Value = std::variant<std::monostate, std::int64_t, std::string, Bytes>;

// One row of a result. Columns are counted from 0 in the order of the statement; asking for a column that is not
// there, or for another type than it has, is a fault of the calling code and aborts the process.
class Row {
 public:
  explicit Row(std::vector<Value> columns) : columns_(std::move(columns)) {}
  std::int64_t Int(std::size_t column) const;
  bool Bool(std::size_t column) const { return Int(column) != 0; }
  const std::string& Text(std::size_t column) const;
  const std::string& Blob(std::size_t column) const;
  absl::Time Time(std::size_t column) const { return absl::FromUnixMicros(Int(column)); }
  bool IsNull(std::size_t column) const;
  std::optional<std::string> OptionalText(std::size_t column) const;
  std::optional<std::int64_t> OptionalInt(std::size_t column) const;
  std::optional<absl::Time> OptionalTime(std::size_t column) const;
  std::size_t size() const { return columns_.size(); }

 private:
  std::vector<Value> columns_;
};
using Rows = std::vector<Row>;

// Instants are stored as microseconds since 1970, UTC.
inline Value ToValue(absl::Time time) { return absl::ToUnixMicros(time); }
inline Value ToValue(const std::optional<absl::Time>& time) {
  return time ? ToValue(*time) : Value(std::monostate{});
}
inline Value ToValue(bool flag) { return std::int64_t{flag ? 1 : 0}; }

// Inside one transaction. Not thread-safe; valid only while the body runs.
class Transaction {
 public:
  virtual ~Transaction() = default;
  // Runs one statement with parameters $1..$n and returns its rows (none for a plain change).
  // Errors: ALREADY_EXISTS / UNIQUE_VIOLATION, FAILED_PRECONDITION / FOREIGN_KEY_VIOLATION or CHECK_VIOLATION, INTERNAL /
  // STATEMENT_FAILED, and those that make Database::Write run the body again. After an error only return it.
  virtual absl::StatusOr<Rows> Execute(absl::string_view sql, absl::Span<const Value> parameters) = 0;
  // Runs one INSERT, UPDATE or DELETE without RETURNING; how many rows it wrote. Errors as Execute. SQLite fills a
  // table of its own for RETURNING, which costs as much as a row of ours.
  virtual absl::StatusOr<std::int64_t> Change(absl::string_view sql, absl::Span<const Value> parameters) = 0;
  // " FOR UPDATE" where the engine has row locks, "" where it has one writer. Append only to full-key SELECTs.
  virtual absl::string_view ForUpdate() const = 0;
};

using Body = absl::FunctionRef<absl::Status(Transaction&)>;

enum class Engine { kSqlite, kPostgres };

// A database with its connections. Thread-safe.
class Database {
 public:
  virtual ~Database() = default;
  // Runs `body` in a transaction and commits durably when it returns OK, else rolls back and returns its status.
  // The body may run several times (serialization failure), so it keeps nothing across runs and has no side
  // effects outside the database. When this returns OK the change survives a crash (SQLite: synchronous FULL).
  // Errors of its own: ABORTED / WRITE_CONFLICT after 5 tries; UNAVAILABLE / DATABASE_UNAVAILABLE; DEADLINE_EXCEEDED /
  // DEADLINE; UNKNOWN / COMMIT_OUTCOME_UNKNOWN when the connection was lost during COMMIT (settle it by request id).
  virtual absl::Status Write(absl::Time deadline, Body body) = 0;
  // Runs `body` in a read-only transaction with one consistent view.
  virtual absl::Status Read(absl::Time deadline, Body body) = 0;
  // A real round trip. OK when the database answers and can be written to.
  virtual absl::Status Ping() = 0;
  // Runs one statement of a migration, by itself and outside a transaction of the engine where it wants that (CREATE
  // INDEX CONCURRENTLY). Only the migrator calls this.
  virtual absl::Status ExecuteAlone(absl::string_view sql) = 0;
  virtual Engine engine() const = 0;
};

// Opens "sqlite:PATH" or "postgres://..."; `schema` is the PostgreSQL schema that this program owns (driehoek or
// lti); on SQLite the path says it all. `readers` caps concurrent reading connections.
// Errors: INVALID_ARGUMENT / UNKNOWN_DATABASE_URL; UNAVAILABLE / DATABASE_UNAVAILABLE.
absl::StatusOr<std::unique_ptr<Database>> Open(absl::string_view url, absl::string_view schema, int readers = 8);

}  // namespace driehoek::storage
