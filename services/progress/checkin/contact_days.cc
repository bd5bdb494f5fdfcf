#include "progress/checkin/contact_days.h"

#include "shared/base/errors.h"
#include "shared/storage/columns.h"

namespace driehoek::progress::checkin {
namespace {

constexpr absl::string_view kPut =
    "INSERT INTO contact_day (tenant_id, placement_id, edge, contact_date, source_id) "
    "VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (tenant_id, placement_id, edge, contact_date, source_id) DO NOTHING";

}  // namespace

absl::Status PutContactDays(storage::TenantTransaction& transaction, const PlacementId& placement,
                            const std::vector<Edge>& edges, absl::CivilDay date,
                            const std::string& source) {
  for (const Edge edge : edges) {
    DRIEHOEK_RETURN_IF_ERROR(transaction
                                 .Execute(kPut, {placement.value(), std::string(NameOf(edge)),
                                                 storage::ToValue(date), source})
                                 .status());
  }
  return absl::OkStatus();
}

}  // namespace driehoek::progress::checkin
