// What other services are told of a change: the lines of its timeline that matter outside, without
// a word of personal data (R85).
#pragma once

#include <vector>

#include "agreement/agreement.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"

namespace driehoek::agreement {

// agreement.drafted, .submitted, .validated, .returned, .offered, .signed, .in_force, .amended (an
// amendment came in force), .declined, .withdrawn, .terminated, .superseded, .expired, .overdue,
// .end_requested, .commitment_marked, .responsibilities_accepted. Changes of a draft, opened texts
// and refused attempts stay inside.
std::vector<events::EventRecord> EventsOf(const TenantId& tenant, const AgreementChange& change);

}  // namespace driehoek::agreement
