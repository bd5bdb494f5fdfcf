#include "placement/match/optimal_check.h"

#include <array>
#include <cstdint>
#include <vector>

namespace driehoek::placement::match {
namespace {

// Students without a place, reserved seats not filled, total rank: compared in this order.
using Cost = std::array<std::int64_t, 3>;

Cost operator+(const Cost& a, const Cost& b) { return {a[0] + b[0], a[1] + b[1], a[2] + b[2]}; }
Cost operator-(const Cost& a) { return {-a[0], -a[1], -a[2]}; }

// A student flows to a cell (a group with a quota at a place, or all other groups there), from
// there to the place, its supervisor if it has one, and the sink; or, without a place, straight to
// the sink.
class Residual {
 public:
  Residual(const Problem& problem, const Matching& matching)
      : problem_(problem), first_cell_(problem.places() + std::size_t{1}) {
    for (std::uint32_t p = 0; p < problem.places(); ++p) {
      first_cell_[p + 1] =
          first_cell_[p] + static_cast<std::uint32_t>(problem.quotas(p).size()) + 1;
    }
    in_cell_.resize(first_cell_.back());
    at_place_.resize(problem.places());
    of_supervisor_.resize(problem.supervisors());
    cells_at_ = problem.students();
    places_at_ = cells_at_ + first_cell_.back();
    supervisors_at_ = places_at_ + problem.places();
    sink_ = supervisors_at_ + problem.supervisors();
    Count(matching);
  }

  bool HasNegativeCycle(const Matching& matching) {
    from_.assign(sink_ + 1, kNone);
    distance_.assign(sink_ + 1, Cost{});
    do {
      changed_ = false;
      for (std::uint32_t s = 0; s < problem_.students(); ++s) RelaxStudent(s, matching.place[s]);
      for (std::uint32_t p = 0; p < problem_.places(); ++p) RelaxPlace(p);
      for (std::uint32_t k = 0; k < problem_.supervisors(); ++k) {
        RelaxBoth(supervisors_at_ + k, sink_, of_supervisor_[k], problem_.market().limit[k]);
      }
      if (changed_ && PredecessorsHaveCycle()) return true;
    } while (changed_);
    return false;
  }

 private:
  void Count(const Matching& matching) {
    for (std::uint32_t s = 0; s < problem_.students(); ++s) {
      const std::uint32_t p = matching.place[s];
      if (p == kNone) continue;
      ++in_cell_[CellOf(p, problem_.group(s))];
      ++at_place_[p];
      if (const std::uint32_t k = problem_.supervisor(p); k != kNone) ++of_supervisor_[k];
    }
  }

  std::uint32_t CellOf(std::uint32_t place, std::uint32_t group) const {
    std::uint32_t cell = first_cell_[place];
    for (const Quota& quota : problem_.quotas(place)) {
      if (quota.group == group) return cell;
      ++cell;
    }
    return cell;
  }

  void Relax(std::uint32_t from, std::uint32_t to, const Cost& cost) {
    const Cost reached = distance_[from] + cost;
    if (!(reached < distance_[to])) return;
    distance_[to] = reached;
    from_[to] = from;
    changed_ = true;
  }

  // An edge without cost that carries `flow` of at most `bound`.
  void RelaxBoth(std::uint32_t from, std::uint32_t to, std::uint64_t flow, std::uint64_t bound) {
    if (flow < bound) Relax(from, to, {});
    if (flow > 0) Relax(to, from, {});
  }

  void RelaxStudent(std::uint32_t s, std::uint32_t has) {
    std::int64_t rank = 0;
    for (const Wish& wish : problem_.wishes(s)) {
      const Cost cost{0, 0, ++rank};
      const std::uint32_t cell = cells_at_ + CellOf(wish.place, problem_.group(s));
      if (wish.place == has) {
        Relax(cell, s, -cost);
      } else {
        Relax(s, cell, cost);
      }
    }
    constexpr Cost kUnplaced{1, 0, 0};
    if (has == kNone) {
      Relax(sink_, s, -kUnplaced);
    } else {
      Relax(s, sink_, kUnplaced);
    }
  }

  void RelaxPlace(std::uint32_t p) {
    std::uint32_t cell = first_cell_[p];
    for (const Quota& quota : problem_.quotas(p)) RelaxCell(cell++, p, quota);
    RelaxCell(cell, p, {});
    const std::uint32_t k = problem_.supervisor(p);
    RelaxBoth(places_at_ + p, k == kNone ? sink_ : supervisors_at_ + k, at_place_[p],
              problem_.market().capacity[p]);
  }

  // The first `reserved` units through a cell are worth a reserved seat each.
  void RelaxCell(std::uint32_t cell, std::uint32_t place, const Quota& quota) {
    constexpr Cost kSeat{0, -1, 0};
    const std::uint32_t flow = in_cell_[cell];
    if (flow < quota.ceiling) {
      Relax(cells_at_ + cell, places_at_ + place, flow < quota.reserved ? kSeat : Cost{});
    }
    if (flow > 0) {
      Relax(places_at_ + place, cells_at_ + cell, flow <= quota.reserved ? -kSeat : Cost{});
    }
  }

  // A cycle among the predecessors has negative cost, and every negative cycle makes one at last.
  bool PredecessorsHaveCycle() const {
    std::vector<std::uint32_t> seen(from_.size(), kNone);  // the node whose walk came here
    for (std::uint32_t start = 0; start < from_.size(); ++start) {
      std::uint32_t node = start;
      while (node != kNone && seen[node] == kNone) {
        seen[node] = start;
        node = from_[node];
      }
      if (node != kNone && seen[node] == start) return true;
    }
    return false;
  }

  const Problem& problem_;
  std::vector<std::uint32_t> first_cell_;
  std::vector<std::uint32_t> in_cell_;
  std::vector<std::uint32_t> at_place_;
  std::vector<std::uint32_t> of_supervisor_;
  // Where the nodes of each kind begin; students begin at 0.
  std::uint32_t cells_at_ = 0;
  std::uint32_t places_at_ = 0;
  std::uint32_t supervisors_at_ = 0;
  std::uint32_t sink_ = 0;
  std::vector<Cost> distance_;
  std::vector<std::uint32_t> from_;
  bool changed_ = false;
};

}  // namespace

bool IsOptimal(const Problem& problem, const Matching& matching) {
  return !Residual(problem, matching).HasNegativeCycle(matching);
}

}  // namespace driehoek::placement::match
