#include "shared/storage/postgres_database.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/base/errors.h"
#include "shared/storage/postgres_connection.h"

namespace driehoek::storage {
namespace {

// Without a deadline a call still does not wait for ever for a server that is gone.
constexpr absl::Duration kLongestOutage = absl::Seconds(30);
// A COMMIT gets this long even when its deadline is nearer: an unknown outcome costs more.
constexpr absl::Duration kShortestCommit = absl::Seconds(1);

using ConnectionPtr = std::unique_ptr<PostgresConnection>;

// Thread-safe.
class ConnectionPool {
 public:
  ConnectionPool(PostgresOptions options, int limit)
      : options_(std::move(options)), limit_(std::max(limit, 1)) {}

  absl::StatusOr<ConnectionPtr> Take(absl::Time deadline) {
    {
      std::unique_lock lock(mutex_);
      const auto free = [&] { return !idle_.empty() || open_ < limit_; };
      const auto until = absl::ToChronoTime(std::min(deadline, absl::Now() + absl::Hours(24)));
      if (!free() && !freed_.wait_until(lock, until, free)) return DeadlinePassed();
      if (!idle_.empty()) {
        ConnectionPtr connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
      }
      ++open_;
    }
    auto connection = PostgresConnection::Open(options_, deadline);
    if (!connection.ok()) GiveBack(nullptr);
    return connection;
  }

  // A connection that is no longer usable takes the idle ones with it: they go to the same server.
  void GiveBack(ConnectionPtr connection) {
    std::vector<ConnectionPtr> dropped;  // closed outside the lock
    const std::lock_guard lock(mutex_);
    if (connection != nullptr && connection->usable()) {
      idle_.push_back(std::move(connection));
    } else {
      open_ -= 1 + static_cast<int>(idle_.size());
      dropped.swap(idle_);
      dropped.push_back(std::move(connection));
    }
    freed_.notify_all();
  }

  const PostgresOptions& options() const { return options_; }

 private:
  const PostgresOptions options_;
  const int limit_;
  std::mutex mutex_;  // guards the following
  std::condition_variable freed_;
  std::vector<ConnectionPtr> idle_;
  int open_ = 0;
};

// A body's view of a transaction. After the first error every statement answers with that error.
class PostgresTransaction final : public Transaction {
 public:
  PostgresTransaction(PostgresConnection& connection, absl::Time deadline)
      : connection_(connection), deadline_(deadline) {}

  absl::StatusOr<Rows> Execute(absl::string_view sql, absl::Span<const Value> parameters) override {
    DRIEHOEK_ASSIGN_OR_RETURN(PostgresReply reply, Run(sql, parameters));
    return std::move(reply.rows);
  }
  absl::StatusOr<std::int64_t> Change(absl::string_view sql,
                                      absl::Span<const Value> parameters) override {
    DRIEHOEK_ASSIGN_OR_RETURN(const PostgresReply reply, Run(sql, parameters));
    return reply.RowsWritten();
  }
  absl::string_view ForUpdate() const override { return " FOR UPDATE"; }
  const PostgresReply& first_error() const { return first_; }

 private:
  absl::StatusOr<PostgresReply> Run(absl::string_view sql, absl::Span<const Value> parameters) {
    if (!first_.status.ok()) return first_.status;
    PostgresReply reply = connection_.Execute(sql, parameters, deadline_);
    if (reply.status.ok()) return reply;
    first_ = std::move(reply);
    return first_.status;
  }

  PostgresConnection& connection_;
  const absl::Time deadline_;
  PostgresReply first_;  // status OK while nothing failed
};

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(PostgresOptions options, int readers) : pool_(std::move(options), 2 * readers) {}

  absl::Status Write(absl::Time deadline, Body body) override {
    return RunUntilSettled("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", deadline, body);
  }

  absl::Status Read(absl::Time deadline, Body body) override {
    return RunUntilSettled("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", deadline, body);
  }

  absl::Status Ping() override {
    return Write(absl::Now() + absl::Seconds(2), [](Transaction& transaction) {
      auto rows = transaction.Execute("SHOW transaction_read_only", {});
      if (!rows.ok()) return rows.status();
      return rows->at(0).Text(0) == "off" ? absl::OkStatus()
                                          : DatabaseUnavailable("the server is read-only");
    });
  }

  // On a connection of its own that is closed afterwards, since CONCURRENTLY refuses a transaction
  // and the settings then belong to the session.
  absl::Status ExecuteAlone(absl::string_view sql) override {
    const absl::Time deadline = absl::Now() + absl::Hours(1);
    for (int tries = 1;; ++tries) {
      DRIEHOEK_ASSIGN_OR_RETURN(auto connection,
                                PostgresConnection::Open(pool_.options(), deadline));
      PostgresReply reply = connection->Run(
          absl::StrCat("SET search_path = ", pool_.options().schema, "; SET lock_timeout = '2s'"),
          deadline);
      if (reply.status.ok()) reply = connection->Run(std::string(sql), deadline);
      if (reply.status.ok() || reply.outcome != Outcome::kConflict || tries == kMaxTries) {
        return reply.status;
      }
      std::this_thread::sleep_for(absl::ToChronoNanoseconds(Backoff(tries)));
    }
  }

