#include "placement/axes.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "shared/base/errors.h"

namespace driehoek::placement {
namespace {

// All that a request may change, less the levels.
auto Rest(const Placement& placement) {
  return std::tie(placement.student, placement.enrolment, placement.form, placement.organisation,
                  placement.workplace, placement.supervisor, placement.start_date,
                  placement.end_date, placement.weekly_hours, placement.load_hours,
                  placement.origin, placement.outcome_codes, placement.capacity_offer);
}

auto Levels(const Placement& placement) {
  return std::tie(placement.collaboration_level, placement.authenticity_level);
}

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

bool DiffersInLevelsOnly(const Placement& before, const Placement& draft) {
  return Rest(before) == Rest(draft) && Levels(before) != Levels(draft);
}

absl::StatusOr<PlacementChange> ChangeLevels(const Placement& before, const Placement& draft,
                                             absl::Time now) {
  if (IsFinal(before.state)) {
    return Error(absl::StatusCode::kFailedPrecondition, "PLACEMENT_FINAL", "the placement is over");
  }
  PlacementChange change{.after = before};
  change.after.collaboration_level = draft.collaboration_level;
  change.after.authenticity_level = draft.authenticity_level;
  change.after.update_time = now;
  return change;
}

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
