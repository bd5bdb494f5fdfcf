#include "placement/placement_events.h"

#include "absl/strings/str_cat.h"
#include "driehoek/v1/event.pb.h"
#include "placement/placement_proto.h"

namespace driehoek::placement {

namespace {

v1::Event Changed(absl::string_view type, const std::string& name, State state) {
  v1::Event event;
  event.set_type(std::string(type));
  event.set_resource(name);
  event.mutable_placement_changed()->set_placement(name);
  event.mutable_placement_changed()->set_state(
      static_cast<v1::Placement::State>(static_cast<int>(state) + 1));
  return event;
}

}  // namespace

events::EventRecord PlacementEvent(const TenantId& tenant, const PlacementId& id, State state) {
  const v1::Event event =
      Changed(absl::StrCat("placement.", NameOf(state)), PlacementName(tenant, id), state);
  return {event.type(), event.resource(), event.SerializeAsString()};
}

events::EventRecord SearchEscalated(const TenantId& tenant, const PlacementId& id, State state,
                                    int step) {
  v1::Event event = Changed("placement.search_escalated", PlacementName(tenant, id), state);
  event.mutable_placement_changed()->set_escalation_step(step);
  return {event.type(), event.resource(), event.SerializeAsString()};
}

void AddChange(const TenantId& tenant, const PlacementChange& change, std::int64_t before,
               events::CommitPlan& plan) {
  plan.writes.push_back({PlacementName(tenant, change.after.id), before});
  for (const FactVersion& fact : change.relies_on) {
    plan.relies_on.push_back({fact.name, fact.version});
  }
  for (const State state : change.reached) {
    plan.events.push_back(PlacementEvent(tenant, change.after.id, state));
  }
}

}  // namespace driehoek::placement
