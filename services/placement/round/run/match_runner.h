// Works out the runs that wait. Each is taken by a lease, so that several servers share the work;
// one that dies leaves its run to the others when the lease is over, and only the last lease can
// end it.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "placement/round/run/sql_run_store.h"
#include "placement/round/seed_seal.h"
#include "placement/round/sql_round_store.h"
#include "shared/base/clock.h"
#include "shared/events/change_log.h"

namespace driehoek::placement::round::run {

// How long a server that is silent keeps a run; longer than the clocks of two servers differ.
inline constexpr absl::Duration kRunLease = absl::Seconds(15);

// Thread-safe. What it refers to must outlive it.
class MatchRunner {
 public:
  struct Parts {
    SqlRunStore& store;
    const SqlRoundStore& rounds;
    const SeedSeal& seal;
    events::ChangeLog& change_log;
    const Clock& clock;
  };
  explicit MatchRunner(const Parts& parts) : parts_(parts) {}

  // Works out every run of the institution that nobody works on, one after the other; returns when
  // none is left. A run that cannot be done ends FAILED; what fails for the moment is left for the
  // next time.
  absl::Status Run(const TenantId& tenant);

 private:
  absl::Status WorkOut(const TenantId& tenant, const RunId& id, std::int64_t fence);
  // Solves on a thread of its own and keeps the lease meanwhile.
  absl::StatusOr<RunResult> SolveUnderLease(const TenantId& tenant, const MatchRun& run,
                                            std::int64_t fence);
  absl::StatusOr<RunResult> SolveStored(const TenantId& tenant, const MatchRun& run) const;
  absl::Status Finish(const TenantId& tenant, MatchRun run, std::int64_t fence,
                      const absl::StatusOr<RunResult>& result);
  absl::Time Deadline() const;

  const Parts parts_;
};

}  // namespace driehoek::placement::round::run
