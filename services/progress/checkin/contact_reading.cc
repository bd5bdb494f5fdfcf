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
    "SELECT placement_id, COUNT(*), MAX(planned_date) FROM check_in WHERE tenant_id = $1 AND state "
    "= 'missed' "
    "GROUP BY placement_id";
constexpr absl::string_view kNext =
    "SELECT placement_id, MIN(start_time) FROM check_in WHERE tenant_id = $1 "
    "AND state IN ('planned', 'invited', 'views_open') AND start_time >= $2 "
    "GROUP BY placement_id";
constexpr absl::string_view kDays =
    "SELECT edge, contact_date FROM contact_day WHERE tenant_id = $1 AND placement_id = $2 "
    "ORDER BY contact_date, edge";

Edge EdgeOf(const std::string& name) { return EnumFromName<Edge>(name).value_or(Edge{}); }

std::string HavingOneOf(const std::vector<PlacementId>& some, storage::Conditions& conditions) {
  std::vector<std::string> places;
  for (const PlacementId& id : some) places.push_back(conditions.Bind(id.value()));
  return absl::StrCat(" HAVING placement_id IN (", absl::StrJoin(places, ", "), ")");
}

absl::Status ReadStates(TenantTransaction& transaction, const std::vector<PlacementId>& some,
                        std::map<PlacementId, ContactState>& states) {
  storage::Conditions conditions;
  const std::string of_some = HavingOneOf(some, conditions);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows last, transaction.Execute(absl::StrCat(kLast, of_some), conditions.parameters()));
  for (const Row& row : last) {
    states[PlacementId(row.Text(0))].last_contact[static_cast<std::size_t>(EdgeOf(row.Text(1)))] =
        storage::DayOf(absl::string_view(row.Text(2)));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows missed, transaction.Execute(absl::StrCat(kMissed, of_some),
                                                                   conditions.parameters()));
  for (const Row& row : missed) {
    ContactState& state = states[PlacementId(row.Text(0))];
    state.missed_check_in_count = static_cast<int>(row.Int(1));
    state.last_missed = storage::DayOf(absl::string_view(row.Text(2)));
  }
  return absl::OkStatus();
}

absl::Status ReadNext(TenantTransaction& transaction, const std::vector<PlacementId>& some,
                      absl::Time now, std::map<PlacementId, absl::Time>& next) {
  storage::Conditions conditions;
  conditions.Bind(storage::ToValue(now));  // $2
  const std::string of_some = HavingOneOf(some, conditions);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows, transaction.Execute(absl::StrCat(kNext, of_some), conditions.parameters()));
  for (const Row& row : rows) next[PlacementId(row.Text(0))] = row.Time(1);
  return absl::OkStatus();
}

// What `read` finds of all placements, as many at once as a statement should name.
template <typename Found, typename Read>
absl::StatusOr<std::map<PlacementId, Found>> InParts(storage::TenantDatabase& database,
                                                     const TenantId& tenant,
                                                     const std::vector<PlacementId>& placements,
                                                     absl::Time deadline, const Read& read) {
  std::map<PlacementId, Found> found;
  DRIEHOEK_RETURN_IF_ERROR(
      database.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        found.clear();
        for (std::size_t begin = 0; begin < placements.size(); begin += kAtOnce) {
          const std::size_t end = std::min(begin + kAtOnce, placements.size());
          const std::vector<PlacementId> some(
              placements.begin() + static_cast<std::ptrdiff_t>(begin),
              placements.begin() + static_cast<std::ptrdiff_t>(end));
          if (absl::Status done = read(transaction, some, found); !done.ok()) return done;
        }
        return absl::OkStatus();
      }));
  return found;
}

}  // namespace

absl::StatusOr<std::map<PlacementId, ContactState>> ContactReading::Of(
    const TenantId& tenant, const std::vector<PlacementId>& placements, absl::Time deadline) const {
  return InParts<ContactState>(database_, tenant, placements, deadline, ReadStates);
}

absl::StatusOr<std::map<PlacementId, absl::Time>> ContactReading::NextCheckIns(
    const TenantId& tenant, const std::vector<PlacementId>& placements, absl::Time now,
    absl::Time deadline) const {
  return InParts<absl::Time>(
      database_, tenant, placements, deadline,
      [now](TenantTransaction& transaction, const std::vector<PlacementId>& some,
            std::map<PlacementId, absl::Time>& next) {
        return ReadNext(transaction, some, now, next);
      });
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
