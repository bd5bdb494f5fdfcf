// Seats with reserves, ceilings and supervisors' limits, as in guarded_seats.h, at places that have
// few seats and few quotas: a row of fixed length per place, with all that decides about it in one
// line of the cache.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "placement/match/bars.h"
#include "placement/match/limits.h"
#include "placement/match/problem.h"
#include "placement/match/rounds.h"

namespace driehoek::placement::match {

// What one place may have, at most, to be held in a row.
inline constexpr std::uint32_t kRowSeats = 7;
inline constexpr std::size_t kRowQuotas = 3;
// A claim in a row carries the cell that it is in, in this many bits below its key.
inline constexpr unsigned kCellBits = 2;

template <typename Key>
class GuardedRows {
 public:
  // Whether all places can be held in rows, and their claims in a Key.
  static bool Fits(const Problem& problem, const Bars<Key>& bars) {
    const std::uint64_t claims = (std::uint64_t{problem.greatest_priority()} + 1)
                                 << (LotteryBits(problem) + kCellBits);
    if (claims >= kNoClaim<Key> || !bars.has_table() || bars.columns() > kNoColumn) return false;
    for (std::uint32_t p = 0; p < problem.places(); ++p) {
      if (problem.usable(p) > kRowSeats || problem.quotas(p).size() > kRowQuotas) return false;
    }
    return true;
  }

  GuardedRows(const Problem& problem, Bars<Key> bars)
      : bars_(std::move(bars)), limits_(problem), rows_(problem.places()) {
    for (std::uint32_t p = 0; p < problem.places(); ++p) AddPlace(problem, p);
  }

  [[gnu::always_inline]] inline void PrefetchBar(std::uint32_t place, std::uint32_t student) const {
    bars_.Prefetch(place, student);
  }
  [[gnu::always_inline]] inline void PrefetchPlace(std::uint32_t place) const {
    __builtin_prefetch(&rows_[place]);
  }
  [[gnu::always_inline]] inline void PrefetchSeats(std::uint32_t place) const {
    const Row& row = rows_[place];
    limits_.Prefetch(row.slot, row.supervisor);
  }

  bool Refuses(std::uint32_t place, std::uint32_t student, Key key) const {
    return key >= bars_.Of(place, student);
  }

  Key Take(std::uint32_t place, std::uint32_t student, Key key) {
    Row& row = rows_[place];
    const unsigned cell = CellOf(row, bars_.ColumnOfStudent(student));
    Insert(row, (key << kCellBits) | cell);
    const bool is_cell_over = Byte(row.count, cell) > Byte(row.most, cell);
    const bool is_place_over = row.held > row.capacity;
    if (is_cell_over | is_place_over) {
      return LeaveOut(place, is_cell_over ? 1U << cell : OpenCells(row));
    }
    SetFronts(row);
    if (limits_.Count(row.supervisor)) return kNoClaim<Key>;
    const std::uint32_t weakest = limits_.WeakestPlace(row.supervisor);
    // All of them in reserved seats: then the reserve gives way.
    const unsigned open = OpenCells(rows_[weakest]);
    return LeaveOut(weakest, open != 0 ? open : kAllCells);
  }

 private:
  static constexpr std::size_t kWidth = kRowSeats + 1;  // a claim comes before another goes
  static constexpr std::size_t kCells = kRowQuotas + 1;
  static constexpr Key kCellMask = (1U << kCellBits) - 1;
  static constexpr unsigned kAllCells = (1U << kCells) - 1;
  static constexpr std::uint16_t kNoColumn = 0xFFFF;

  struct alignas(kCacheLine) Row {
    Row() { std::fill_n(claims, kWidth, kNoClaim<Key>); }

    Key claims[kWidth];  // held, the strongest first; then kNoClaim
    std::uint32_t slot = 0;
    std::uint32_t supervisor = 0;
    // Of the cells, a byte for each: those of its quotas, then that of all other groups.
    std::uint32_t count = 0;
    std::uint32_t most = 0;  // ceiling or capacity, whichever is less
    std::uint32_t reserved = 0;
    std::uint16_t column[kRowQuotas] = {kNoColumn, kNoColumn, kNoColumn};
    std::uint8_t held = 0;
    std::uint8_t capacity = 0;
    std::uint8_t last_cell = 0;
  };

