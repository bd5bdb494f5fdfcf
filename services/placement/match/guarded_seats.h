// Seats with reserves, ceilings and supervisors' limits: the host's choice of README.md, kept up
// claim by claim.
//
// A cell is what one group with a quota holds at a place, or all other groups together. When a host
// that has chosen gets one claim more, its new choice leaves out at most one claim, and which one
// follows from the bound that broke:
//   a ceiling          the weakest of that cell;
//   a capacity         the weakest of that place outside reserved seats;
//   a limit            the weakest of that supervisor outside reserved seats; when all of them are
//                      in reserved seats, the weakest of all.
// "Outside reserved seats" can only be the weakest claims of a cell with more claims than reserved
// seats. What a cell left out once, and all weaker claims of it, are left out for ever.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "placement/match/bars.h"
#include "placement/match/heap.h"
#include "placement/match/limits.h"
#include "placement/match/problem.h"
#include "placement/match/rounds.h"

namespace driehoek::placement::match {

template <typename Key>
class GuardedSeats {
 public:
  static constexpr std::uint32_t kFetched = 2 * kTogether;

  GuardedSeats(const Problem& problem, Bars<Key> bars)
      : bars_(std::move(bars)), limits_(problem), places_(problem.places()) {
    for (std::uint32_t p = 0; p < problem.places(); ++p) AddPlace(problem, p);
    seats_.resize(seat_count_);
  }

  [[gnu::always_inline]] inline void PrefetchBar(std::uint32_t place, std::uint32_t student) const {
    if (bars_.has_table()) return bars_.Prefetch(place, student);
    __builtin_prefetch(&places_[place]);
  }
  [[gnu::always_inline]] inline void PrefetchPlace(std::uint32_t place) const {
    __builtin_prefetch(&places_[place]);
  }
  [[gnu::always_inline]] inline void PrefetchSeats(std::uint32_t place) const {
    const Place& at = places_[place];
    __builtin_prefetch(&cells_[at.first_cell]);
    __builtin_prefetch(&cells_[at.last_cell]);
    __builtin_prefetch(&seats_[at.first_seat]);
    limits_.Prefetch(at.slot, at.supervisor);
  }

  bool Refuses(std::uint32_t place, std::uint32_t student, Key key) const {
    if (bars_.has_table()) return key >= bars_.Of(place, student);
    return key >= cells_[CellOf(places_[place], bars_.ColumnOfStudent(student))].bar;
  }

  Key Take(std::uint32_t place, std::uint32_t student, Key key) {
    Place& at = places_[place];
    const std::uint32_t cell = CellOf(at, bars_.ColumnOfStudent(student));
    if (cells_[cell].count == cells_[cell].most) return Swap(place, cell, key);
    // The only cell of the place is full when the place is.
    PushTo(cells_[cell], key);
    if (at.count == at.capacity) return LeaveOut(place, WeakestOf(at));
    ++at.count;
    KeepFronts(at);
    if (limits_.Count(at.supervisor)) return kNoClaim<Key>;
    const std::uint32_t weakest = limits_.WeakestPlace(at.supervisor);
    Place& other = places_[weakest];
    --other.count;
    // All of them in reserved seats: then the reserve gives way.
    const std::uint32_t open = WeakestOf(other);
    return LeaveOut(weakest, open == kNone ? WeakestReserved(other) : open);
  }

 private:
  using Front = Key;  // of Limits

  // One of each in one line of the cache.
  struct alignas(kCacheLine / 2) Cell {
    Key bar = 0;      // claims must be stronger than this
    Front front = 0;  // of the weakest claim held
    std::uint32_t column = 0;
    std::uint32_t begin = 0;  // of its seats
    std::uint32_t count = 0;
    std::uint32_t most = 0;  // ceiling or capacity, whichever is less
    std::uint32_t reserved = 0;
  };
  struct alignas(kCacheLine / 2) Place {
    std::uint32_t first_seat = 0;  // of all its cells
    std::uint32_t first_cell = 0;
    std::uint32_t last_cell = 0;  // the one of all groups without a quota
    std::uint32_t count = 0;
    std::uint32_t capacity = 0;
    std::uint32_t slot = 0;  // of Limits
    std::uint32_t supervisor = 0;
  };

