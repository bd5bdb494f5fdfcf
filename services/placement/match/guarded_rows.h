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
// A row tells the cell of each column in 64 bits.
inline constexpr std::uint32_t kMostColumns = 64 / kCellBits;

template <typename Key>
class GuardedRows {
 public:
  // The table of bars is larger than the caches from some 100,000 students on.
  static constexpr std::uint32_t kFetched = 2 * kTogether;

  // Whether all places can be held in rows, and their claims in a Key.
  static bool Fits(const Problem& problem, const Bars<Key>& bars) {
    const std::uint64_t claims = (std::uint64_t{problem.greatest_priority()} + 1)
                                 << (LotteryBits(problem) + kCellBits);
    if (claims >= kNoClaim<Key> || !bars.has_table() || bars.columns() > kMostColumns) return false;
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
    Settle(place, kNoClaim<Key>);
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
  static constexpr unsigned kOthers = 0;  // the cell of all groups without a quota

  struct alignas(kCacheLine) Row {
    Row() { std::fill_n(claims, kWidth, kNoClaim<Key>); }

    Key claims[kWidth];  // held, the strongest first; then kNoClaim
    std::uint32_t slot = 0;
    std::uint32_t supervisor = 0;
    // Of the cells, a byte for each: that of all groups without a quota, then those of its quotas.
    std::uint32_t count = 0;
    std::uint32_t most = 0;  // ceiling or capacity, whichever is less
    std::uint32_t reserved = 0;
    std::uint8_t held = 0;
    std::uint8_t capacity = 0;
    std::uint64_t cells = 0;  // that each column is in, kCellBits for each
  };

  void AddPlace(const Problem& problem, std::uint32_t p) {
    Row& row = rows_[p];
    const std::uint32_t capacity = problem.usable(p);
    row.capacity = static_cast<std::uint8_t>(capacity);
    row.slot = limits_.SlotOf(p);
    row.supervisor = limits_.SupervisorOf(row.slot);
    const bool is_closed = limits_.AdmitsNobody(row.slot);
    unsigned cell = kOthers;
    row.most = AtByte(capacity, kOthers);
    for (const Quota& quota : problem.quotas(p)) {
      row.cells |= std::uint64_t{++cell} << (kCellBits * bars_.ColumnOf(quota.group));
      row.most |= AtByte(std::min(quota.ceiling, capacity), cell);
      row.reserved |= AtByte(std::min(quota.reserved, capacity), cell);
    }
    for (std::uint32_t column = 0; column < bars_.columns(); ++column) {
      const bool is_open = !is_closed && Byte(row.most, CellOf(row, column)) > 0;
      bars_.OfPlace(p)[column] = is_open ? kNoClaim<Key> : 0;
    }
  }

  static std::uint32_t AtByte(std::uint32_t value, unsigned byte) { return value << (8 * byte); }
  static std::uint32_t Byte(std::uint32_t bytes, unsigned byte) {
    return bytes >> (8 * byte) & 0xFF;
  }

  static unsigned CellOf(const Row& row, std::uint32_t column) {
    return static_cast<unsigned>(row.cells >> (kCellBits * column) & kCellMask);
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

  // Takes the weakest claim of these cells away.
  Key LeaveOut(std::uint32_t place, unsigned cells) {
    Row& row = rows_[place];
    const unsigned at = WeakestIn(row, cells) - 1;
    const Key out = row.claims[at];
    Remove(row, at);
    Settle(place, out);
    return out >> kCellBits;
  }

  // Tells what a claim must beat from now on, and which one goes when the supervisor has too many.
  // Claims weaker than `out`, which was left out (kNoClaim: nobody was, and every claim is stronger
  // than that), of its cell are not let in again; nor are those that would be left out at once: of
  // a cell at its bound, and at a full place of a cell whose reserved seats are taken, all that are
  // weaker than whatever could go in their stead.
  void Settle(std::uint32_t place, Key out) {
    const Row& row = rows_[place];
    const Key any = row.held > 0 ? row.claims[row.held - 1] + 1 : 0;
    const bool is_full = row.held == row.capacity;
    Key* const of_place = bars_.OfPlace(place);
    if (row.cells == 0) {  // one cell: the last claim is all there is to know
      limits_.SetFronts(row.slot, {.open = any, .any = any});
      const Key bar = is_full ? any >> kCellBits : out >> kCellBits;
      if (is_full | (out != kNoClaim<Key>)) std::fill_n(of_place, bars_.columns(), bar);
      return;
    }
    Key fronts[kCells + 1] = {};  // one more than the weakest claim of each cell; then no cell
    for (unsigned i = 0; i < kWidth; ++i) {
      fronts[i < row.held ? row.claims[i] & kCellMask : kCells] = row.claims[i] + 1;
    }
    const unsigned open_cells = OpenCells(row);
    Key open = 0;
    for (unsigned cell = 0; cell < kCells; ++cell) {
      open = std::max(open, (open_cells >> cell & 1U) != 0 ? fronts[cell] : 0);
    }
    limits_.SetFronts(row.slot, {.open = open, .any = any});
    Key bars[kCells];
    for (unsigned cell = 0; cell < kCells; ++cell) {
      const std::uint32_t count = Byte(row.count, cell);
      const bool is_cell_full = count == Byte(row.most, cell);
      const bool is_open_only = is_full && count >= Byte(row.reserved, cell);
      const Key bar = is_cell_full   ? fronts[cell] >> kCellBits
                      : is_open_only ? std::max(fronts[cell], open) >> kCellBits
                                     : kNoClaim<Key>;
      bars[cell] = (out & kCellMask) == cell ? std::min(bar, out >> kCellBits) : bar;
    }
    for (std::uint32_t column = 0; column < bars_.columns(); ++column) {
      of_place[column] = std::min(of_place[column], bars[CellOf(row, column)]);
    }
  }

  Bars<Key> bars_;
  Limits<Key> limits_;
  std::vector<Row> rows_;
};

}  // namespace driehoek::placement::match
