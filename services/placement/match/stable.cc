#include "placement/match/stable.h"

#include <bit>
#include <cstdint>

#include "placement/match/guarded_seats.h"
#include "placement/match/plain_seats.h"
#include "placement/match/rounds.h"

namespace driehoek::placement::match {
namespace {

bool IsPlain(const Problem& problem) {
  return problem.market().quotas.empty() && problem.supervisors() == 0;
}

template <typename Key>
Matching SolveWith(const Problem& problem) {
  if (IsPlain(problem)) {
    PlainSeats<Key> seats(problem);
    return Rounds<Key, PlainSeats<Key>>(problem, seats).Run();
  }
  GuardedSeats<Key> seats(problem);
  return Rounds<Key, GuardedSeats<Key>>(problem, seats).Run();
}

}  // namespace

Matching SolveStable(const Problem& problem) {
  // Half the memory when priority and lottery fit into 32 bits, with the greatest value left free.
  const std::uint64_t keys = (std::uint64_t{problem.greatest_priority()} + 1)
                             << LotteryBits(problem);
  return keys < kNoClaim<std::uint32_t> ? SolveWith<std::uint32_t>(problem)
                                        : SolveWith<std::uint64_t>(problem);
}

}  // namespace driehoek::placement::match