  void AddPlace(const Problem& problem, std::uint32_t p) {
    Place& place = places_[p];
    place.capacity = problem.usable(p);
    place.slot = limits_.SlotOf(p);
    place.supervisor = limits_.SupervisorOf(place.slot);
    const bool is_closed = limits_.AdmitsNobody(place.slot);
    place.first_seat = seat_count_;
    place.first_cell = static_cast<std::uint32_t>(cells_.size());
    for (const Quota& quota : problem.quotas(p)) {
      AddCell(bars_.ColumnOf(quota.group), std::min(quota.ceiling, place.capacity), quota.reserved);
    }
    place.last_cell = static_cast<std::uint32_t>(cells_.size());
    AddCell(kNone, place.capacity, 0);
    for (std::uint32_t c = place.first_cell; c <= place.last_cell; ++c) {
      SetBar(p, c, cells_[c].most > 0 && !is_closed ? kNoClaim<Key> : 0);
    }
  }

  void AddCell(std::uint32_t column, std::uint32_t most, std::uint32_t reserved) {
    cells_.push_back({.column = column, .begin = seat_count_, .most = most, .reserved = reserved});
    seat_count_ += most;
  }

  void SetBar(std::uint32_t place, std::uint32_t index, Key bar) {
    cells_[index].bar = bar;
    if (!bars_.has_table()) return;
    Key* const bars = bars_.OfPlace(place);
    for (std::uint32_t column = 0; column < bars_.columns(); ++column) {
      if (CellOf(places_[place], column) == index) bars[column] = bar;
    }
  }

  std::uint32_t CellOf(const Place& at, std::uint32_t column) const {
    std::uint32_t cell = at.first_cell;
    while (cell != at.last_cell && cells_[cell].column != column) ++cell;
    return cell;
  }

  Key* SeatsOf(const Cell& cell) { return seats_.data() + cell.begin; }

  void PushTo(Cell& cell, Key key) {
    Push(SeatsOf(cell), cell.count++, key);
    cell.front = SeatsOf(cell)[0] + 1;
  }

  // The cell is at its bound: the claim takes the seat of the weakest.
  Key Swap(std::uint32_t place, std::uint32_t index, Key key) {
    Cell& cell = cells_[index];
    Key* const heap = SeatsOf(cell);
    const Key out = std::max(heap[0], key);
    if (key < heap[0]) ReplaceFront(heap, cell.count, key);
    cell.front = heap[0] + 1;
    SetBar(place, index, heap[0]);
    KeepFronts(places_[place]);
    return out;
  }

  // Takes the weakest claim of the cell away, and lets no weaker one in again.
  Key LeaveOut(std::uint32_t place, std::uint32_t index) {
    Cell& cell = cells_[index];
    Key* const heap = SeatsOf(cell);
    const Key out = Pop(heap, cell.count--);
    cell.front = cell.count > 0 ? heap[0] + 1 : 0;
    SetBar(place, index, out);
    KeepFronts(places_[place]);
    return out;
  }

  void KeepFronts(const Place& at) {
    typename Limits<Front>::Fronts fronts;
    for (std::uint32_t c = at.first_cell; c <= at.last_cell; ++c) {
      const Cell& cell = cells_[c];
      fronts.any = std::max(fronts.any, cell.front);
      fronts.open = std::max(fronts.open, cell.count > cell.reserved ? cell.front : 0);
    }
    limits_.SetFronts(at.slot, fronts);
  }

  // The cell of the weakest claim of a place outside reserved seats; a place over its capacity has
  // one, since it reserves no more than that.
  std::uint32_t WeakestOf(const Place& at) const {
    std::uint32_t weakest = kNone;
    Front front = 0;
    for (std::uint32_t c = at.first_cell; c <= at.last_cell; ++c) {
      if (cells_[c].count <= cells_[c].reserved || cells_[c].front <= front) continue;
      weakest = c;
      front = cells_[c].front;
    }
    return weakest;
  }

  std::uint32_t WeakestReserved(const Place& at) const {
    std::uint32_t weakest = at.first_cell;
    for (std::uint32_t c = at.first_cell; c <= at.last_cell; ++c) {
      if (cells_[c].front > cells_[weakest].front) weakest = c;
    }
    return weakest;
  }

  Bars<Key> bars_;
  Limits<Front> limits_;
  std::vector<Place> places_;
  std::vector<Cell> cells_;
  std::uint32_t seat_count_ = 0;
  std::vector<Key> seats_;
};

}  // namespace driehoek::placement::match
