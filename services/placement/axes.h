// Where placements stand on the two axes of R4: how closely workplace and programme work together,
// and how real the work is. Pure grouping of what was counted.
#pragma once

#include <vector>

#include "placement/placement.h"

namespace driehoek::placement {

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
