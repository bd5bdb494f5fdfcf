#include "progress/task/task_events.h"

#include "driehoek/v1/event.pb.h"
#include "progress/task/task_proto.h"
#include "shared/rpc/field_reading.h"

namespace driehoek::progress::task {

void AddChange(const TenantId& tenant, const TaskChange& change, std::int64_t before,
               events::CommitPlan& plan) {
  const std::string name = TaskName(tenant, change.after.id);
  plan.writes.push_back({name, before});
  for (const FactVersion& fact : change.relies_on) {
    plan.relies_on.push_back({fact.name, fact.version});
  }
  for (const Told told : change.told) {
    v1::Event event;
    event.set_type(std::string(NameOf(told)));
    event.set_resource(name);
    auto& changed = *event.mutable_learning_task_changed();
    changed.set_learning_task(name);
    changed.set_placement(PlacementName(tenant, change.after.placement));
    changed.set_state(static_cast<v1::LearningTask::State>(rpc::EnumNumber(change.after.state)));
    changed.set_version(static_cast<int>(change.after.submissions.size()));
    plan.events.push_back({event.type(), name, event.SerializeAsString()});
  }
}

}  // namespace driehoek::progress::task
