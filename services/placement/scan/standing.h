// How a placement stands with the scans of its workplace: pure (R34, R36).
#pragma once

#include <vector>

#include "absl/time/civil_time.h"
#include "placement/facts.h"
#include "placement/placement.h"
#include "placement/scan/scan.h"

namespace driehoek::placement::scan {

struct Standing {
  ScanStanding standing = ScanStanding::kMissing;
  const Scan* scan = nullptr;  // of `scans`: the one that says so; null when none was assessed
};

// What the scan that was assessed last (of two at the same moment the later of `scans`) says of
// `placement` on `today`, among `scans` of its workplace, oldest first, that are for its variant
// and either for this placement or for whoever comes to its supervisor. kMissing: none was
// assessed; kExpired: its day is over, it was opened again, or it is of an earlier phase or another
// supervisor. A scan of a later phase counts, since that asks more.
Standing StandingOf(const Placement& placement, const std::vector<Scan>& scans,
                    absl::CivilDay today);

}  // namespace driehoek::placement::scan
