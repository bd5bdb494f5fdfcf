#include "placement/placement_events.h"

#include "absl/strings/str_cat.h"
#include "driehoek/v1/event.pb.h"
#include "placement/placement_proto.h"

namespace driehoek::placement {

events::EventRecord PlacementEvent(const TenantId& tenant, const PlacementId& id, State state) {
  const std::string name = PlacementName(tenant, id);
  v1::Event event;
  event.set_type(absl::StrCat("placement.", NameOf(state)));
  event.set_resource(name);
  event.mutable_placement_changed()->set_placement(name);
  event.mutable_placement_changed()->set_state(
      static_cast<v1::Placement::State>(static_cast<int>(state) + 1));
  return {event.type(), name, event.SerializeAsString()};
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
