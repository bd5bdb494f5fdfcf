// Conditions of a verdict whose day has passed (R37): pure. Each is told once; when nothing is done
// about it within the time that the policy gives to a signal, the verdict no longer stands.
#pragma once

#include <optional>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/scan/lifecycle.h"
#include "placement/scan/scan.h"

namespace driehoek::placement::scan {

// Whether the scan's verdict is conditional and stands, and a condition of it should have been done
// before `today`.
bool HasOverdue(const Scan& scan, absl::CivilDay today);

// The scan with each overdue condition marked as told at `now`; nothing when all of them were told
// before.
std::optional<ScanChange> TellOverdue(const Scan& scan, absl::CivilDay today, absl::Time now);

// Opens the scan again (SIGNAL, for the action that was not done) when a condition that was told is
// still not done after `working_days` working days past its day. `criteria` are the newest of its
// phase; nothing without them, since then nothing could be answered.
std::optional<ScanChange> ReopenOverdue(const Scan& scan, int working_days,
                                        const std::optional<Criteria>& criteria,
                                        absl::CivilDay today, absl::Time now);

}  // namespace driehoek::placement::scan
