// What others are told of a placement, and the parts of a commit that every change of one has.
#pragma once

#include "placement/lifecycle.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"

namespace driehoek::placement {

// "placement.ready", "placement.active", "placement.ended_early": one for each state that was
// reached.
events::EventRecord PlacementEvent(const TenantId& tenant, const PlacementId& id, State state);

// "placement.search_escalated": the search of a student came to mark `step` of the clock (R27).
events::EventRecord SearchEscalated(const TenantId& tenant, const PlacementId& id, State state,
                                    int step);

// Adds to `plan` what `change` writes, relies on and tells. `before` is the version it was decided
// on.
void AddChange(const TenantId& tenant, const PlacementChange& change, std::int64_t before,
               events::CommitPlan& plan);

}  // namespace driehoek::placement
