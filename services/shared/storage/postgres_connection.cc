#include "shared/storage/postgres_connection.h"

#include <poll.h>

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "shared/base/errors.h"
#include "shared/storage/postgres_values.h"

namespace driehoek::storage {
namespace {

// The server stops a statement at the deadline by itself and keeps the connection usable; only when
// it does not answer by then is the socket closed.
constexpr absl::Duration kGrace = absl::Milliseconds(250);
constexpr std::size_t kMaxStatements = 1000;

absl::Status UnknownUrl(absl::string_view text) {
  return Error(absl::StatusCode::kInvalidArgument, "UNKNOWN_DATABASE_URL", text);
}

bool IsPlainName(absl::string_view name) {
  return !name.empty() && name.size() < 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

absl::string_view SqlState(const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return state == nullptr ? "" : state;
}

}  // namespace

absl::StatusOr<PostgresOptions> ParsePostgresUrl(absl::string_view url, absl::string_view schema) {
  if (!IsPlainName(schema)) return UnknownUrl("the schema must be a plain lower-case name");
  PostgresOptions options{.url = std::string(url), .schema = std::string(schema)};
  const std::vector<std::string> halves = absl::StrSplit(url, absl::MaxSplits('?', 1));
  if (halves.size() < 2) return options;
  std::vector<std::string> kept;
  for (const absl::string_view item : absl::StrSplit(halves[1], '&', absl::SkipEmpty())) {
    if (!absl::StartsWith(item, "prepare=")) {
      kept.emplace_back(item);
    } else if (item == "prepare=off" || item == "prepare=on") {
      options.prepare = item == "prepare=on";
    } else {
      return UnknownUrl("prepare is on or off");
    }
  }
  options.url = kept.empty() ? halves[0] : absl::StrCat(halves[0], "?", absl::StrJoin(kept, "&"));
  return options;
}

absl::StatusOr<std::unique_ptr<PostgresConnection>> PostgresConnection::Open(
    const PostgresOptions& options, absl::Time deadline) {
  const std::int64_t seconds =
      std::clamp<std::int64_t>(absl::ToInt64Seconds(deadline - absl::Now()) + 1, 2, 10);
  const std::string timeout = absl::StrCat(seconds);
  const char* const keywords[] = {"dbname", "connect_timeout", "client_encoding",
                                  "fallback_application_name", nullptr};
  const char* const values[] = {options.url.c_str(), timeout.c_str(), "UTF8", "driehoek", nullptr};
  std::unique_ptr<PostgresConnection> opened(new PostgresConnection(options.prepare));
  opened->connection_.reset(PQconnectdbParams(keywords, values, /*expand_dbname=*/1));
  PGconn* const connection = opened->connection_.get();
  if (PQstatus(connection) != CONNECTION_OK) {
    // libpq's text may name the user and the address; it holds no password.
    return DatabaseUnavailable("cannot connect to PostgreSQL");
  }
  PQsetnonblocking(connection, 1);
  PQsetNoticeReceiver(connection, &OnNotice, opened.get());
  return opened;
}

std::int64_t PostgresReply::RowsWritten() const {
  std::int64_t written = 0;
  const std::size_t space = command.rfind(' ');
  if (space == std::string::npos) return 0;
  return absl::SimpleAtoi(command.substr(space + 1), &written) ? written : 0;
}

// Notices are not logged, they may quote rows. A warning matters to Commit only.
void PostgresConnection::OnNotice(void* self, const PGresult* notice) {
  const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity != nullptr && absl::string_view(severity) == "WARNING") {
    static_cast<PostgresConnection*>(self)->warned_ = true;
  }
}

bool PostgresConnection::WaitForSocket(short events, absl::Time deadline) {
  const absl::Duration left = deadline - absl::Now();
  if (left <= absl::ZeroDuration()) return false;
  pollfd socket{.fd = PQsocket(connection_.get()), .events = events, .revents = 0};
  const auto millis = std::min<std::int64_t>(absl::ToInt64Milliseconds(left) + 1, 60'000);
  // Interrupted or a minute passed: the caller asks again.
  return socket.fd >= 0 && poll(&socket, 1, static_cast<int>(millis)) >= -1;
}

bool PostgresConnection::Await(absl::Time deadline) {
  PGconn* const connection = connection_.get();
  int unsent = PQflush(connection);
  while (unsent == 1) {
    if (!WaitForSocket(POLLIN | POLLOUT, deadline)) return false;
    if (PQconsumeInput(connection) == 0) return false;
    unsent = PQflush(connection);
  }
  if (unsent < 0) return false;
  while (PQisBusy(connection) != 0) {
    if (!WaitForSocket(POLLIN, deadline)) return false;
    if (PQconsumeInput(connection) == 0) return false;
  }
  return true;
}

PostgresReply PostgresConnection::Lost(absl::Time deadline) {
  usable_ = false;
  if (absl::Now() >= deadline) {
    return {.status = DeadlinePassed(), .outcome = Outcome::kDeadline, .rows = {}, .command = {}};
  }
  return {.status = DatabaseUnavailable("the connection to PostgreSQL was lost"),
          .outcome = Outcome::kLost,
          .rows = {},
          .command = {}};
}

PostgresReply PostgresConnection::Collect(int sent, absl::string_view sql, absl::Time deadline) {
  if (sent == 0) return Lost(deadline);
  PostgresReply reply;
  bool has_result = false;
  while (true) {
    if (!Await(deadline + kGrace)) return Lost(deadline);
    const ResultPtr result(PQgetResult(connection_.get()));
    if (result == nullptr) break;
    if (!reply.status.ok()) continue;
    has_result = true;
    switch (PQresultStatus(result.get())) {
      case PGRES_TUPLES_OK:
        reply.rows = ReadPostgresRows(result.get());
        [[fallthrough]];
      case PGRES_COMMAND_OK:
        reply.command = PQcmdStatus(result.get());
        break;
      default:
        reply = Failure(result.get(), sql, deadline);
        break;
    }
  }
  if (!has_result) return Lost(deadline);
  return reply;
}

PostgresReply PostgresConnection::Failure(const PGresult* result, absl::string_view sql,
                                          absl::Time deadline) {
  const absl::string_view state = SqlState(result);
  if (state.empty()) return Lost(deadline);
  std::string detail = absl::StrCat("SQLSTATE ", state, " in: ", Excerpt(sql));
  const auto reply = [](absl::Status status, Outcome outcome) {
    return PostgresReply{
        .status = std::move(status), .outcome = outcome, .rows = {}, .command = {}};
  };
  if (state == "40001" || state == "40P01" || state == "55P03") {
    return reply(WriteConflict(), Outcome::kConflict);
  }
  if (state == "57014") {
    // Our own statement_timeout, or somebody at the server's console: then it is worth another try.
    return absl::Now() + kGrace >= deadline ? reply(DeadlinePassed(), Outcome::kDeadline)
                                            : reply(WriteConflict(), Outcome::kConflict);
  }
  if (state == "23505") return reply(UniqueViolation(detail), Outcome::kUnique);
  if (state == "23503") return reply(ForeignKeyViolation(detail), Outcome::kRefused);
  if (state == "23514" || state == "23502") return reply(CheckViolation(detail), Outcome::kRefused);
  const bool is_down = state == "25006" || state == "57P01" || state == "57P02" ||
                       state == "57P03" || absl::StartsWith(state, "08") ||
                       absl::StartsWith(state, "53");
  if (is_down) {
    usable_ = false;
    return reply(DatabaseUnavailable(detail), Outcome::kLost);
  }
  // A plan that no longer fits a changed table is gone with its connection.
  if (state == "0A000" || state == "26000") usable_ = false;
  // Class 42 is about the text of the statement; the words of other classes may quote values.
  if (absl::StartsWith(state, "42")) {
    const char* words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    absl::StrAppend(&detail, ": ", words == nullptr ? "" : words);
  }
  // CREATE ... IF NOT EXISTS looks first and makes afterwards: of two programs that begin together
  // one may hear that it is there by now. Another run sees it.
  const bool is_made_meanwhile = state == "42P07" || state == "42710";
  return reply(StatementFailed(detail), is_made_meanwhile ? Outcome::kUnique : Outcome::kRefused);
}

PostgresReply PostgresConnection::Prepare(absl::string_view sql, absl::Time deadline,
                                          std::string& name) {
  if (const auto found = prepared_.find(sql); found != prepared_.end()) {
    name = found->second;
    return {};
  }
  // More than all stores have: somebody builds texts from values. Start over on a new connection.
  if (prepared_.size() >= kMaxStatements) usable_ = false;
  name = absl::StrCat("s", prepared_.size());
  PostgresReply reply =
      Collect(PQsendPrepare(connection_.get(), name.c_str(), std::string(sql).c_str(), 0, nullptr),
              sql, deadline);
  if (reply.status.ok()) prepared_.emplace(std::string(sql), name);
  return reply;
}

PostgresReply PostgresConnection::Execute(absl::string_view sql, absl::Span<const Value> parameters,
                                          absl::Time deadline) {
  if (auto status = CheckNoNul(parameters); !status.ok()) {
    return {.status = status, .outcome = Outcome::kRefused, .rows = {}, .command = {}};
  }
  const PostgresParameters bound(parameters);
  if (!prepare_) {
    return Collect(PQsendQueryParams(connection_.get(), std::string(sql).c_str(), bound.count(),
                                     nullptr, bound.values(), bound.lengths(), bound.formats(), 0),
                   sql, deadline);
  }
  std::string name;
  if (PostgresReply reply = Prepare(sql, deadline, name); !reply.status.ok()) return reply;
  return Collect(PQsendQueryPrepared(connection_.get(), name.c_str(), bound.count(), bound.values(),
                                     bound.lengths(), bound.formats(), 0),
                 sql, deadline);
}

PostgresReply PostgresConnection::Run(const std::string& sql, absl::Time deadline) {
  return Collect(PQsendQuery(connection_.get(), sql.c_str()), sql, deadline);
}

PostgresReply PostgresConnection::Commit(absl::Time deadline) {
  warned_ = false;
  // The timeout would cancel a COMMIT that waits for a standby, which then looks done and is not.
  PostgresReply reply = Run("SET LOCAL statement_timeout = 0; COMMIT", deadline);
  const auto unknown = [this] {
    usable_ = false;
    return PostgresReply{
        .status = CommitOutcomeUnknown(), .outcome = Outcome::kUnknown, .rows = {}, .command = {}};
  };
  if (reply.status.ok()) {
    if (warned_) return unknown();
    if (reply.command == "COMMIT") return reply;
    reply.status = StatementFailed("COMMIT was answered by a rollback");
    return reply;
  }
  switch (reply.outcome) {
    case Outcome::kConflict:
    case Outcome::kUnique:
    case Outcome::kRefused:
      return reply;
    case Outcome::kLost:
    case Outcome::kDeadline:
    case Outcome::kUnknown:
      break;
  }
  return unknown();
}

}  // namespace driehoek::storage
