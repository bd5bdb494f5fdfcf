// What a run gives each student and why (R25), what came of it for each group (R26), and what the
// judge found. Pure: the same input and seed give the same result, byte for byte.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "placement/match/problem.h"
#include "placement/round/run/match_run.h"
#include "placement/round/run/run_input.h"

namespace driehoek::placement::round::run {

// What came of a wish. In the order of the contract.
enum class Cause {
  kGot,
  kNotNeeded,
  kNoSeats,
  kOutranked,
  kReserved,
  kCeiling,
  kLimit,
  kWhole,
  kNotEligible,
};

// Whether the lottery decided. In the order of the contract, which has a zero of its own here.
enum class Tie { kNothingToDecide, kPriority, kLottery };

// The facts of one wish, from which a sentence is made.
struct Reason {
  RoundPlaceId place;
  int rank = 0;  // which wish, from 1
  Cause cause = Cause::kGot;
  int applicants = 0;  // who wished for it
  int position = 0;    // among them by priority, then lottery, from 1; 0 when not eligible
  int seats = 0;
  int bound = 0;  // the number that `cause` speaks of
  int priority_class = 0;
  int waiting = 0;  // position in line, from 1; 0 when not in line
  Tie tie = Tie::kNothingToDecide;
  friend bool operator==(const Reason&, const Reason&) = default;
};

struct Allocation {
  ParticipantId participant;
  std::string group;            // code; empty when in none
  RoundPlaceId place;           // empty when none
  int rank = 0;                 // which wish it was, from 1; 0 without a place
  std::string lottery_draw;     // "0.81"
  std::vector<Reason> reasons;  // one for each wish, in their order
  friend bool operator==(const Allocation&, const Allocation&) = default;
};

struct RunResult {
  std::vector<Allocation> allocations;  // in the order of the input
  Outcome outcome;
  Verification verification;
  friend bool operator==(const RunResult&, const RunResult&) = default;
};

// The input of the engine: wishes that are not eligible any more are left out of the lists. `seed`
// has kSeedBytes bytes. Who is in no group is in one of their own.
match::Market MakeMarket(const RunInput& input, absl::string_view seed);

// Divides, explains and has the judge look. A result in which the judge found faults is returned:
// look at `verification`. FAILED_PRECONDITION / SEED_WRONG when the seed is not the one that the
// input names; INPUT_NOT_SOLVABLE when reserves and seats do not fit together; TOO_LARGE by the
// rule most placed (match/assign.h).
absl::StatusOr<RunResult> Solve(const RunInput& input, absl::string_view seed);

// The allocations as bytes, of which the result's hash is taken. Parse: DATA_LOSS / RUN_UNREADABLE.
std::string ToBytes(const std::vector<Allocation>& allocations);
absl::StatusOr<std::vector<Allocation>> ParseAllocations(absl::string_view bytes);

}  // namespace driehoek::placement::round::run
