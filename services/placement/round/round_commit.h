// What every commit on a round does alike: versions in, answer out.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "placement/round/matching_round.h"
#include "placement/round/round_proto.h"
#include "shared/base/errors.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::round {

// What a decision hangs on that was made on the round as it was read: its state, mostly.
inline events::ResourceVersion AsRead(const TenantId& tenant, const MatchingRound& round) {
  return {RoundName(tenant, round.id), round.version};
}

// Commits `plan` with `response` as its answer; the first one when the request came before.
template <typename Response>
absl::StatusOr<Response> CommitAnswer(const rpc::Call& call, events::ChangeLog& change_log,
                                      events::CommitPlan plan, const Response& response,
                                      events::RowWriter rows) {
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  plan.response = response.SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string answer,
                            change_log.Commit(call.tenant(), plan, call.deadline(), rows));
  Response answered;
  answered.ParseFromString(answer);
  return answered;
}

}  // namespace driehoek::placement::round
