#include "placement/scan/scan_standings.h"

#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "placement/scan/standing.h"
#include "shared/base/errors.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::placement::scan {
namespace {

using storage::DayOf;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;

constexpr absl::string_view kSelect =
    "SELECT id, workplace_id, supervisor_id, variant_id, phase, placement_id, state, verdict, "
    "valid_until_date, assess_time, update_time FROM workplace_scan WHERE tenant_id = $1 "
    "AND assess_time IS NOT NULL";

// What StandingOf reads of a scan, and no more.
Scan FromRow(const Row& row) {
  return {.id = ScanId(row.Text(0)),
          .workplace = WorkplaceId(row.Text(1)),
          .supervisor = SupervisorId(row.Text(2)),
          .programme_variant = VariantId(row.Text(3)),
          .phase = static_cast<int>(row.Int(4)),
          .placement = PlacementId(row.OptionalText(5).value_or("")),
          .state = EnumFromName<ScanState>(row.Text(6)).value_or(ScanState{}),
          .verdict = EnumFromName<Verdict>(row.OptionalText(7).value_or("")),
          .valid_until = DayOf(row.OptionalText(8)),
          .assess_time = row.OptionalTime(9),
          .update_time = row.Time(10)};
}

}  // namespace

absl::StatusOr<std::vector<ExpiredScan>> ScanStandings::Expired(
    const TenantId& tenant, const std::vector<Placement>& placements, absl::CivilDay today,
    absl::Time deadline) const {
  std::set<WorkplaceId> workplaces;
  for (const Placement& placement : placements) {
    if (!placement.workplace.empty()) workplaces.insert(placement.workplace);
  }
  std::vector<ExpiredScan> expired;
  if (workplaces.empty()) return expired;
  storage::Conditions conditions;
  conditions.OneOf("workplace_id", workplaces, [](const auto& id) { return id.value(); });
  conditions.Add(" ORDER BY workplace_id, id");
  std::map<WorkplaceId, std::vector<Scan>> scans;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(absl::StrCat(kSelect, conditions.sql()), conditions.parameters()));
        scans.clear();
        for (const Row& row : rows) {
          Scan scan = FromRow(row);
          scans[scan.workplace].push_back(std::move(scan));
        }
        return absl::OkStatus();
      }));
  for (const Placement& placement : placements) {
    const auto at = scans.find(placement.workplace);
    if (at == scans.end()) continue;
    const Standing standing = StandingOf(placement, at->second, today);
    if (standing.standing != ScanStanding::kExpired || standing.scan == nullptr) continue;
    expired.push_back(
        {placement.id, standing.scan->id, standing.scan->valid_until, standing.scan->update_time});
  }
  return expired;
}

}  // namespace driehoek::placement::scan
