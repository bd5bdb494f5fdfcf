#include "placement/axes.h"

#include <algorithm>
#include <utility>

namespace driehoek::placement {
namespace {

AxesRow& RowOf(const CountedAxes& counted, std::vector<AxesRow>& rows) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const AxesRow& row) {
    return row.programme_variant == counted.programme_variant;
  });
  if (found != rows.end()) return *found;
  rows.push_back({.programme = counted.programme,
                  .programme_variant = counted.programme_variant,
                  .variant = counted.variant,
                  .funding = counted.funding});
  return rows.back();
}

}  // namespace

std::vector<AxesRow> DistributeOverAxes(const std::vector<CountedAxes>& counted) {
  std::vector<AxesRow> rows;
  for (const CountedAxes& one : counted) {
    AxesRow& row = RowOf(one, rows);
    row.placement_count += one.placement_count;
    if (one.collaboration_level == 0 || one.authenticity_level == 0) {
      row.unsaid_count += one.placement_count;
    } else {
      row.cells.push_back({one.collaboration_level, one.authenticity_level, one.placement_count});
    }
  }
  for (AxesRow& row : rows) {
    std::sort(row.cells.begin(), row.cells.end(), [](const auto& a, const auto& b) {
      return std::make_pair(a.collaboration_level, a.authenticity_level) <
             std::make_pair(b.collaboration_level, b.authenticity_level);
    });
  }
  return rows;
}

}  // namespace driehoek::placement
