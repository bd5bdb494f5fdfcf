// What others are told of a way on, and the parts of a commit that every change of one has.
#pragma once

#include <cstdint>

#include "placement/continuation/lifecycle.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"

namespace driehoek::placement::continuation {

// Adds to `plan` what `change` writes, relies on and tells ("continuation.opened" and so on, when
// it came to another state). `before` is the version it was decided on.
void AddChange(const TenantId& tenant, const RouteChange& change, std::int64_t before,
               events::CommitPlan& plan);

}  // namespace driehoek::placement::continuation
