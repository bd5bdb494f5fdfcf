#include "progress/assessment/assessment_events.h"

#include "driehoek/v1/event.pb.h"
#include "progress/assessment/assessment_names.h"

namespace driehoek::progress::assessment {

void AddChange(const TenantId& tenant, const AssessmentChange& change, std::int64_t before,
               events::CommitPlan& plan) {
  const std::string name = AssessmentName(tenant, change.after.id);
  plan.writes.push_back({name, before});
  for (const FactVersion& fact : change.relies_on) {
    plan.relies_on.push_back({fact.name, fact.version});
  }
  for (const Told told : change.told) {
    v1::Event event;
    event.set_type(std::string(NameOf(told)));
    event.set_resource(name);
    auto& changed = *event.mutable_assessment_changed();
    changed.set_assessment(name);
    changed.set_placement(MakeName(tenant, "placements", change.after.placement.value()));
    plan.events.push_back({event.type(), name, event.SerializeAsString()});
  }
}

}  // namespace driehoek::progress::assessment
