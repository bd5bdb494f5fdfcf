// Keeps runs with what they were made of and what they gave.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "placement/round/run/match_run.h"
#include "placement/round/run/run_input.h"
#include "placement/round/run/run_result.h"
#include "placement/round/sql_round_store.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement::round::run {

// The tables of this component, "round_run", after those of "round".
absl::Span<const storage::Migration> Migrations();

// A run that waits for somebody to work it out, or whose lease is over.
struct WaitingRun {
  RunId id;
  std::int64_t fence = 0;  // of the lease before
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlRunStore {
 public:
  explicit SqlRunStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<MatchRun>> Find(const TenantId& tenant, const RunId& id,
                                               absl::Time deadline) const;
  // Oldest first.
  absl::StatusOr<Listed<MatchRun>> List(const TenantId& tenant, const RoundId& round, int limit,
                                        const std::string& cursor, absl::Time deadline) const;
  // The input of a run. NOT_FOUND / RUN_CONTENT_MISSING; DATA_LOSS / RUN_UNREADABLE also when the
  // bytes do not have the hash that the run names.
  absl::StatusOr<RunInput> InputOf(const TenantId& tenant, const MatchRun& run,
                                   absl::Time deadline) const;
  // What a run gave. Errors as InputOf.
  absl::StatusOr<std::vector<Allocation>> AllocationsOf(const TenantId& tenant, const MatchRun& run,
                                                        absl::Time deadline) const;

  // At most `limit` runs that nobody works on at `now`, those that wait longest first.
  absl::StatusOr<std::vector<WaitingRun>> Waiting(const TenantId& tenant, absl::Time now, int limit,
                                                  absl::Time deadline) const;
  // Takes the run until `lease_until`: the fence of this lease, nothing when somebody was first.
  absl::StatusOr<std::optional<std::int64_t>> Claim(const TenantId& tenant, const WaitingRun& run,
                                                    absl::Time now, absl::Time lease_until,
                                                    absl::Time deadline);
  // Keeps it longer; false when somebody else has it by now.
  absl::StatusOr<bool> Renew(const TenantId& tenant, const RunId& run, std::int64_t fence,
                             absl::Time lease_until, absl::Time deadline);

  // Inside ChangeLog::Commit, which guards the version. A new run with the bytes of its input.
  static absl::Status Insert(storage::TenantTransaction& transaction, const MatchRun& run,
                             const std::string& input);
  // Ends the run, with the bytes of its result when it succeeded. ABORTED / LEASE_LOST unless
  // `fence` is that of the last lease.
  static absl::Status Finish(storage::TenantTransaction& transaction, const MatchRun& run,
                             std::int64_t fence, const std::string& result);

 private:
  absl::StatusOr<std::string> ContentOf(const TenantId& tenant, const RunId& run,
                                        const std::string& part, const std::string& hash,
                                        absl::Time deadline) const;
  absl::StatusOr<std::vector<MatchRun>> Select(const TenantId& tenant, absl::string_view condition,
                                               const std::vector<storage::Value>& parameters,
                                               absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::placement::round::run
