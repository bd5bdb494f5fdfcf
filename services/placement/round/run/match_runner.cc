#include "placement/round/run/match_runner.h"

#include <chrono>
#include <future>
#include <utility>

#include "placement/round/round_events.h"
#include "placement/round/round_proto.h"
#include "shared/base/errors.h"

namespace driehoek::placement::round::run {
namespace {

constexpr int kAtOnce = 20;
constexpr std::chrono::seconds kRenewEvery(5);
// For one step against the database.
constexpr absl::Duration kStepLimit = absl::Seconds(10);

// What the run itself is the reason of; everything else may go better the next time.
bool IsOfTheRun(const absl::Status& status) {
  return status.code() == absl::StatusCode::kFailedPrecondition ||
         status.code() == absl::StatusCode::kDataLoss ||
         status.code() == absl::StatusCode::kNotFound;
}

void Settle(const absl::StatusOr<RunResult>& result, MatchRun& run) {
  if (!result.ok()) {
    run.state = RunState::kFailed;
    run.failure = ReasonOf(result.status());
    return;
  }
  run.verification = result->verification;
  if (result->verification.faults > 0) {
    run.state = RunState::kFailed;
    run.failure = "RESULT_WRONG";
    return;
  }
  run.state = RunState::kSucceeded;
  run.outcome = result->outcome;
}

}  // namespace

absl::Time MatchRunner::Deadline() const { return parts_.clock.Now() + kStepLimit; }

absl::Status MatchRunner::Run(const TenantId& tenant) {
  for (;;) {
    const absl::Time now = parts_.clock.Now();
    DRIEHOEK_ASSIGN_OR_RETURN(const auto waiting,
                              parts_.store.Waiting(tenant, now, kAtOnce, Deadline()));
    for (const WaitingRun& run : waiting) {
      const absl::Time claimed = parts_.clock.Now();
      DRIEHOEK_ASSIGN_OR_RETURN(
          const auto fence,
          parts_.store.Claim(tenant, run, claimed, claimed + kRunLease, Deadline()));
      if (fence.has_value()) DRIEHOEK_RETURN_IF_ERROR(WorkOut(tenant, run.id, *fence));
    }
    if (waiting.size() < kAtOnce) return absl::OkStatus();
  }
}

absl::Status MatchRunner::WorkOut(const TenantId& tenant, const RunId& id, std::int64_t fence) {
  DRIEHOEK_ASSIGN_OR_RETURN(auto run, parts_.store.Find(tenant, id, Deadline()));
  if (!run.has_value()) return absl::OkStatus();
  const absl::StatusOr<RunResult> result = SolveUnderLease(tenant, *run, fence);
  if (!result.ok() && !IsOfTheRun(result.status())) return result.status();
  const absl::Status finished = Finish(tenant, *std::move(run), fence, result);
  // Somebody else took it over: the result is his to tell.
  if (finished.code() == absl::StatusCode::kAborted) return absl::OkStatus();
  return finished;
}

absl::StatusOr<RunResult> MatchRunner::SolveUnderLease(const TenantId& tenant, const MatchRun& run,
                                                       std::int64_t fence) {
  auto solving =
      std::async(std::launch::async, [this, &tenant, &run] { return SolveStored(tenant, run); });
  while (solving.wait_for(kRenewEvery) == std::future_status::timeout) {
    // When this fails the lease may pass to another server; the fence keeps both from ending the
    // run.
    const auto renewed =
        parts_.store.Renew(tenant, run.id, fence, parts_.clock.Now() + kRunLease, Deadline());
    if (renewed.ok() && !*renewed) break;
  }
  return solving.get();
}

absl::StatusOr<RunResult> MatchRunner::SolveStored(const TenantId& tenant,
                                                   const MatchRun& run) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const RunInput input, parts_.store.InputOf(tenant, run, Deadline()));
  if (input.rule_version > kRuleVersion) {
    return Error(absl::StatusCode::kUnavailable, "RULE_VERSION_UNKNOWN",
                 "the run waits for a server of the version that it was asked of");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto round, parts_.rounds.Find(tenant, run.round, Deadline()));
  if (!round.has_value()) {
    return Error(absl::StatusCode::kNotFound, "ROUND_NOT_FOUND", "the round is not there any more");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string seed, parts_.seal.Open(tenant, *round));
  return Solve(input, seed);
}

absl::Status MatchRunner::Finish(const TenantId& tenant, MatchRun run, std::int64_t fence,
                                 const absl::StatusOr<RunResult>& result) {
  Settle(result, run);
  const std::string none;
  const std::string& bytes = run.state == RunState::kSucceeded ? result->allocations : none;
  if (run.state == RunState::kSucceeded) run.result_hash = HashOf(bytes);
  run.finish_time = parts_.clock.Now();
  const std::string name = RunName(tenant, run.round, run.id);
  events::CommitPlan plan;
  plan.writes.push_back({name, run.version});
  plan.events.push_back(RoundEvent(tenant, "round.run_finished", run.round));
  plan.audit.push_back({"system", "MatchRunner", name, std::string(NameOf(run.state))});
  ++run.version;
  return parts_.change_log
      .Commit(tenant, plan, Deadline(),
              [&](storage::TenantTransaction& transaction) {
                return SqlRunStore::Finish(transaction, run, fence, bytes);
              })
      .status();
}

}  // namespace driehoek::placement::round::run
