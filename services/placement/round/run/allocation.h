// What a run gives one student and why (R25), and how that is kept.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "placement/round/participant.h"
#include "placement/round/round_place.h"
#include "placement/round/run/byte_form.h"
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

// Writes the allocations of a run as bytes, student by student. By version 1 of the rule a group or
// place is told by its code or id wherever it is meant; since version 2 those of the input come
// first, and are meant by their index.
class AllocationWriter {
 public:
  // `input` must outlive it.
  explicit AllocationWriter(const RunInput& input);

  // Begins the next student of the input, who has wish number `rank` at `place` (index), or 0 and
  // kNone. One Add for each wish must follow.
  void Begin(const InputStudent& student, int place, int rank, absl::string_view lottery_draw);
  // A wish for `place` (index); the place of `reason` is not looked at.
  void Add(int place, const Reason& reason);
  std::string Take() && { return std::move(writer_).Take(); }

 private:
  void Group(int group);
  void Place(int place);

  const RunInput& input_;
  const bool by_index_;
  ByteWriter writer_;
};

// What an AllocationWriter wrote. DATA_LOSS / RUN_UNREADABLE.
absl::StatusOr<std::vector<Allocation>> ParseAllocations(absl::string_view bytes);

}  // namespace driehoek::placement::round::run