  void AddPlace(const Problem& problem, std::uint32_t p) {
    Row& row = rows_[p];
    const std::uint32_t capacity = problem.usable(p);
    row.capacity = static_cast<std::uint8_t>(capacity);
    row.slot = limits_.SlotOf(p);
    row.supervisor = limits_.SupervisorOf(row.slot);
    const bool is_closed = limits_.AdmitsNobody(row.slot);
    for (const Quota& quota : problem.quotas(p)) {
      row.column[row.last_cell] = static_cast<std::uint16_t>(bars_.ColumnOf(quota.group));
      row.most |= AtByte(std::min(quota.ceiling, capacity), row.last_cell);
      row.reserved |= AtByte(std::min(quota.reserved, capacity), row.last_cell);
      ++row.last_cell;
    }
    row.most |= AtByte(capacity, row.last_cell);
    for (unsigned cell = 0; cell <= row.last_cell; ++cell) {
      SetBar(p, cell, Byte(row.most, cell) > 0 && !is_closed ? kNoClaim<Key> : 0);
    }
  }

  static std::uint32_t AtByte(std::uint32_t value, unsigned byte) { return value << (8 * byte); }
  static std::uint32_t Byte(std::uint32_t bytes, unsigned byte) {
    return bytes >> (8 * byte) & 0xFF;
  }

  static unsigned CellOf(const Row& row, std::uint32_t column) {
    unsigned cell = row.last_cell;
    for (unsigned c = 0; c < kRowQuotas; ++c) cell = row.column[c] == column ? c : cell;
    return cell;
  }

  // No step of Insert() and Remove() hangs on a comparison, so nothing is guessed.
  static void Insert(Row& row, Key claim) {
    Key after[kWidth];
    after[0] = std::min(row.claims[0], claim);
    for (std::size_t i = 1; i < kWidth; ++i) {
      after[i] = std::min(row.claims[i], std::max(row.claims[i - 1], claim));
    }
    std::copy_n(after, kWidth, row.claims);
    row.count += AtByte(1, claim & kCellMask);
    ++row.held;
  }

  static void Remove(Row& row, unsigned at) {
    row.count -= AtByte(1, row.claims[at] & kCellMask);
    --row.held;
    for (unsigned i = 0; i + 1 < kWidth; ++i) {
      row.claims[i] = row.claims[i + static_cast<unsigned>(i >= at)];
    }
    row.claims[kWidth - 1] = kNoClaim<Key>;
  }

  // The cells with more claims than reserved seats, as bits.
  static unsigned OpenCells(const Row& row) {
    // The high bit of a byte stays unless its count is the greater one; then the four go together.
    constexpr std::uint32_t kHigh = 0x80808080;
    const std::uint32_t open = ~((row.reserved | kHigh) - row.count) & kHigh;
    return (open >> 7) * 0x01020408U >> 24;
  }

  // One more than the index of the weakest claim in any of the cells; 0 when there is none.
  static unsigned WeakestIn(const Row& row, unsigned cells) {
    unsigned in = 0;
    for (unsigned i = 0; i < kWidth; ++i) in |= ((cells >> (row.claims[i] & kCellMask)) & 1U) << i;
    return static_cast<unsigned>(std::bit_width(in & ((1U << row.held) - 1)));
  }

  // Takes the weakest claim of these cells away, and lets no weaker one of its cell in again.
  Key LeaveOut(std::uint32_t place, unsigned cells) {
    Row& row = rows_[place];
    const unsigned at = WeakestIn(row, cells) - 1;
    const Key out = row.claims[at];
    const auto cell = static_cast<unsigned>(out & kCellMask);
    Remove(row, at);
    // A cell at its bound is closed to all that are weaker than what it has.
    const bool is_full = Byte(row.count, cell) == Byte(row.most, cell);
    const Key bar = is_full ? row.claims[WeakestIn(row, 1U << cell) - 1] : out;
    SetBar(place, cell, bar >> kCellBits);
    SetFronts(row);
    return out >> kCellBits;
  }

  void SetBar(std::uint32_t place, unsigned cell, Key bar) {
    Key* const bars = bars_.OfPlace(place);
    for (std::uint32_t column = 0; column < bars_.columns(); ++column) {
      bars[column] = CellOf(rows_[place], column) == cell ? bar : bars[column];
    }
  }

  void SetFronts(const Row& row) {
    const auto front = [&](unsigned end) { return end > 0 ? row.claims[end - 1] + 1 : 0; };
    limits_.SetFronts(row.slot,
                      {.open = front(WeakestIn(row, OpenCells(row))), .any = front(row.held)});
  }

  Bars<Key> bars_;
  Limits<Key> limits_;
  std::vector<Row> rows_;
};

}  // namespace driehoek::placement::match
