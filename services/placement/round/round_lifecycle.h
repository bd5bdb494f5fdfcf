// How a round comes to be, changes and goes on: pure decisions (R25). Proposing and publishing a
// run stand beside the runs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "placement/round/matching_round.h"
#include "placement/round/participant.h"
#include "placement/round/round_place.h"

namespace driehoek::placement::round {

struct RoundChange {
  MatchingRound after;
  std::optional<absl::string_view> event;  // type of the event to tell, if any
};

// A new round in SETUP. `draft` has passed Check.
RoundChange Create(MatchingRound draft, absl::Time now);

// `before` with the changed fields of `draft`. FAILED_PRECONDITION / ROUND_NOT_IN_SETUP for another
// field than the name or the days to answer, or for an earlier due time, once preferences opened.
absl::StatusOr<RoundChange> Revise(const MatchingRound& before, MatchingRound draft,
                                   absl::Time now);

// Names each group of a place that the round does not have (any more): GROUP_IN_USE naming
// "groups". Asked again inside the commit, since places are added at the same time.
absl::Status CheckGroupsOf(const std::vector<RoundPlace>& places, const MatchingRound& round);

// FAILED_PRECONDITION / ROUND_WITHOUT_PLACES or ROUND_WITHOUT_PARTICIPANTS. As above.
absl::Status CheckFilled(const Counts& counts);

// SETUP to PREFERENCES_OPEN: the lottery is bound to `seed`, of which the row keeps `sealed_seed`.
// FAILED_PRECONDITION / ROUND_NOT_IN_SETUP, DUE_TIME_PAST.
absl::StatusOr<RoundChange> Open(MatchingRound round, absl::string_view seed,
                                 std::string sealed_seed, absl::Time now);

// PREFERENCES_OPEN to FROZEN. FAILED_PRECONDITION / PREFERENCES_NOT_OPEN.
absl::StatusOr<RoundChange> Freeze(MatchingRound round, absl::Time now);
// The same, when wishes are due.
std::optional<RoundChange> DueFreeze(const MatchingRound& round, absl::Time now);

// PUBLISHED to CLOSED. FAILED_PRECONDITION / ROUND_NOT_PUBLISHED.
absl::StatusOr<RoundChange> Close(MatchingRound round, absl::Time now);
// The participant after the round closed, when that changes anything: an open offer expires.
std::optional<Participant> AfterClose(const Participant& participant);

// FAILED_PRECONDITION / ROUND_NOT_IN_SETUP: for adding and taking out places.
absl::Status CheckInSetup(const MatchingRound& round);
// Whether `draft` may become of `before`: everything in SETUP; until PUBLISHED capacity, quotas,
// priorities and exclusions. FAILED_PRECONDITION / ROUND_NOT_IN_SETUP, ROUND_PUBLISHED.
absl::Status CheckRevision(const MatchingRound& round, const RoundPlace& before,
                           const RoundPlace& draft);
// FAILED_PRECONDITION / PREFERENCES_CLOSED: for adding and taking out participants.
absl::Status CheckBeforeFreeze(const MatchingRound& round);

}  // namespace driehoek::placement::round
