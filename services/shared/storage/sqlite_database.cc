#include "shared/storage/sqlite_database.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "shared/base/errors.h"
#include "shared/storage/sqlite_connection.h"
#include "shared/storage/sqlite_writer.h"

namespace driehoek::storage {
namespace {

constexpr absl::string_view kDurableProcess = "?durable=process";

// Reading connections, opened when first needed. Thread-safe.
class ReaderPool {
 public:
  ReaderPool(std::string path, int limit) : path_(std::move(path)), limit_(std::max(limit, 1)) {}

  absl::StatusOr<std::unique_ptr<SqliteConnection>> Take(absl::Time deadline) {
    {
      std::unique_lock lock(mutex_);
      const auto free = [&] { return !idle_.empty() || open_ < limit_; };
      const auto until = absl::ToChronoTime(std::min(deadline, absl::Now() + absl::Hours(24)));
      if (!free() && !freed_.wait_until(lock, until, free)) return DeadlinePassed();
      if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
      }
      ++open_;
    }
    auto connection = SqliteConnection::Open(path_, SqliteConnection::Use::kReader);
    if (!connection.ok()) GiveBack(nullptr);
    return connection;
  }

  // Null: the connection is gone.
  void GiveBack(std::unique_ptr<SqliteConnection> connection) {
    const std::lock_guard lock(mutex_);
    if (connection == nullptr) {
      --open_;
    } else {
      idle_.push_back(std::move(connection));
    }
    freed_.notify_one();
  }

 private:
  const std::string path_;
  const int limit_;
  std::mutex mutex_;  // guards the following
  std::condition_variable freed_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_;  // last in, first out: warm caches first
  int open_ = 0;
};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::unique_ptr<SqliteConnection> writer, const std::string& path, int readers)
      : writer_(std::move(writer)), readers_(path, readers) {}

  absl::Status Write(absl::Time deadline, Body body) override {
    return writer_.Write(deadline, body);
  }

  absl::Status Read(absl::Time deadline, Body body) override {
    DRIEHOEK_ASSIGN_OR_RETURN(auto connection, readers_.Take(deadline));
    absl::Status status = ReadOn(*connection, deadline, body);
    readers_.GiveBack(std::move(connection));
    return status;
  }

  absl::Status ExecuteAlone(absl::string_view sql) override {
    return Write(absl::Now() + absl::Minutes(10),
                 [&](Transaction& transaction) { return transaction.Execute(sql, {}).status(); });
  }

  absl::Status Ping() override {
    return Write(absl::Now() + absl::Seconds(2), [](Transaction& transaction) {
      return transaction.Execute("SELECT count(*) FROM sqlite_schema", {}).status();
    });
  }

  Engine engine() const override { return Engine::kSqlite; }

 private:
  static absl::Status ReadOn(SqliteConnection& connection, absl::Time deadline, Body body) {
    connection.SetDeadline(deadline);
    // BEGIN takes no lock yet, so it costs well under a microsecond; the first SELECT fixes the
    // view.
    if (const int code = connection.Control("BEGIN"); code != SQLITE_OK) {
      return DatabaseUnavailable(sqlite3_errstr(code));
    }
    SqliteTransaction transaction(connection);
    absl::Status status = body(transaction);
    if (status.ok()) status = transaction.first_error();
    // Ends in any case; a reader has nothing to keep.
    connection.SetDeadline(absl::InfiniteFuture());
    if (connection.InTransaction()) connection.Control("ROLLBACK");
    return status;
  }

  SqliteWriter writer_;
  ReaderPool readers_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> OpenSqlite(const std::string& address, int readers) {
  std::string path = address;
  auto use = SqliteConnection::Use::kWriter;
  if (absl::EndsWith(path, kDurableProcess)) {
    path.resize(path.size() - kDurableProcess.size());
    use = SqliteConnection::Use::kProcessWriter;
  }
  if (path.empty() || path == ":memory:" || path.rfind("file:", 0) == 0) {
    return Error(absl::StatusCode::kInvalidArgument, "UNKNOWN_DATABASE_URL",
                 "sqlite: needs the path of a file");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(auto writer,
                            SqliteConnection::Open(path, use));
  return std::unique_ptr<Database>(new SqliteDatabase(std::move(writer), path, readers));
}

}  // namespace driehoek::storage
