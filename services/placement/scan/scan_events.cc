#include "placement/scan/scan_events.h"

#include "absl/strings/str_cat.h"
#include "driehoek/v1/event.pb.h"
#include "placement/placement_proto.h"
#include "placement/scan/scan_proto.h"

namespace driehoek::placement::scan {

namespace {

events::EventRecord ScanEvent(const TenantId& tenant, const Scan& scan, absl::string_view type) {
  v1::Event event;
  event.set_type(std::string(type));
  event.set_resource(ScanName(tenant, scan.id));
  auto* changed = event.mutable_workplace_scan_changed();
  changed->set_workplace_scan(event.resource());
  if (!scan.placement.empty()) changed->set_placement(PlacementName(tenant, scan.placement));
  return {event.type(), event.resource(), event.SerializeAsString()};
}

}  // namespace

void AddChange(const TenantId& tenant, const ScanChange& change, std::int64_t before,
               events::CommitPlan& plan) {
  const std::string name = ScanName(tenant, change.after.id);
  plan.writes.push_back({name, before});
  for (const FactVersion& fact : change.relies_on) {
    plan.relies_on.push_back({fact.name, fact.version});
  }
  if (change.reached.has_value()) {
    plan.events.push_back(
        ScanEvent(tenant, change.after, absl::StrCat("scan.", NameOf(*change.reached))));
  }
  if (change.tells_overdue) {
    plan.events.push_back(ScanEvent(tenant, change.after, "scan.condition_overdue"));
  }
}

}  // namespace driehoek::placement::scan
