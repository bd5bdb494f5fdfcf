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

#include "placement/match/heap.h"
#include "placement/match/problem.h"
#include "placement/match/rounds.h"

namespace driehoek::placement::match {

template <typename Key>
class GuardedSeats {
 public:
  explicit GuardedSeats(const Problem& problem) : problem_(problem), places_(problem.places()) {
    for (std::uint32_t p = 0; p < problem.places(); ++p) AddPlace(p);
    seats_.resize(seat_count_);
    AddSupervisors();
  }

  void Prefetch(std::uint32_t place) const { __builtin_prefetch(&places_[place]); }

  bool Refuses(std::uint32_t place, std::uint32_t student, Key key) const {
    return key >= CellOf(place, student).bar;
  }

  Key Take(std::uint32_t place, std::uint32_t student, Key key) {
    Place& at = places_[place];
    Cell& cell = CellOf(place, student);
    if (cell.count == cell.most) return Swap(cell, key);
    // The only cell of the place is full when the place is.
    Push(SeatsOf(cell), cell.count++, key);
    Supervisor* const over = at.supervisor == kNone ? nullptr : &supervisors_[at.supervisor];
    if (at.count == at.capacity) return LeaveOut(WeakestOf(place));
    ++at.count;
    if (over == nullptr) return kNoClaim<Key>;
    if (over->count < over->limit) {
      ++over->count;
      return kNoClaim<Key>;
    }
    const CellAt weakest = WeakestOf(*over);
    --places_[weakest.place].count;
    return LeaveOut(cells_[weakest.cell]);
  }

 private:
  struct Cell {
    Key bar;  // claims must be stronger than this
    std::uint32_t group = kNone;
    std::uint32_t begin = 0;  // of its seats
    std::uint32_t count = 0;
    std::uint32_t most = 0;  // ceiling or capacity, whichever is less
    std::uint32_t reserved = 0;
  };
  struct Place {
    std::uint32_t first_cell = 0;
    std::uint32_t last_cell = 0;  // the one of all groups without a quota
    std::uint32_t count = 0;
    std::uint32_t capacity = 0;
    std::uint32_t supervisor = kNone;  // only when its limit can be reached
  };
  struct Supervisor {
    std::uint32_t count = 0;
    std::uint32_t limit = 0;
    std::uint32_t begin = 0;  // of its places
    std::uint32_t end = 0;
  };
  struct CellAt {
    std::uint32_t cell = kNone;
    std::uint32_t place = kNone;
  };

  void AddPlace(std::uint32_t p) {
    Place& place = places_[p];
    place.capacity = problem_.usable(p);
    place.first_cell = static_cast<std::uint32_t>(cells_.size());
    for (const Quota& quota : problem_.quotas(p)) {
      AddCell(quota.group, std::min(quota.ceiling, place.capacity), quota.reserved);
    }
    place.last_cell = static_cast<std::uint32_t>(cells_.size());
    AddCell(kNone, place.capacity, 0);
  }

  void AddCell(std::uint32_t group, std::uint32_t most, std::uint32_t reserved) {
    cells_.push_back({.bar = most > 0 ? kNoClaim<Key> : 0,
                      .group = group,
                      .begin = seat_count_,
                      .most = most,
                      .reserved = reserved});
    seat_count_ += most;
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
    for (std::uint32_t p = 0; p < problem_.places(); ++p) {
      const std::uint32_t k = problem_.supervisor(p);
      if (k == kNone || seats[k] <= problem_.market().limit[k]) continue;
      places_[p].supervisor = k;
      supervised_[supervisors_[k].end++] = p;
      if (supervisors_[k].limit > 0) continue;
      for (std::uint32_t c = places_[p].first_cell; c <= places_[p].last_cell; ++c) {
        cells_[c].bar = 0;
      }
    }
  }

  Cell& CellOf(std::uint32_t place, std::uint32_t student) {
    const Place& at = places_[place];
    std::uint32_t cell = at.first_cell;
    if (cell != at.last_cell) {
      const std::uint32_t group = problem_.group(student);
      while (cell != at.last_cell && cells_[cell].group != group) ++cell;
    }
    return cells_[cell];
  }
  const Cell& CellOf(std::uint32_t place, std::uint32_t student) const {
    return const_cast<GuardedSeats*>(this)->CellOf(place, student);
  }

  Key* SeatsOf(const Cell& cell) { return seats_.data() + cell.begin; }

  // The cell is at its bound: the claim takes the seat of the weakest.
  Key Swap(Cell& cell, Key key) {
    Key* const heap = SeatsOf(cell);
    const Key out = std::max(heap[0], key);
    if (key < heap[0]) ReplaceFront(heap, cell.count, key);
    cell.bar = heap[0];
    return out;
  }

  // Takes the weakest claim of the cell away, and lets no weaker one in again.
  Key LeaveOut(Cell& cell) {
    const Key out = Pop(SeatsOf(cell), cell.count--);
    cell.bar = out;
    return out;
  }

  // The cell of the weakest claim of a place outside reserved seats; there is one, since a place
  // reserves no more than its capacity.
  Cell& WeakestOf(std::uint32_t place) {
    std::uint32_t weakest = kNone;
    for (std::uint32_t c = places_[place].first_cell; c <= places_[place].last_cell; ++c) {
      if (cells_[c].count <= cells_[c].reserved) continue;
      if (weakest == kNone || Front(c) > Front(weakest)) weakest = c;
    }
    return cells_[weakest];
  }

  CellAt WeakestOf(const Supervisor& supervisor) {
    CellAt open;
    CellAt any;
    for (std::uint32_t i = supervisor.begin; i < supervisor.end; ++i) {
      const std::uint32_t p = supervised_[i];
      for (std::uint32_t c = places_[p].first_cell; c <= places_[p].last_cell; ++c) {
        const Cell& cell = cells_[c];
        if (cell.count == 0) continue;
        if (any.cell == kNone || Front(c) > Front(any.cell)) any = {c, p};
        if (cell.count <= cell.reserved) continue;
        if (open.cell == kNone || Front(c) > Front(open.cell)) open = {c, p};
      }
    }
    return open.cell == kNone ? any : open;
  }

  Key Front(std::uint32_t cell) const { return seats_[cells_[cell].begin]; }

  const Problem& problem_;
  std::vector<Place> places_;
  std::vector<Cell> cells_;
  std::uint32_t seat_count_ = 0;
  std::vector<Key> seats_;
  std::vector<Supervisor> supervisors_;
  std::vector<std::uint32_t> supervised_;  // places of each supervisor
};

}  // namespace driehoek::placement::match
