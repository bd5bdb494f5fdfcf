// Why a student got this place and not a better ranked one: facts, no words (R25).
#pragma once

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "placement/match/check.h"
#include "placement/match/problem.h"

namespace driehoek::placement::match {

// What kept a claim out of a stable result.
enum class Cause : std::uint8_t {
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

// What came of one wish.
struct WishFacts {
  std::uint32_t position = 0;  // as in Standing
  std::uint32_t waiting = 0;   // as in Refusal; 0: the student has this place or a better one
  // When the student waits, as in Refusal.
  std::uint32_t bound = 0;
  Cause cause = Cause::kOutranked;
  bool by_lottery = false;
};

// Works everything out at once, place by place. Needs both as long as it lives, and 32 bytes a
// wish. `matching` passed Check() by `rule`. Safe to ask from several threads.
class Explainer {
 public:
  Explainer(const Problem& problem, const Matching& matching, Rule rule);

  // Of each wish of the student, in their order.
  absl::Span<const WishFacts> FactsOf(std::uint32_t student) const {
    const std::uint32_t begin = problem_.market().wish_begin[student];
    return {facts_.data() + begin, problem_.market().wish_begin[student + 1] - begin};
  }
  Explanation Of(std::uint32_t student) const;

  // The students still waiting at a place, first in line first: as lottery ranks.
  std::vector<std::uint32_t> WaitingAt(std::uint32_t place) const;

 private:
  struct Claim {
    std::uint64_t key = 0;         // smaller is stronger: priority above, lottery below
    std::uint32_t wish = 0;        // index
    std::uint32_t group : 28 = 0;  // below kMostEntities
    std::uint32_t is_held : 1 = 0;
    std::uint32_t is_waiting : 1 = 0;  // the student prefers it to what he got

    std::uint32_t priority() const { return static_cast<std::uint32_t>(key >> 32); }
  };
  // By place, the strongest first.
  struct Claims {
    std::vector<std::uint32_t> begin{0};
    std::vector<Claim> all;

    absl::Span<const Claim> At(std::uint32_t place) const {
      return {all.data() + begin[place], begin[place + 1] - begin[place]};
    }
  };

  void Gather();
  void Explain(std::uint32_t place);
  void FindCause(std::uint32_t place, const Claim& claim, std::uint32_t stronger,
                 WishFacts& facts) const;
  bool LimitHolds(std::uint32_t supervisor, std::uint32_t priority) const;
  Standing StandingOf(const Wish& wish, std::uint32_t rank, const WishFacts& facts) const;

  const Problem& problem_;
  const Matching& matching_;
  const Rule rule_;
  Claims applicants_;
  Claims held_;
  // The places of a supervisor: the first one, and from each the next.
  std::vector<std::uint32_t> first_place_;
  std::vector<std::uint32_t> next_place_;
  std::vector<WishFacts> facts_;  // of each wish
};

}  // namespace driehoek::placement::match
