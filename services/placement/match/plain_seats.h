// Seats of places that each decide alone, without reserves or ceilings, of any number: the
// strongest claims win, and lie in a heap.
#pragma once

#include <cstdint>
#include <vector>

#include "placement/match/heap.h"
#include "placement/match/problem.h"
#include "placement/match/rounds.h"

namespace driehoek::placement::match {

template <typename Key>
class PlainSeats {
 public:
  static constexpr std::uint32_t kFetched = kTogether;

  explicit PlainSeats(const Problem& problem)
      : weakest_(problem.places()), begin_(problem.places() + std::size_t{1}) {
    for (std::uint32_t p = 0; p < problem.places(); ++p) {
      begin_[p + 1] = begin_[p] + problem.usable(p);
      weakest_[p] = problem.usable(p) > 0 ? kNoClaim<Key> : 0;
    }
    // An empty seat holds the weakest claim of all, so taking one needs no case of its own.
    seats_.assign(begin_.back(), kNoClaim<Key>);
  }

  [[gnu::always_inline]] inline void PrefetchBar(std::uint32_t place, std::uint32_t) const {
    __builtin_prefetch(&weakest_[place]);
  }
  [[gnu::always_inline]] inline void PrefetchPlace(std::uint32_t place) const {
    __builtin_prefetch(&begin_[place]);
  }
  [[gnu::always_inline]] inline void PrefetchSeats(std::uint32_t place) const {
    __builtin_prefetch(&seats_[begin_[place]]);
  }

  bool Refuses(std::uint32_t place, std::uint32_t, Key key) const { return key >= weakest_[place]; }

  Key Take(std::uint32_t place, std::uint32_t, Key key) {
    Key* const heap = seats_.data() + begin_[place];
    const Key out = heap[0];
    ReplaceFront(heap, begin_[place + 1] - begin_[place], key);
    weakest_[place] = heap[0];
    return out;
  }

 private:
  std::vector<Key> weakest_;          // front of each heap: what a claim must beat
  std::vector<std::uint32_t> begin_;  // of the seats of each place
  std::vector<Key> seats_;
};

}  // namespace driehoek::placement::match
