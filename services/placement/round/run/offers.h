// Seats after publication: who answers, who loses an offer, who is next in line. Pure decisions
// over the published run's input and what every student holds now (R25).
//
// A student holds a place while it is OFFERED or ACCEPTED and not given back. In line at a place
// are, in the order of class, then lottery, those who ranked it above what they hold and are
// UNPLACED or have not answered yet. Who refused, let an offer expire or took a place is out of the
// line, and so is who was moved by the office: what a person decided is not undone by a rule.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "placement/round/matching_round.h"
#include "placement/round/participant.h"
#include "placement/round/run/run_input.h"

namespace driehoek::placement::round::run {

// Whether the student has a seat: OFFERED, or ACCEPTED while the placement made of it has not ended
// early.
bool HoldsSeat(const Participant& participant);

// FAILED_PRECONDITION / NOTHING_OFFERED, also when the round is not PUBLISHED; ANSWER_TOO_LATE at
// the due time and after it.
absl::Status CheckAnswer(const MatchingRound& round, const Participant& participant,
                         absl::Time now);
// The participant who took the place, of which `placement` was made. CheckAnswer said OK.
Participant Accept(Participant participant, const PlacementId& placement, std::string reason);
// The participant who refused it. CheckAnswer said OK.
Participant Decline(Participant participant, std::string reason);

// Those whose offer was not answered by `now`, as they are then: EXPIRED.
std::vector<Participant> Expire(const std::vector<Participant>& participants, absl::Time now);

// The participants whose accepted placement is one of `ended`, which ended early: they keep their
// answer, and their seat falls free.
std::vector<Participant> GiveBack(const std::vector<Participant>& participants,
                                  const std::set<PlacementId>& ended);

// The seats of the published run. Immutable; what it refers to must outlive it.
class Line {
 public:
  // `seed` is the round's.
  Line(const RunInput& input, absl::string_view seed);

  // Offers each free seat to the first in line who fits reserve, ceiling and supervisor's limit;
  // who gets a better place frees the other one, which is offered in turn, until nothing moves.
  // Reserved seats that are free go to their group first. Returns those with a new offer, to be
  // answered by `due`. It ends because each step gives somebody a place that he or she ranked
  // higher.
  std::vector<Participant> Offer(const std::vector<Participant>& participants,
                                 absl::Time due) const;

  // FAILED_PRECONDITION / NO_CAPACITY when the place has no free seat, ATTENTION_EXCEEDED when its
  // supervisor has no attention left, not counting what `moved` holds. Reserves and ceilings do not
  // bind a correction.
  absl::Status CheckRoom(const std::vector<Participant>& participants, const Participant& moved,
                         const RoundPlaceId& place) const;

 private:
  // One wish at a place, in the order of the line.
  struct Claim {
    int priority_class = 0;
    std::uint32_t lottery = 0;
    std::size_t student = 0;
    int rank = 0;
  };
  class Seats;

  const RunInput& input_;
  std::vector<std::vector<Claim>> claims_;  // of each place
};

// The participant whom the office moves to `place` (empty: to none), to be answered by `due`.
// FAILED_PRECONDITION / ROUND_NOT_PUBLISHED. Whether there is room is Line::CheckRoom's.
absl::StatusOr<Participant> Move(const MatchingRound& round, Participant participant,
                                 const RoundPlaceId& place, std::string reason, absl::Time due);

}  // namespace driehoek::placement::round::run
