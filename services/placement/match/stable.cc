#include "placement/match/stable.h"

#include <bit>
#include <cstdint>
#include <utility>

#include "placement/match/bars.h"
#include "placement/match/guarded_rows.h"
#include "placement/match/guarded_seats.h"
#include "placement/match/plain_seats.h"
#include "placement/match/rounds.h"
#include "placement/match/row_seats.h"

namespace driehoek::placement::match {
namespace {

constexpr std::uint32_t kRow = 8;

bool IsPlain(const Problem& problem) {
  return problem.market().quotas.empty() && problem.supervisors() == 0;
}

bool FitsRows(const Problem& problem) {
  for (std::uint32_t p = 0; p < problem.places(); ++p) {
    if (problem.usable(p) > kRow) return false;
  }
  return true;
}

template <typename Key, typename Seats, typename... Parts>
Matching SolveOn(const Problem& problem, Parts... parts) {
  Seats seats(problem, std::move(parts)...);
  return Rounds<Key, Seats>(problem, seats).Run();
}

template <typename Key>
Matching SolveGuarded(const Problem& problem) {
  Bars<Key> bars(problem);
  if (GuardedRows<Key>::Fits(problem, bars)) {
    return SolveOn<Key, GuardedRows<Key>>(problem, std::move(bars));
  }
  return SolveOn<Key, GuardedSeats<Key>>(problem, std::move(bars));
}

template <typename Key>
Matching SolveWith(const Problem& problem) {
  if (!IsPlain(problem)) return SolveGuarded<Key>(problem);
  if (FitsRows(problem)) return SolveOn<Key, RowSeats<Key, kRow>>(problem);
  return SolveOn<Key, PlainSeats<Key>>(problem);
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
