#include "placement/scan/scan_events.h"

#include "absl/strings/str_cat.h"
#include "driehoek/v1/event.pb.h"
#include "placement/placement_proto.h"
#include "placement/scan/scan_proto.h"

namespace driehoek::placement::scan {

void AddChange(const TenantId& tenant, const ScanChange& change, std::int64_t before,
               events::CommitPlan& plan) {
  const std::string name = ScanName(tenant, change.after.id);
  plan.writes.push_back({name, before});
  for (const FactVersion& fact : change.relies_on) {
    plan.relies_on.push_back({fact.name, fact.version});
  }
  if (!change.reached.has_value()) return;
  v1::Event event;
  event.set_type(absl::StrCat("scan.", NameOf(*change.reached)));
  event.set_resource(name);
  auto* changed = event.mutable_workplace_scan_changed();
  changed->set_workplace_scan(name);
  if (!change.after.placement.empty()) {
    changed->set_placement(PlacementName(tenant, change.after.placement));
  }
  plan.events.push_back({event.type(), name, event.SerializeAsString()});
}

}  // namespace driehoek::placement::scan
