#include "placement/scan/standing.h"

namespace driehoek::placement::scan {
namespace {

bool Concerns(const Scan& scan, const Placement& placement) {
  if (scan.workplace != placement.workplace ||
      scan.programme_variant != placement.programme_variant || !scan.assess_time.has_value()) {
    return false;
  }
  return scan.placement.empty() ? scan.supervisor == placement.supervisor
                                : scan.placement == placement.id;
}

bool Holds(const Scan& scan, const Placement& placement, absl::CivilDay today) {
  return scan.state == ScanState::kAssessed && scan.phase >= placement.phase &&
         scan.supervisor == placement.supervisor &&
         (!scan.valid_until.has_value() || today <= *scan.valid_until);
}

}  // namespace

Standing StandingOf(const Placement& placement, const std::vector<Scan>& scans,
                    absl::CivilDay today) {
  Standing standing;
  for (const Scan& scan : scans) {
    if (!Concerns(scan, placement)) continue;
    if (standing.scan == nullptr || *scan.assess_time >= *standing.scan->assess_time) {
      standing.scan = &scan;
    }
  }
  if (standing.scan == nullptr) return standing;
  if (!Holds(*standing.scan, placement, today)) {
    standing.standing = ScanStanding::kExpired;
  } else if (standing.scan->verdict == Verdict::kUnfit) {
    standing.standing = ScanStanding::kUnfit;
  } else {
    standing.standing = ScanStanding::kHolds;
  }
  return standing;
}

}  // namespace driehoek::placement::scan
