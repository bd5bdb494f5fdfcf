#include "placement/continuation/route_events.h"

#include "driehoek/v1/event.pb.h"
#include "placement/continuation/route_proto.h"
#include "placement/placement_proto.h"

namespace driehoek::placement::continuation {
namespace {

const char* TypeOf(RouteState state) {
  switch (state) {
    case RouteState::kOpen:
      return "continuation.opened";
    case RouteState::kOffered:
      return "continuation.offered";
    case RouteState::kChosen:
      return "continuation.chosen";
    case RouteState::kClosed:
      return "continuation.closed";
  }
  return "";
}

}  // namespace

void AddChange(const TenantId& tenant, const RouteChange& change, std::int64_t before,
               events::CommitPlan& plan) {
  const std::string name = RouteName(tenant, change.after.id);
  plan.writes.push_back({name, before});
  for (const FactVersion& fact : change.relies_on) {
    plan.relies_on.push_back({fact.name, fact.version});
  }
  if (!change.reached.has_value()) return;
  v1::Event event;
  event.set_type(TypeOf(*change.reached));
  event.set_resource(name);
  event.mutable_continuation_changed()->set_continuation_route(name);
  event.mutable_continuation_changed()->set_placement(
      PlacementName(tenant, change.after.placement));
  plan.events.push_back({event.type(), name, event.SerializeAsString()});
}

}  // namespace driehoek::placement::continuation
