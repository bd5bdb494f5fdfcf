// One connection to PostgreSQL over libpq, never blocking past a deadline. Not thread-safe.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
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

struct PostgresOptions {
  std::string url;      // as libpq takes it
  std::string schema;   // the one that this program owns
  bool prepare = true;  // off: behind a pooler that does not keep prepared statements
};

// Takes our own `prepare=off` out of the URL's query. INVALID_ARGUMENT / UNKNOWN_DATABASE_URL for a
// schema that is not a plain lower-case name or another value of `prepare`.
absl::StatusOr<PostgresOptions> ParsePostgresUrl(absl::string_view url, absl::string_view schema);

// What the server answered. `outcome` means something when `status` is not OK.
struct PostgresReply {
  absl::Status status;
  Outcome outcome = Outcome::kRefused;
  Rows rows;
  std::string command;  // "COMMIT", "INSERT 0 1"

  // By an INSERT, UPDATE or DELETE; the command ends in it. 0 for any other.
  std::int64_t RowsWritten() const;
};

class PostgresConnection {
 public:
  // UNAVAILABLE / DATABASE_UNAVAILABLE.
  static absl::StatusOr<std::unique_ptr<PostgresConnection>> Open(const PostgresOptions& options,
                                                                  absl::Time deadline);
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  // One statement with $1..$n, prepared once and kept unless that is switched off.
  PostgresReply Execute(absl::string_view sql, absl::Span<const Value> parameters,
                        absl::Time deadline);
  // Statements without parameters, several in one go; the reply is the last one's, or the first
  // error.
  PostgresReply Run(const std::string& sql, absl::Time deadline);
  // Ends the transaction. kUnknown whenever it cannot be told from the answer whether it holds: a
  // waiting COMMIT is never cancelled, at `deadline` the socket is closed.
  PostgresReply Commit(absl::Time deadline);

  // False after a loss, a deadline or a broken plan: throw the connection away.
  bool usable() const { return usable_ && PQstatus(connection_.get()) == CONNECTION_OK; }

 private:
  struct Close {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using ResultPtr = std::unique_ptr<PGresult, Close>;

  explicit PostgresConnection(bool prepare) : prepare_(prepare) {}
  PostgresReply Prepare(absl::string_view sql, absl::Time deadline, std::string& name);
  // Reads every result of what was sent; `sent` is libpq's answer to the send.
  PostgresReply Collect(int sent, absl::string_view sql, absl::Time deadline);
  // False when the deadline passed or the connection broke before the server answered.
  bool Await(absl::Time deadline);
  bool WaitForSocket(short events, absl::Time deadline);
  PostgresReply Failure(const PGresult* result, absl::string_view sql, absl::Time deadline);
  PostgresReply Lost(absl::Time deadline);
  static void OnNotice(void* self, const PGresult* notice);

  std::unique_ptr<PGconn, Close> connection_;
  const bool prepare_;
  bool usable_ = true;
  bool warned_ = false;  // the server sent a WARNING since this was last cleared
  absl::flat_hash_map<std::string, std::string> prepared_;  // text to name
};

}  // namespace driehoek::storage
