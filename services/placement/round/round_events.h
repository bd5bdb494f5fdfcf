// What others are told of a round: "round.frozen" and the other types that event.proto lists.
#pragma once

#include "absl/strings/string_view.h"
#include "placement/round/matching_round.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"

namespace driehoek::placement::round {

// `participant` may be empty. The event's resource is the participant when there is one, else the
// round.
events::EventRecord RoundEvent(const TenantId& tenant, absl::string_view type, const RoundId& round,
                               const ParticipantId& participant = ParticipantId());

}  // namespace driehoek::placement::round
