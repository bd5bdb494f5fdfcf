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
#include <vector>

#include "placement/match/bars.h"
#include "placement/match/heap.h"
#include "placement/match/problem.h"
#include "placement/match/rounds.h"

namespace driehoek::placement::match {

template <typename Key>
class GuardedSeats {
 public:
  explicit GuardedSeats(const Problem& problem)
      : problem_(problem), bars_(problem), places_(problem.places()) {
    for (std::uint32_t p = 0; p < problem.places(); ++p) AddPlace(p);
    seats_.resize(seat_count_);
    AddSupervisors();
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
    if (at.slot == kNone) return;
    __builtin_prefetch(&supervisors_[at.supervisor]);
    __builtin_prefetch(&fronts_[at.slot]);
  }

  bool Refuses(std::uint32_t place, std::uint32_t student, Key key) const {
    if (bars_.has_table()) return key >= bars_.Of(place, student);
    return key >= cells_[CellOf(places_[place], student)].bar;
  }

  Key Take(std::uint32_t place, std::uint32_t student, Key key) {
    Place& at = places_[place];
    const std::uint32_t cell = CellOf(at, student);
    if (cells_[cell].count == cells_[cell].most) return Swap(place, cell, key);
    // The only cell of the place is full when the place is.
    PushTo(cells_[cell], key);
    if (at.count == at.capacity) return LeaveOut(place, WeakestOf(at));
    ++at.count;
    if (at.slot == kNone) return kNoClaim<Key>;
    Supervisor& over = supervisors_[at.supervisor];
    KeepFronts(at);
    if (over.count < over.limit) {
      ++over.count;
      return kNoClaim<Key>;
    }
    const std::uint32_t weakest = WeakestOf(over);
    Place& other = places_[weakest];
    --other.count;
    // All of them in reserved seats: then the reserve gives way.
    const std::uint32_t open = WeakestOf(other);
    return LeaveOut(weakest, open == kNone ? WeakestReserved(other) : open);
  }

 private:
  // One more than a claim, so that 0 is none and the greater one is the weaker claim.
  using Front = Key;

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
    // Only when the limit of its supervisor can be reached.
    std::uint32_t supervisor = kNone;
    std::uint32_t slot = kNone;  // among the places of supervisors
  };
  struct Supervisor {
    std::uint32_t count = 0;
    std::uint32_t limit = 0;
    std::uint32_t begin = 0;  // of its slots
    std::uint32_t end = 0;
  };
  // The weakest claims of one place: outside reserved seats, and of all.
  struct Fronts {
    Front open = 0;
    Front any = 0;
  };

  void AddPlace(std::uint32_t p) {
    Place& place = places_[p];
    place.capacity = problem_.usable(p);
    place.first_seat = seat_count_;
    place.first_cell = static_cast<std::uint32_t>(cells_.size());
    for (const Quota& quota : problem_.quotas(p)) {
      AddCell(bars_.ColumnOf(quota.group), std::min(quota.ceiling, place.capacity), quota.reserved);
    }
    place.last_cell = static_cast<std::uint32_t>(cells_.size());
    AddCell(kNone, place.capacity, 0);
    for (std::uint32_t c = place.first_cell; c <= place.last_cell; ++c) {
      SetBar(p, c, cells_[c].most > 0 ? kNoClaim<Key> : 0);
    }
  }

  void AddCell(std::uint32_t column, std::uint32_t most, std::uint32_t reserved) {
    cells_.push_back({.column = column, .begin = seat_count_, .most = most, .reserved = reserved});
    seat_count_ += most;
  }

  void SetBar(std::uint32_t place, std::uint32_t index, Key bar) {
    cells_[index].bar = bar;
    if (!bars_.has_table()) return;
    const Place& at = places_[place];
    if (index != at.last_cell) return bars_.Set(place, cells_[index].column, bar);
    bars_.SetAll(place, bar);
    for (std::uint32_t c = at.first_cell; c < at.last_cell; ++c) {
      bars_.Set(place, cells_[c].column, cells_[c].bar);
    }
  }

  // A limit that its places cannot reach guards nothing and costs nothing.
  void AddSupervisors() {
    std::vector<std::uint64_t> seats(problem_.supervisors());
    std::vector<std::uint32_t> count(problem_.supervisors());
    for (std::uint32_t p = 0; p < problem_.places(); ++p) {
      if (const std::uint32_t k = problem_.supervisor(p); k != kNone) {
        seats[k] += places_[p].capacity;
        ++count[k];
      }
    }
    supervisors_.resize(problem_.supervisors());
    std::uint32_t begin = 0;
    for (std::uint32_t k = 0; k < problem_.supervisors(); ++k) {
      const std::uint32_t limit = problem_.market().limit[k];
      supervisors_[k] = {.limit = limit, .begin = begin, .end = begin};
      if (seats[k] > limit) begin += count[k];
    }
    supervised_.resize(begin);
    fronts_.resize(begin);
    for (std::uint32_t p = 0; p < problem_.places(); ++p) {
      const std::uint32_t k = problem_.supervisor(p);
      if (k == kNone || seats[k] <= problem_.market().limit[k]) continue;
      places_[p].supervisor = k;
      places_[p].slot = supervisors_[k].end++;
      supervised_[places_[p].slot] = p;
      if (supervisors_[k].limit > 0) continue;
      for (std::uint32_t c = places_[p].first_cell; c <= places_[p].last_cell; ++c) SetBar(p, c, 0);
    }
  }

  std::uint32_t CellOf(const Place& at, std::uint32_t student) const {
    std::uint32_t cell = at.first_cell;
    const std::uint32_t column = bars_.ColumnOfStudent(student);
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
    if (at.slot == kNone) return;
    Fronts fronts;
    for (std::uint32_t c = at.first_cell; c <= at.last_cell; ++c) {
      const Cell& cell = cells_[c];
      fronts.any = std::max(fronts.any, cell.front);
      fronts.open = std::max(fronts.open, cell.count > cell.reserved ? cell.front : 0);
    }
    fronts_[at.slot] = fronts;
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

  // The place of the supervisor's weakest claim: outside reserved seats, or of all when there is
  // none.
  std::uint32_t WeakestOf(const Supervisor& over) const {
    std::uint32_t open = over.begin;
    std::uint32_t any = over.begin;
    for (std::uint32_t slot = over.begin; slot < over.end; ++slot) {
      if (fronts_[slot].open > fronts_[open].open) open = slot;
      if (fronts_[slot].any > fronts_[any].any) any = slot;
    }
    return supervised_[fronts_[open].open > 0 ? open : any];
  }

  const Problem& problem_;
  Bars<Key> bars_;
  std::vector<Place> places_;
  std::vector<Cell> cells_;
  std::uint32_t seat_count_ = 0;
  std::vector<Key> seats_;
  std::vector<Supervisor> supervisors_;
  std::vector<std::uint32_t> supervised_;  // place of each slot
  std::vector<Fronts> fronts_;             // of each slot
};

}  // namespace driehoek::placement::match
