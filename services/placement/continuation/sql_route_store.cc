#include "placement/continuation/sql_route_store.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "placement/continuation/route_json.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::placement::continuation {
namespace {

using storage::Conditions;
using storage::DayOf;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::string_view kSelect =
    "SELECT id, version, placement_id, student_id, programme_id, ground, reason, opener_id, "
    "open_time, due_date, state, options, chosen_option, close_note, update_time, "
    "new_placements FROM continuation_route WHERE tenant_id = $1";

constexpr absl::string_view kPut =
    "INSERT INTO continuation_route (tenant_id, id, version, placement_id, student_id, "
    "programme_id, ground, reason, opener_id, open_time, due_date, state, options, chosen_option, "
    "close_note, update_time, new_placements) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
    "$11, $12, $13, "
    "$14, $15, $16, $17) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, "
    "state = excluded.state, options = excluded.options, "
    "chosen_option = excluded.chosen_option, close_note = excluded.close_note, "
    "update_time = excluded.update_time, new_placements = excluded.new_placements";

// Between ids in one column.
constexpr char kIdMark = '\n';

std::string Joined(const std::vector<PlacementId>& ids) {
  return absl::StrJoin(ids, std::string(1, kIdMark),
                       [](std::string* out, const PlacementId& id) { out->append(id.value()); });
}

template <typename E>
E EnumAt(const Row& row, std::size_t column) {
  return EnumFromName<E>(row.Text(column)).value_or(E{});
}

absl::StatusOr<Route> FromRow(const Row& row) {
  Route route{.id = RouteId(row.Text(0)),
              .placement = PlacementId(row.Text(2)),
              .student = PersonId(row.Text(3)),
              .programme = ProgrammeId(row.Text(4)),
              .ground = EnumAt<Ground>(row, 5),
              .reason = row.Text(6),
              .opener = PersonId(row.Text(7)),
              .open_time = row.Time(8),
              .due_date = DayOf(absl::string_view(row.Text(9))),
              .state = EnumAt<RouteState>(row, 10),
              .chosen_option = row.Text(12),
              .close_note = row.Text(13),
              .update_time = row.Time(14),
              .version = row.Int(1)};
  DRIEHOEK_ASSIGN_OR_RETURN(route.options, OptionsFromJson(row.Text(11)));
  const std::string made = row.Text(15);
  for (const absl::string_view id : absl::StrSplit(made, kIdMark, absl::SkipEmpty())) {
    route.new_placements.emplace_back(std::string(id));
  }
  return route;
}

bool CanBeId(const std::string& id) { return id.empty() || IsUuid(id); }

const auto kText = [](const std::string& text) { return text; };
const auto kIdText = [](const auto& id) { return id.value(); };

}  // namespace

absl::StatusOr<std::vector<Route>> SqlRouteStore::Select(const TenantId& tenant,
                                                         absl::string_view condition,
                                                         const std::vector<Value>& parameters,
                                                         absl::Time deadline) const {
  std::vector<Route> routes;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        routes.clear();
        for (const Row& row : rows) {
          DRIEHOEK_ASSIGN_OR_RETURN(Route route, FromRow(row));
          routes.push_back(std::move(route));
        }
        return absl::OkStatus();
      }));
  return routes;
}

absl::StatusOr<std::optional<Route>> SqlRouteStore::Find(const TenantId& tenant, const RouteId& id,
                                                         absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, Select(tenant, " AND id = $2", {id.value()}, deadline));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

absl::StatusOr<ListedRoutes> SqlRouteStore::List(const TenantId& tenant, const RouteQuery& query,
                                                 absl::Time deadline) const {
  ListedRoutes listed;
  if (!CanBeId(query.placement.value()) || !CanBeId(query.cursor) ||
      (query.students && query.students->empty())) {
    return listed;
  }
  Conditions conditions;
  conditions.Equal("placement_id", query.placement.value());
  if (!query.states.empty()) conditions.OneOf("state", query.states, NameOf<RouteState>);
  if (query.students) conditions.OneOf("student_id", *query.students, kIdText);
  if (query.programmes) conditions.OneOf("programme_id", *query.programmes, kText);
  conditions.NewestFirst(query.cursor, query.limit);
  DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                            Select(tenant, conditions.sql(), conditions.parameters(), deadline));
  storage::CutPage(listed, query.limit);
  return listed;
}

absl::Status SqlRouteStore::Put(TenantTransaction& transaction, const Route& r) {
  return transaction
      .Execute(kPut, {r.id.value(), r.version, r.placement.value(), r.student.value(),
                      r.programme.value(), std::string(NameOf(r.ground)), r.reason,
                      r.opener.value(), ToValue(r.open_time), ToValue(r.due_date),
                      std::string(NameOf(r.state)), ToJson(r.options), r.chosen_option,
                      r.close_note, ToValue(r.update_time), Joined(r.new_placements)})
      .status();
}

}  // namespace driehoek::placement::continuation
