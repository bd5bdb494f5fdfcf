// What others are told of a check-in, and the parts of a commit that every change of one has.
#pragma once

#include <cstdint>
#include <string>

#include "progress/checkin/lifecycle.h"
#include "progress/checkin/schedule.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"

namespace driehoek::progress::checkin {

// Adds to `plan` what `change` writes and tells. `before` is the version it was decided on.
void AddChange(const TenantId& tenant, const CheckInChange& change, std::int64_t before,
               events::CommitPlan& plan);

// The name under which the plan of a placement has its version: two who plan it at once do so once.
std::string PlanName(const TenantId& tenant, const PlacementId& placement);

}  // namespace driehoek::progress::checkin
