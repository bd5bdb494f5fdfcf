#include "progress/signal/triangle.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>
#include <utility>

namespace driehoek::progress::signal {
namespace {

// Smaller is sooner.
using Attention = std::tuple<int, int, int, absl::CivilDay, std::string>;

Attention AttentionOf(const Triangle& triangle, absl::CivilDay today) {
  constexpr absl::CivilDay kNever(9999, 12, 31);
  const int severity = triangle.open.empty() ? -1 : static_cast<int>(*SeverityOf(triangle));
  int late = 0;
  absl::CivilDay first_due = kNever;
  for (const VerdictFact& verdict : triangle.history.verdicts) {
    late += verdict.late_working_days;
    first_due = std::min(first_due, verdict.due_date);
  }
  int over = 0;
  for (const Edge edge : kEdges) {
    const int limit = triangle.policy.silence_weeks[edge] * 7;
    if (limit > 0) over = std::max(over, SilentDays(triangle.history, edge, today) - limit);
  }
  return {-severity, -late, -over, first_due, triangle.placement.id.value()};
}

// What no longer is so only waits to be closed.
Severity AsksNow(const Signal& signal) {
  return signal.is_current ? signal.severity : Severity::kNotice;
}

void SortOpen(std::vector<Signal>& open) {
  const auto key = [](const Signal& signal) {
    return std::make_tuple(-static_cast<int>(AsksNow(signal)), !signal.is_current,
                           signal.raise_time, signal.id.value());
  };
  std::sort(open.begin(), open.end(),
            [&](const Signal& one, const Signal& other) { return key(one) < key(other); });
}

}  // namespace

std::optional<Severity> SeverityOf(const Triangle& triangle) {
  if (triangle.open.empty()) return std::nullopt;
  return AsksNow(triangle.open.front());
}

void SortByAttention(std::vector<Triangle>& triangles, absl::CivilDay today) {
  std::vector<std::pair<Attention, std::size_t>> order;
  order.reserve(triangles.size());
  for (std::size_t i = 0; i < triangles.size(); ++i) {
    SortOpen(triangles[i].open);
    order.emplace_back(AttentionOf(triangles[i], today), i);
  }
  std::sort(order.begin(), order.end());
  std::vector<Triangle> sorted;
  sorted.reserve(triangles.size());
  for (const auto& [attention, i] : order) sorted.push_back(std::move(triangles[i]));
  triangles = std::move(sorted);
}

}  // namespace driehoek::progress::signal
