#include "progress/checkin/check_in_events.h"

#include "absl/strings/str_cat.h"
#include "driehoek/v1/event.pb.h"
#include "progress/checkin/check_in_proto.h"

namespace driehoek::progress::checkin {

void AddChange(const TenantId& tenant, const CheckInChange& change, std::int64_t before,
               events::CommitPlan& plan) {
  const std::string name = CheckInName(tenant, change.after.id);
  plan.writes.push_back({name, before});
  for (const Told told : change.told) {
    v1::Event event;
    event.set_type(std::string(NameOf(told)));
    event.set_resource(name);
    event.mutable_check_in_changed()->set_check_in(name);
    event.mutable_check_in_changed()->set_placement(PlacementName(tenant, change.after.placement));
    plan.events.push_back({event.type(), name, event.SerializeAsString()});
  }
}

std::string PlanName(const TenantId& tenant, const PlacementId& placement) {
  return absl::StrCat(PlacementName(tenant, placement), "/checkInPlan");
}

}  // namespace driehoek::progress::checkin
