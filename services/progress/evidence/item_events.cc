#include "progress/evidence/item_events.h"

#include <algorithm>

#include "driehoek/v1/event.pb.h"
#include "progress/evidence/item_names.h"

namespace driehoek::progress::evidence {

void AddChange(const TenantId& tenant, const ItemChange& change, std::int64_t before,
               events::CommitPlan& plan) {
  const std::string name = ItemName(tenant, change.after.id);
  plan.writes.push_back({name, before});
  for (const FactVersion& fact : change.relies_on) {
    const bool is_there =
        std::any_of(plan.relies_on.begin(), plan.relies_on.end(),
                    [&](const events::ResourceVersion& one) { return one.name == fact.name; });
    if (!is_there) plan.relies_on.push_back({fact.name, fact.version});
  }
  for (const Told told : change.told) {
    v1::Event event;
    event.set_type(std::string(NameOf(told)));
    event.set_resource(name);
    auto& changed = *event.mutable_evidence_changed();
    changed.set_evidence_item(name);
    changed.set_placement(PlacementName(tenant, change.after.placement));
    plan.events.push_back({event.type(), name, event.SerializeAsString()});
  }
}

}  // namespace driehoek::progress::evidence
