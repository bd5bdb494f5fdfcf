// How a run comes to hold: one person proposes it, another publishes it (R25, R26). Pure decisions.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "placement/round/matching_round.h"
#include "placement/round/participant.h"
#include "placement/round/round_lifecycle.h"
#include "placement/round/run/match_run.h"
#include "placement/round/run/run_result.h"

namespace driehoek::placement::round::run {

// A trial can be made: FAILED_PRECONDITION / ROUND_NOT_FROZEN before wishes closed and after
// publication.
absl::Status CheckFrozen(const MatchingRound& round);

// Puts `run` before a second person. `hash_now` is the input hash of the run if it were made now.
// FAILED_PRECONDITION / ROUND_NOT_FROZEN, RUN_NOT_SUCCEEDED, RUN_OUTDATED; SECOND_PERSON_NEEDED
// when `by` is nobody (an API client).
absl::StatusOr<RoundChange> Propose(MatchingRound round, const MatchRun& run,
                                    absl::string_view hash_now, const PersonId& by, absl::Time now);

// FROZEN to PUBLISHED. FAILED_PRECONDITION / NOTHING_PROPOSED when `run` is not what was proposed,
// SECOND_PERSON_NEEDED when `by` proposed it or is nobody, RUN_OUTDATED.
absl::StatusOr<RoundChange> Publish(MatchingRound round, const MatchRun& run,
                                    absl::string_view hash_now, const PersonId& by, absl::Time now);

// When an offer that is made at `now` must be answered: so many times 24 hours later.
absl::Time AnswerDue(const MatchingRound& round, absl::Time now);

// Every participant with what the run gives: OFFERED or UNPLACED.
std::vector<Participant> Give(const MatchingRound& round, std::vector<Participant> participants,
                              const std::vector<Allocation>& allocations, absl::Time now);

}  // namespace driehoek::placement::round::run
