// Where placements stand on the two axes of R4: how closely workplace and programme work together,
// and how real the work is. Pure: saying it of one placement, and grouping what was counted.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/lifecycle.h"
#include "placement/placement.h"

namespace driehoek::placement {

// Whether `draft` asks for other levels and for nothing else.
bool DiffersInLevelsOnly(const Placement& before, const Placement& draft);

// `before` with the levels of `draft`. They describe the placement and bind nobody, so it does not
// matter whether the parties were asked to sign or it has started. FAILED_PRECONDITION /
// PLACEMENT_FINAL once it is over.
absl::StatusOr<PlacementChange> ChangeLevels(const Placement& before, const Placement& draft,
                                             absl::Time now);

// Placements of one variant with the same two levels.
struct CountedAxes {
  ProgrammeId programme;
  VariantId programme_variant;
  Variant variant = Variant::kFullTime;
  Funding funding = Funding::kFunded;
  int collaboration_level = 0;  // 1 to 5; 0: not said
  int authenticity_level = 0;   // 1 to 5; 0: not said
  int placement_count = 0;
};

// One variant. The cells hold placements of which both levels were said, none is empty.
struct AxesRow {
  struct Cell {
    int collaboration_level = 0;
    int authenticity_level = 0;
    int placement_count = 0;
  };
  ProgrammeId programme;
  VariantId programme_variant;
  Variant variant = Variant::kFullTime;
  Funding funding = Funding::kFunded;
  int placement_count = 0;
  int unsaid_count = 0;     // one level, or both, was not said
  std::vector<Cell> cells;  // by collaboration and then by authenticity
};

// One row for each variant, in the order in which `counted` names it first.
std::vector<AxesRow> DistributeOverAxes(const std::vector<CountedAxes>& counted);

}  // namespace driehoek::placement
