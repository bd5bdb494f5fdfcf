// ProposePublication and PublishMatchingRound: each call in six steps.
#pragma once

#include "absl/status/statusor.h"
#include "driehoek/v1/matching_service.pb.h"
#include "placement/round/round_view.h"
#include "placement/round/run/snapshot_reader.h"
#include "placement/round/run/sql_run_store.h"
#include "placement/round/sql_round_store.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::round::run {

// Thread-safe; holds no state. What it refers to must outlive it.
class PublicationHandler {
 public:
  struct Parts {
    const SqlRoundStore& rounds;
    const SqlRunStore& runs;
    const SnapshotReader& snapshots;
    const RoundView& view;
    events::ChangeLog& change_log;
  };
  explicit PublicationHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::MatchingRound> ProposePublication(
      const rpc::Call& call, const v1::ProposePublicationRequest& request) const;
  // Relies on every place and participant as it was compared with the run.
  absl::StatusOr<v1::MatchingRound> PublishMatchingRound(
      const rpc::Call& call, const v1::PublishMatchingRoundRequest& request) const;

 private:
  // The run that a request names; NAME_MALFORMED naming "run" for one of another round.
  absl::StatusOr<MatchRun> LoadRun(const rpc::Call& call, const MatchingRound& round,
                                   const std::string& name) const;

  const Parts parts_;
};

}  // namespace driehoek::placement::round::run
