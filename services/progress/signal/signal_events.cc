#include "progress/signal/signal_events.h"

#include "driehoek/v1/event.pb.h"
#include "progress/signal/signal_proto.h"

namespace driehoek::progress::signal {

void AddChange(const TenantId& tenant, const SignalChange& change, std::int64_t before,
               events::CommitPlan& plan) {
  const std::string name = SignalName(tenant, change.after.id);
  plan.writes.push_back({name, before});
  for (const Told told : change.told) {
    v1::Event event;
    event.set_type(std::string(NameOf(told)));
    event.set_resource(name);
    event.mutable_signal_changed()->set_signal(name);
    event.mutable_signal_changed()->set_placement(PlacementName(tenant, change.after.placement));
    plan.events.push_back({event.type(), name, event.SerializeAsString()});
  }
}

}  // namespace driehoek::progress::signal
