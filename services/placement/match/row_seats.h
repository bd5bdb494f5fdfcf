// Seats of places that each decide alone and have few seats: a row of fixed length per place, the
// weakest claim first.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "placement/match/problem.h"
#include "placement/match/rounds.h"

namespace driehoek::placement::match {

// No place may have more than kWidth usable seats.
template <typename Key, std::size_t kWidth>
class RowSeats {
 public:
  static constexpr std::uint32_t kFetched = kTogether;

  explicit RowSeats(const Problem& problem) : weakest_(problem.places()), rows_(problem.places()) {
    // An empty seat holds the weakest claim of all, and a seat that is not there the strongest.
    for (std::uint32_t p = 0; p < problem.places(); ++p) {
      std::fill_n(rows_[p].seats, problem.usable(p), kNoClaim<Key>);
      weakest_[p] = rows_[p].seats[0];
    }
  }

  [[gnu::always_inline]] inline void PrefetchBar(std::uint32_t place, std::uint32_t) const {
    __builtin_prefetch(&weakest_[place]);
  }
  [[gnu::always_inline]] inline void PrefetchPlace(std::uint32_t place) const {
    __builtin_prefetch(&rows_[place]);
  }
  void PrefetchSeats(std::uint32_t) const {}

  bool Refuses(std::uint32_t place, std::uint32_t, Key key) const { return key >= weakest_[place]; }

  // The first claim goes, those weaker than the new one move up, the others stay. No step hangs on
  // a comparison, so nothing is guessed.
  Key Take(std::uint32_t place, std::uint32_t, Key key) {
    Key* const row = rows_[place].seats;
    const Key out = row[0];
    Key after[kWidth];
    for (std::size_t i = 0; i + 1 < kWidth; ++i) {
      after[i] = std::max(row[i + 1], std::min(row[i], key));
    }
    after[kWidth - 1] = std::min(row[kWidth - 1], key);
    std::copy_n(after, kWidth, row);
    weakest_[place] = row[0];
    return out;
  }

 private:
  struct alignas(kWidth * sizeof(Key)) Row {
    Key seats[kWidth] = {};
  };
  std::vector<Key> weakest_;  // front of each row: what a claim must beat
  std::vector<Row> rows_;
};

}  // namespace driehoek::placement::match
