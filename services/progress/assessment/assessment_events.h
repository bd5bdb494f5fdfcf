// What others are told of an assessment, and the parts of a commit that every change of one has.
#pragma once

#include <cstdint>

#include "progress/assessment/lifecycle.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"

namespace driehoek::progress::assessment {

// Adds to `plan` what `change` writes, relies on and tells. `before` is the version it was decided
// on.
void AddChange(const TenantId& tenant, const AssessmentChange& change, std::int64_t before,
               events::CommitPlan& plan);

}  // namespace driehoek::progress::assessment
