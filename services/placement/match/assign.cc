#include "placement/match/assign.h"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace driehoek::placement::match {
namespace {

using Graph = lemon::SmartDigraph;
using Node = Graph::Node;
using Arc = Graph::Arc;

// A student flows to a cell (a group with a quota at a place, or all other groups there), from
// there to the place, its supervisor if it has one, and the sink; or, without a place, straight to
// the sink.
class Flow {
 public:
  explicit Flow(const Problem& problem)
      : problem_(problem), bound_(graph_), cost_(graph_), supply_(graph_, 0) {
    // A reserved seat outweighs all ranks together, a student placed all reserved seats and ranks.
    std::int64_t longest = 1;
    for (std::uint32_t s = 0; s < problem.students(); ++s) {
      longest = std::max(longest, static_cast<std::int64_t>(problem.wishes(s).size()));
    }
    seat_ = std::int64_t{problem.students()} * longest + 1;
    unplaced_ = (std::int64_t{problem.students()} + 1) * seat_;
    sink_ = graph_.addNode();
    AddPlaces();
    AddStudents();
  }

  Matching Solve() {
    lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph_);
    simplex.upperMap(bound_).costMap(cost_).supplyMap(supply_);
    simplex.run();
    Matching matching;
    matching.place.assign(problem_.students(), kNone);
    for (std::size_t i = 0; i < order_.size(); ++i) {
      std::size_t arc = first_arc_[i];
      for (const Wish& wish : problem_.wishes(order_[i])) {
        if (simplex.flow(Graph::arcFromId(static_cast<int>(arc++))) > 0) {
          matching.place[order_[i]] = wish.place;
        }
      }
    }
    return matching;
  }

 private:
  Arc AddArc(Node from, Node to, std::int64_t bound, std::int64_t cost) {
    const Arc arc = graph_.addArc(from, to);
    bound_[arc] = bound;
    cost_[arc] = cost;
    return arc;
  }

  void AddPlaces() {
    std::vector<Node> supervisors;
    for (const std::uint32_t limit : problem_.market().limit) {
      supervisors.push_back(graph_.addNode());
      AddArc(supervisors.back(), sink_, std::min(limit, problem_.students()), 0);
    }
    for (std::uint32_t p = 0; p < problem_.places(); ++p) {
      const std::uint32_t k = problem_.supervisor(p);
      const Node place = graph_.addNode();
      AddArc(place, k == kNone ? sink_ : supervisors[k], problem_.usable(p), 0);
      first_cell_.push_back(cells_.size());
      for (const Quota& quota : problem_.quotas(p)) AddCell(place, quota, problem_.usable(p));
      AddCell(place, {}, problem_.usable(p));
    }
  }

  // Through one arc what fills reserved seats, through another the rest.
  void AddCell(Node place, const Quota& quota, std::uint32_t seats) {
    cells_.push_back(graph_.addNode());
    const std::uint32_t most = std::min(quota.ceiling, seats);
    const std::uint32_t reserved = std::min(quota.reserved, most);
    if (reserved > 0) AddArc(cells_.back(), place, reserved, -seat_);
    if (most > reserved) AddArc(cells_.back(), place, most - reserved, 0);
  }

  // In the order of the lottery, so that the order of the rows means nothing.
  void AddStudents() {
    order_.resize(problem_.students());
    for (std::uint32_t s = 0; s < problem_.students(); ++s) {
      order_[problem_.market().lottery[s]] = s;
    }
    std::int64_t supply = 0;
    for (const std::uint32_t s : order_) {
      const Node student = graph_.addNode();
      supply_[student] = 1;
      ++supply;
      first_arc_.push_back(static_cast<std::size_t>(graph_.arcNum()));
      std::int64_t rank = 0;
      for (const Wish& wish : problem_.wishes(s)) {
        AddArc(student, cells_[CellOf(wish.place, problem_.group(s))], 1, ++rank);
      }
      AddArc(student, sink_, 1, unplaced_);
    }
    supply_[sink_] = -supply;
  }

  std::size_t CellOf(std::uint32_t place, std::uint32_t group) const {
    std::size_t cell = first_cell_[place];
    for (const Quota& quota : problem_.quotas(place)) {
      if (quota.group == group) return cell;
      ++cell;
    }
    return cell;
  }

  const Problem& problem_;
  Graph graph_;
  Graph::ArcMap<std::int64_t> bound_;
  Graph::ArcMap<std::int64_t> cost_;
  Graph::NodeMap<std::int64_t> supply_;
  std::int64_t seat_ = 0;
  std::int64_t unplaced_ = 0;
  Node sink_;
  std::vector<Node> cells_;
  std::vector<std::size_t> first_cell_;
  std::vector<std::uint32_t> order_;
  std::vector<std::size_t> first_arc_;  // the first wish of each student in that order
};

}  // namespace

absl::StatusOr<Matching> SolveMostPlaced(const Problem& problem) {
  if (problem.students() > kMostAssignedStudents) {
    return absl::InvalidArgumentError(absl::StrCat("the rule most placed takes up to ",
                                                   kMostAssignedStudents, " students, not ",
                                                   problem.students()));
  }
  // So bounded, the weights of a path stay under 2^60.
  if (problem.market().wishes.size() > kMostAssignedWishes) {
    return absl::InvalidArgumentError(absl::StrCat("the rule most placed takes up to ",
                                                   kMostAssignedWishes, " wishes, not ",
                                                   problem.market().wishes.size()));
  }
  return Flow(problem).Solve();
}

}  // namespace driehoek::placement::match
