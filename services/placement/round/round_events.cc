#include "placement/round/round_events.h"

#include "driehoek/v1/event.pb.h"
#include "placement/round/round_proto.h"

namespace driehoek::placement::round {

events::EventRecord RoundEvent(const TenantId& tenant, absl::string_view type, const RoundId& round,
                               const ParticipantId& participant) {
  v1::Event event;
  v1::MatchingRoundChanged& changed = *event.mutable_matching_round_changed();
  changed.set_matching_round(RoundName(tenant, round));
  if (!participant.empty()) changed.set_participant(ParticipantName(tenant, round, participant));
  event.set_type(std::string(type));
  event.set_resource(participant.empty() ? changed.matching_round() : changed.participant());
  return {event.type(), event.resource(), event.SerializeAsString()};
}

}  // namespace driehoek::placement::round
