// Why a student got this place and not a better ranked one: facts, no words (R25).
#pragma once

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "placement/match/check.h"
#include "placement/match/problem.h"

namespace driehoek::placement::match {

// What kept a claim out of a stable result.
enum class Cause {
  kNoSeats,    // the place has none
  kOutranked,  // all seats went to stronger claims
  kReserved,   // `bound` seats went to weaker claims of groups they are reserved for, the rest to
               // stronger ones
  kCeiling,    // the student's group has its ceiling of `bound`, all of it stronger claims
  kLimit,      // the supervisor's limit of `bound` went to stronger claims and to reserved seats
  kWhole,      // rule most placed: the division as a whole is better without it
};

// One student among those who ranked one place.
struct Standing {
  std::uint32_t place = kNone;
  std::uint32_t rank = 0;        // in the student's list, from 1
  std::uint32_t applicants = 0;  // students who ranked the place
  std::uint32_t position = 0;    // among them by priority, then lottery, from 1
  std::uint32_t priority = 0;
  std::uint32_t capacity = 0;
};

struct Refusal {
  Standing standing;
  Cause cause = Cause::kOutranked;
  std::uint32_t bound = 0;
  // Whether a claim of the same priority was let in: then the lottery decided.
  bool by_lottery = false;
  // Position on the waiting list of the place, from 1 (README.md).
  std::uint32_t waiting = 0;
};

struct Explanation {
  Standing got;                   // .place is kNone without a place
  std::vector<Refusal> refusals;  // every place ranked above it, best first
};

// Needs both as long as it lives, and 16 bytes a wish. `matching` passed Check() by `rule`. Safe to
// ask from several threads.
class Explainer {
 public:
  Explainer(const Problem& problem, const Matching& matching, Rule rule);

  Explanation Of(std::uint32_t student) const;

  // The students still waiting at a place, first in line first: as lottery ranks.
  std::vector<std::uint32_t> WaitingAt(std::uint32_t place) const;

 private:
  // Claims by place, the strongest first: priority above, lottery below.
  struct Claims {
    std::vector<std::uint32_t> begin;
    std::vector<std::uint64_t> keys;

    absl::Span<const std::uint64_t> At(std::uint32_t place) const {
      return {keys.data() + begin[place], begin[place + 1] - begin[place]};
    }
  };

  template <typename Visit>
  Claims Gather(Visit visit) const;
  std::uint64_t KeyOf(std::uint32_t student, const Wish& wish) const;
  Standing StandingOf(std::uint32_t student, const Wish& wish, std::uint32_t rank) const;
  Refusal RefusalOf(std::uint32_t student, const Wish& wish, std::uint32_t rank) const;
  void FindCause(std::uint32_t student, const Wish& wish, Refusal& refusal) const;
  bool LimitHolds(std::uint32_t supervisor, std::uint32_t priority) const;

  const Problem& problem_;
  const Matching& matching_;
  const Rule rule_;
  std::vector<std::uint32_t> drawn_;  // student of each lottery rank
  Claims applicants_;
  Claims held_;
  Claims waiting_;
  std::vector<std::vector<std::uint32_t>> places_of_;  // of each supervisor
};

}  // namespace driehoek::placement::match
