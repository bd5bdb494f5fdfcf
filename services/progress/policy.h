// How a caller stands to what happens during a placement (domain text 6.4), for all of progress/.
#pragma once

#include "progress/facts.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"

namespace driehoek::progress {

// Supervisors and contacts of the organisation, who never see a search (R32, I5).
bool IsEmployerSide(auth::Role role);

// `reach` is that of `caller`.
auth::Relations RelationsTo(const PlacementFact& placement, const auth::Caller& caller,
                            const ReachFact& reach);

}  // namespace driehoek::progress
