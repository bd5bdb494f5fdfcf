// What others are told of evidence, and the parts of a commit that every change of an item has.
#pragma once

#include <cstdint>

#include "progress/evidence/lifecycle.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"

namespace driehoek::progress::evidence {

// Adds to `plan` what `change` writes, relies on and tells. `before` is the version it was decided
// on. What is relied on twice is added once.
void AddChange(const TenantId& tenant, const ItemChange& change, std::int64_t before,
               events::CommitPlan& plan);

}  // namespace driehoek::progress::evidence