  Engine engine() const override { return Engine::kPostgres; }

  // Makes the schema unless it is there. Two programs may do so at the same moment.
  absl::Status EnsureSchema() {
    const absl::Time deadline = absl::Now() + absl::Seconds(10);
    DRIEHOEK_ASSIGN_OR_RETURN(auto connection, pool_.Take(deadline));
    const std::string& schema = pool_.options().schema;
    const std::string ask =
        absl::StrCat("SELECT 1 FROM pg_namespace WHERE nspname = '", schema, "'");
    PostgresReply found = connection->Run(ask, deadline);
    if (found.status.ok() && found.rows.empty()) {
      const PostgresReply made =
          connection->Run(absl::StrCat("CREATE SCHEMA IF NOT EXISTS ", schema), deadline);
      found = connection->Run(ask, deadline);
      if (found.status.ok() && found.rows.empty()) found.status = made.status;
    }
    pool_.GiveBack(std::move(connection));
    return found.status;
  }

 private:
  // Runs again what the table in sql_rules calls a conflict, a race or a loss.
  absl::Status RunUntilSettled(absl::string_view begin, absl::Time deadline, Body body) {
    const absl::Time give_up = std::min(deadline, absl::Now() + kLongestOutage);
    bool ran_again = false;
    int conflicts = 0;
    int losses = 0;
    while (true) {
      const PostgresReply reply = RunOnce(begin, deadline, body);
      if (reply.status.ok()) return reply.status;
      absl::Duration pause;
      switch (reply.outcome) {
        case Outcome::kRefused:
        case Outcome::kDeadline:
        case Outcome::kUnknown:
          return reply.status;
        case Outcome::kUnique:
          if (std::exchange(ran_again, true)) return reply.status;
          break;
        case Outcome::kConflict:
          if (++conflicts >= kMaxTries) return WriteConflict();
          pause = Backoff(conflicts);
          break;
        case Outcome::kLost:
          pause = Backoff(std::min(++losses, 6));
          if (absl::Now() + pause > give_up) return reply.status;
          break;
      }
      if (absl::Now() + pause > deadline) return reply.status;
      std::this_thread::sleep_for(absl::ToChronoNanoseconds(pause));
    }
  }

  PostgresReply RunOnce(absl::string_view begin, absl::Time deadline, Body body) {
    auto connection = pool_.Take(deadline);
    if (!connection.ok()) {
      const bool late = connection.status().code() == absl::StatusCode::kDeadlineExceeded;
      return {.status = connection.status(),
              .outcome = late ? Outcome::kDeadline : Outcome::kLost,
              .rows = {},
              .command = {}};
    }
    PostgresReply reply = RunOn(**connection, begin, deadline, body);
    pool_.GiveBack(*std::move(connection));
    return reply;
  }

  PostgresReply RunOn(PostgresConnection& connection, absl::string_view begin, absl::Time deadline,
                      Body body) {
    const auto left = std::clamp<std::int64_t>(absl::ToInt64Milliseconds(deadline - absl::Now()), 1,
                                               24 * 3600 * 1000);
    PostgresReply reply = connection.Run(
        absl::StrCat(begin, "; SET LOCAL search_path = ", pool_.options().schema,
                     "; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = ", left),
        deadline);
    if (!reply.status.ok()) return reply;
    PostgresTransaction transaction(connection, deadline);
    reply.status = body(transaction);
    reply.outcome = Outcome::kRefused;
    if (!transaction.first_error().status.ok()) {
      reply.outcome = transaction.first_error().outcome;
      if (reply.status.ok()) reply.status = transaction.first_error().status;
    } else if (reply.status.ok() && absl::Now() > deadline) {
      reply = {
          .status = DeadlinePassed(), .outcome = Outcome::kDeadline, .rows = {}, .command = {}};
    }
    if (reply.status.ok()) {
      return connection.Commit(std::max(deadline, absl::Now() + kShortestCommit));
    }
    if (connection.usable()) connection.Run("ROLLBACK", absl::Now() + absl::Seconds(1));
    return reply;
  }

  ConnectionPool pool_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> OpenPostgres(absl::string_view url,
                                                       absl::string_view schema, int readers) {
  DRIEHOEK_ASSIGN_OR_RETURN(auto options, ParsePostgresUrl(url, schema));
  auto database = std::make_unique<PostgresDatabase>(std::move(options), readers);
  DRIEHOEK_RETURN_IF_ERROR(database->EnsureSchema());
  return std::unique_ptr<Database>(std::move(database));
}

}  // namespace driehoek::storage
