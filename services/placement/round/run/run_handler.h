// What MatchingService does with runs: each call in six steps.
#pragma once

#include "absl/status/statusor.h"
#include "driehoek/v1/matching_service.pb.h"
#include "placement/round/facts.h"
#include "placement/round/run/snapshot_reader.h"
#include "placement/round/run/sql_run_store.h"
#include "placement/round/sql_round_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::round::run {

// A run of a round that the caller may see, and both of them. NOT_FOUND as well for a run of
// another round; `field` names the run when its name is malformed.
struct SeenRun {
  MatchingRound round;
  MatchRun run;
};
absl::StatusOr<SeenRun> SeeRun(const rpc::Call& call, const SqlRoundStore& rounds,
                               const SqlRunStore& runs, const std::string& name,
                               absl::string_view field = "name");

// Thread-safe; holds no state. What it refers to must outlive it.
class RunHandler {
 public:
  struct Parts {
    const SqlRoundStore& rounds;
    const SqlRunStore& runs;
    const SnapshotReader& snapshots;
    RoundFacts& facts;
    events::ChangeLog& change_log;
    IdSource& ids;
  };
  explicit RunHandler(const Parts& parts) : parts_(parts) {}

  // The run keeps its input, so that what changes in the round meanwhile does not touch it. A
  // MatchRunner that hears of the event works it out.
  absl::StatusOr<v1::MatchRun> CreateMatchRun(const rpc::Call& call,
                                              const v1::CreateMatchRunRequest& request) const;
  absl::StatusOr<v1::MatchRun> GetMatchRun(const rpc::Call& call,
                                           const v1::GetMatchRunRequest& request) const;
  absl::StatusOr<v1::ListMatchRunsResponse> ListMatchRuns(
      const rpc::Call& call, const v1::ListMatchRunsRequest& request) const;
  // Nothing before the run succeeded.
  absl::StatusOr<v1::ListAllocationsResponse> ListAllocations(
      const rpc::Call& call, const v1::ListAllocationsRequest& request) const;

 private:
  const Parts parts_;
};

}  // namespace driehoek::placement::round::run
