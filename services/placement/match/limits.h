// The limits of supervisors: which place holds the claim that goes when a limit is exceeded.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "placement/match/problem.h"

namespace driehoek::placement::match {

// A slot is a place whose supervisor's limit can be reached. All other places share slot 0, whose
// limit is never reached: so nobody need ask which of both a place is. A front is one more than a
// claim, so that 0 is none and the greater one is the weaker claim.
template <typename Front>
class Limits {
 public:
  // The weakest claims of one place: outside reserved seats, and of all.
  struct Fronts {
    Front open = 0;
    Front any = 0;
  };

  explicit Limits(const Problem& problem) : slots_(problem.places(), 0) {
    std::vector<std::uint64_t> seats(problem.supervisors());
    std::vector<std::uint32_t> count(problem.supervisors());
    for (std::uint32_t p = 0; p < problem.places(); ++p) {
      if (const std::uint32_t k = problem.supervisor(p); k != kNone) {
        seats[k] += problem.usable(p);
        ++count[k];
      }
    }
    supervisors_.assign(problem.supervisors() + std::size_t{1}, {.left = kNone});
    std::uint32_t begin = 1;
    for (std::uint32_t k = 0; k < problem.supervisors(); ++k) {
      const std::uint32_t limit = problem.market().limit[k];
      supervisors_[k + 1] = {.left = limit, .begin = begin, .end = begin};
      if (seats[k] > limit) begin += count[k];
    }
    places_.resize(begin);
    over_.resize(begin);
    fronts_.resize(begin);
    for (std::uint32_t p = 0; p < problem.places(); ++p) {
      const std::uint32_t k = problem.supervisor(p);
      if (k == kNone || seats[k] <= problem.market().limit[k]) continue;
      slots_[p] = supervisors_[k + 1].end++;
      places_[slots_[p]] = p;
      over_[slots_[p]] = k + 1;
    }
  }

  std::uint32_t SlotOf(std::uint32_t place) const { return slots_[place]; }
  std::uint32_t SupervisorOf(std::uint32_t slot) const { return over_[slot]; }
  bool AdmitsNobody(std::uint32_t slot) const { return supervisors_[over_[slot]].left == 0; }

  void Prefetch(std::uint32_t slot, std::uint32_t supervisor) const {
    __builtin_prefetch(&supervisors_[supervisor]);
    __builtin_prefetch(&fronts_[slot]);
  }

  void SetFronts(std::uint32_t slot, Fronts fronts) { fronts_[slot] = fronts; }

  // Counts one claim more; false, and not counted, when the limit is reached.
  bool Count(std::uint32_t supervisor) {
    std::uint32_t& left = supervisors_[supervisor].left;
    if (left == 0) return false;
    --left;
    return true;
  }

  // The place of the supervisor's weakest claim: outside reserved seats, or of all when there is
  // none.
  std::uint32_t WeakestPlace(std::uint32_t supervisor) const {
    const Supervisor& over = supervisors_[supervisor];
    std::uint32_t open = over.begin;
    std::uint32_t any = over.begin;
    for (std::uint32_t slot = over.begin; slot < over.end; ++slot) {
      open = fronts_[slot].open > fronts_[open].open ? slot : open;
      any = fronts_[slot].any > fronts_[any].any ? slot : any;
    }
    return places_[fronts_[open].open > 0 ? open : any];
  }

 private:
  struct Supervisor {
    std::uint32_t left = 0;   // of the limit
    std::uint32_t begin = 0;  // of its slots
    std::uint32_t end = 0;
  };

  std::vector<std::uint32_t> slots_;  // of each place
  std::vector<Supervisor> supervisors_;
  std::vector<std::uint32_t> places_;  // of each slot
  std::vector<std::uint32_t> over_;    // supervisor of each slot
  std::vector<Fronts> fronts_;         // of each slot
};

}  // namespace driehoek::placement::match
