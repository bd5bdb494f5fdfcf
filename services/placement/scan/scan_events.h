// What others are told of a scan, and the parts of a commit that every change of one has.
#pragma once

#include <cstdint>

#include "placement/scan/lifecycle.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"

namespace driehoek::placement::scan {

// Adds to `plan` what `change` writes, relies on and tells ("scan.assessed" when it came to that
// state). `before` is the version it was decided on.
void AddChange(const TenantId& tenant, const ScanChange& change, std::int64_t before,
               events::CommitPlan& plan);

}  // namespace driehoek::placement::scan
