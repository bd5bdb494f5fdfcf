#include "progress/checkin/contact_reading.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::progress::checkin {
namespace {

using storage::Row;
using storage::Rows;
using storage::TenantTransaction;

constexpr std::size_t kAtOnce = 500;

// Both engines look for the placements before they group: a HAVING without an aggregate is a WHERE.
constexpr absl::string_view kLast =
    "SELECT placement_id, edge, MAX(contact_date) FROM contact_day WHERE tenant_id = $1 "
    "GROUP BY placement_id, edge";
constexpr absl::string_view kMissed =
    "SELECT placement_id, COUNT(*) FROM check_in WHERE tenant_id = $1 AND state = 'missed' "
    "GROUP BY placement_id";
constexpr absl::string_view kDays =
    "SELECT edge, contact_date FROM contact_day WHERE tenant_id = $1 AND placement_id = $2 "
    "ORDER BY contact_date, edge";

Edge EdgeOf(const std::string& name) { return EnumFromName<Edge>(name).value_or(Edge{}); }

absl::Status ReadSome(TenantTransaction& transaction, const std::vector<PlacementId>& some,
                      std::map<PlacementId, ContactState>& states) {
  storage::Conditions conditions;
  std::vector<std::string> places;
  for (const PlacementId& id : some) places.push_back(conditions.Bind(id.value()));
  const std::string of_some =
      absl::StrCat(" HAVING placement_id IN (", absl::StrJoin(places, ", "), ")");
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows last, transaction.Execute(absl::StrCat(kLast, of_some), conditions.parameters()));
  for (const Row& row : last) {
    states[PlacementId(row.Text(0))].last_contact[static_cast<std::size_t>(EdgeOf(row.Text(1)))] =
        storage::DayOf(absl::string_view(row.Text(2)));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows missed, transaction.Execute(absl::StrCat(kMissed, of_some),
                                                                   conditions.parameters()));
  for (const Row& row : missed) {
    states[PlacementId(row.Text(0))].missed_check_in_count = static_cast<int>(row.Int(1));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::map<PlacementId, ContactState>> ContactReading::Of(
    const TenantId& tenant, const std::vector<PlacementId>& placements, absl::Time deadline) const {
  std::map<PlacementId, ContactState> states;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        states.clear();
        for (std::size_t begin = 0; begin < placements.size(); begin += kAtOnce) {
          const std::size_t end = std::min(begin + kAtOnce, placements.size());
          const std::vector<PlacementId> some(
              placements.begin() + static_cast<std::ptrdiff_t>(begin),
              placements.begin() + static_cast<std::ptrdiff_t>(end));
          if (absl::Status read = ReadSome(transaction, some, states); !read.ok()) return read;
        }
        return absl::OkStatus();
      }));
  return states;
}

absl::StatusOr<std::vector<ContactDay>> ContactReading::DaysOf(const TenantId& tenant,
                                                               const PlacementId& placement,
                                                               absl::Time deadline) const {
  std::vector<ContactDay> days;
  if (!IsUuid(placement.value())) return days;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(kDays, {placement.value()}));
        days.clear();
        for (const Row& row : rows) {
          days.push_back({EdgeOf(row.Text(0)), storage::DayOf(absl::string_view(row.Text(1)))});
        }
        return absl::OkStatus();
      }));
  return days;
}

}  // namespace driehoek::progress::checkin
