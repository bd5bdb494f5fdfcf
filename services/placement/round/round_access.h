// The first steps of every call on a round: parse the name, load, authorise.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "placement/round/sql_round_store.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::round {

struct SeenRound {
  MatchingRound round;
  std::optional<Participant> own;  // the caller's entry, when a student asks
};

struct SeenParticipant {
  MatchingRound round;
  Participant participant;
};

// A round by its id, for a caller who may do this call on it. NOT_FOUND as well for what the caller
// may not know of; PERMISSION_DENIED for what may be seen but not done.
absl::StatusOr<SeenRound> SeeRound(const rpc::Call& call, const SqlRoundStore& store,
                                   const RoundId& id);
// The same by a resource name, "institutions/{institution}/matchingRounds/{matching_round}";
// `field` names it when it is malformed.
absl::StatusOr<SeenRound> SeeRound(const rpc::Call& call, const SqlRoundStore& store,
                                   const std::string& name, absl::string_view field = "name");
// A participant by its resource name. Records nothing: the handler does when it answers.
absl::StatusOr<SeenParticipant> SeeParticipant(const rpc::Call& call, const SqlRoundStore& store,
                                               const std::string& name);

}  // namespace driehoek::placement::round
