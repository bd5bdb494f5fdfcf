#include "progress/signal/sql_signal_store.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "progress/signal/signal_json.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::progress::signal {
namespace {

using storage::Conditions;
using storage::DayOf;
using storage::IdOrNull;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::string_view kSelect =
    "SELECT id, version, placement_id, student_id, programme_id, kind, edge, severity, state, "
    "facts, is_current, newest_fact_date, words, is_confidential, source_id, addressee_id, "
    "raise_time, acknowledge_due_date, mark, acknowledger_id, acknowledge_time, interventions, "
    "outcome, continuation_route_id, end_time, update_time FROM signal WHERE tenant_id = $1";

// A condition on the column of the groups is looked up before they are made, on both engines.
constexpr absl::string_view kSelectSettled =
    "SELECT placement_id, kind, edge, MAX(newest_fact_date) FROM signal WHERE tenant_id = $1 "
    "AND is_open = 0 AND kind <> 'raised_by_person' GROUP BY placement_id, kind, edge "
    "HAVING COUNT(*) > 0";

constexpr absl::string_view kSelectPlacements =
    "SELECT DISTINCT placement_id FROM signal WHERE tenant_id = $1 AND is_open = 1";

constexpr absl::string_view kPut =
    "INSERT INTO signal (tenant_id, id, version, placement_id, student_id, programme_id, kind, "
    "edge, severity, state, is_open, facts, is_current, newest_fact_date, words, is_confidential, "
    "source_id, addressee_id, raise_time, acknowledge_due_date, mark, acknowledger_id, "
    "acknowledge_time, interventions, outcome, continuation_route_id, end_time, update_time) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "
    "$20, $21, $22, $23, $24, $25, $26, $27, $28) ON CONFLICT (tenant_id, id) DO UPDATE SET "
    "version = excluded.version, severity = excluded.severity, state = excluded.state, "
    "is_open = excluded.is_open, facts = excluded.facts, is_current = excluded.is_current, "
    "newest_fact_date = excluded.newest_fact_date, mark = excluded.mark, "
    "acknowledger_id = excluded.acknowledger_id, acknowledge_time = excluded.acknowledge_time, "
    "interventions = excluded.interventions, outcome = excluded.outcome, "
    "continuation_route_id = excluded.continuation_route_id, end_time = excluded.end_time, "
    "update_time = excluded.update_time";

std::string EdgeText(const std::optional<Edge>& edge) {
  return edge.has_value() ? std::string(NameOf(*edge)) : std::string();
}

template <typename E>
E EnumAt(const Row& row, std::size_t column) {
  return EnumFromName<E>(row.Text(column)).value_or(E{});
}

template <typename Id>
Id OptionalId(const Row& row, std::size_t column) {
  return Id(row.OptionalText(column).value_or(""));
}

absl::StatusOr<Signal> FromRow(const Row& row) {
  Signal signal{.id = SignalId(row.Text(0)),
                .placement = PlacementId(row.Text(2)),
                .student = PersonId(row.Text(3)),
                .programme = ProgrammeId(row.Text(4)),
                .kind = EnumAt<Kind>(row, 5),
                .edge = EnumFromName<Edge>(row.Text(6)),
                .severity = EnumAt<Severity>(row, 7),
                .state = EnumAt<State>(row, 8),
                .is_current = row.Bool(10),
                .newest_fact = DayOf(absl::string_view(row.Text(11))),
                .words = row.Text(12),
                .is_confidential = row.Bool(13),
                .source = OptionalId<PersonId>(row, 14),
                .addressee = OptionalId<PersonId>(row, 15),
                .raise_time = row.Time(16),
                .acknowledge_due = DayOf(absl::string_view(row.Text(17))),
                .mark = EnumAt<Mark>(row, 18),
                .acknowledger = OptionalId<PersonId>(row, 19),
                .acknowledge_time = row.OptionalTime(20),
                .outcome = row.Text(22),
                .continuation_route = OptionalId<RouteId>(row, 23),
                .end_time = row.OptionalTime(24),
                .update_time = row.Time(25),
                .version = row.Int(1)};
  DRIEHOEK_ASSIGN_OR_RETURN(signal.facts, FactsFromJson(row.Text(9)));
  DRIEHOEK_ASSIGN_OR_RETURN(signal.interventions, InterventionsFromJson(row.Text(21)));
  return signal;
}

const auto kText = [](const std::string& text) { return text; };
const auto kIdText = [](const auto& id) { return id.value(); };

// " IN ($2, $3)" of bound ids.
template <typename Ids>
std::string In(Conditions& conditions, const Ids& ids) {
  std::vector<std::string> places;
  for (const auto& id : ids) places.push_back(conditions.Bind(id.value()));
  return absl::StrCat(" IN (", absl::StrJoin(places, ", "), ")");
}

// False: the reach holds nothing.
bool AddReach(const SignalReach& reach, Conditions& conditions) {
  std::vector<std::string> any;
  if (reach.everything && !reach.programmes.has_value()) return true;
  if (reach.everything && !reach.programmes->empty()) {
    std::vector<std::string> places;
    for (const std::string& id : *reach.programmes) places.push_back(conditions.Bind(id));
    any.push_back(absl::StrCat("programme_id IN (", absl::StrJoin(places, ", "), ")"));
  }
  if (!reach.students.empty()) {
    any.push_back(
        absl::StrCat("(is_confidential = 0 AND student_id", In(conditions, reach.students), ")"));
  }
  if (!reach.computed_of.empty()) {
    any.push_back(absl::StrCat("(kind <> 'raised_by_person' AND student_id = ",
                               conditions.Bind(reach.computed_of.value()), ")"));
  }
  if (!reach.source.empty()) {
    any.push_back(absl::StrCat("source_id = ", conditions.Bind(reach.source.value())));
  }
  if (!reach.addressee.empty()) {
    any.push_back(absl::StrCat("addressee_id = ", conditions.Bind(reach.addressee.value())));
  }
  if (any.empty()) return false;
  conditions.Add(absl::StrCat(" AND (", absl::StrJoin(any, " OR "), ")"));
  return true;
}

bool CanBeId(const std::string& id) { return id.empty() || IsUuid(id); }

}  // namespace

absl::StatusOr<std::vector<Signal>> SqlSignalStore::Select(const TenantId& tenant,
                                                           absl::string_view condition,
                                                           const std::vector<Value>& parameters,
                                                           absl::Time deadline) const {
  std::vector<Signal> signals;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        signals.clear();
        signals.reserve(rows.size());
        for (const Row& row : rows) {
          DRIEHOEK_ASSIGN_OR_RETURN(Signal signal, FromRow(row));
          signals.push_back(std::move(signal));
        }
        return absl::OkStatus();
      }));
  return signals;
}

absl::StatusOr<std::optional<Signal>> SqlSignalStore::Find(const TenantId& tenant,
                                                           const SignalId& id,
                                                           absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, Select(tenant, " AND id = $2", {id.value()}, deadline));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

absl::StatusOr<ListedSignals> SqlSignalStore::List(const TenantId& tenant, const SignalQuery& query,
                                                   absl::Time deadline) const {
  ListedSignals listed;
  Conditions conditions;
  if (!CanBeId(query.placement.value()) || !CanBeId(query.cursor) ||
      !AddReach(query.reach, conditions)) {
    return listed;
  }
  conditions.Equal("placement_id", query.placement.value());
  if (!query.states.empty()) conditions.OneOf("state", query.states, NameOf<State>);
  if (!query.kinds.empty()) conditions.OneOf("kind", query.kinds, NameOf<Kind>);
  conditions.NewestFirst(query.cursor, query.limit);
  DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                            Select(tenant, conditions.sql(), conditions.parameters(), deadline));
  storage::CutPage(listed, query.limit);
  return listed;
}

absl::StatusOr<std::vector<Signal>> SqlSignalStore::OpenOn(
    const TenantId& tenant, const std::vector<PlacementId>& placements, absl::Time deadline) const {
  if (placements.empty()) return std::vector<Signal>();
  Conditions conditions;
  conditions.OneOf("placement_id", placements, kIdText);
  conditions.Add(" AND is_open = 1 ORDER BY placement_id, id");
  return Select(tenant, conditions.sql(), conditions.parameters(), deadline);
}

absl::StatusOr<std::vector<Settled>> SqlSignalStore::SettledOn(
    const TenantId& tenant, const std::vector<PlacementId>& placements, absl::Time deadline) const {
  std::vector<Settled> settled;
  if (placements.empty()) return settled;
  Conditions conditions;
  conditions.OneOf("placement_id", placements, kIdText);
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelectSettled, conditions.sql()),
                                                 conditions.parameters()));
        settled.clear();
        for (const Row& row : rows) {
          settled.push_back({PlacementId(row.Text(0)), EnumAt<Kind>(row, 1),
                             EnumFromName<Edge>(row.Text(2)),
                             DayOf(absl::string_view(row.Text(3)))});
        }
        return absl::OkStatus();
      }));
  return settled;
}

absl::StatusOr<std::vector<PlacementId>> SqlSignalStore::PlacementsWithOpen(
    const TenantId& tenant, const std::optional<std::vector<std::string>>& programmes,
    absl::Time deadline) const {
  std::vector<PlacementId> placements;
  if (programmes.has_value() && programmes->empty()) return placements;
  Conditions conditions;
  if (programmes.has_value()) conditions.OneOf("programme_id", *programmes, kText);
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelectPlacements, conditions.sql()),
                                                 conditions.parameters()));
        placements.clear();
        for (const Row& row : rows) placements.emplace_back(row.Text(0));
        return absl::OkStatus();
      }));
  return placements;
}

absl::StatusOr<std::vector<Signal>> SqlSignalStore::Unacknowledged(const TenantId& tenant,
                                                                   absl::CivilDay today,
                                                                   const SignalId& after, int limit,
                                                                   absl::Time deadline) const {
  Conditions conditions;
  conditions.Add(" AND state = 'raised' AND mark = 'none'");
  conditions.Compare("acknowledge_due_date", " < ", ToValue(today));
  if (!after.empty()) conditions.Compare("id", " > ", after.value());
  const std::string most = conditions.Bind(std::int64_t{limit});
  conditions.Add(absl::StrCat(" ORDER BY id LIMIT ", most));
  return Select(tenant, conditions.sql(), conditions.parameters(), deadline);
}

absl::StatusOr<std::vector<Signal>> SqlSignalStore::Current(const TenantId& tenant,
                                                            const SignalId& after, int limit,
                                                            absl::Time deadline) const {
  Conditions conditions;
  conditions.Add(" AND is_open = 1 AND is_current = 1 AND kind <> 'raised_by_person'");
  if (!after.empty()) conditions.Compare("id", " > ", after.value());
  const std::string most = conditions.Bind(std::int64_t{limit});
  conditions.Add(absl::StrCat(" ORDER BY id LIMIT ", most));
  return Select(tenant, conditions.sql(), conditions.parameters(), deadline);
}

absl::Status SqlSignalStore::Put(TenantTransaction& transaction, const Signal& s) {
  return transaction
      .Execute(kPut, {s.id.value(),
                      s.version,
                      s.placement.value(),
                      s.student.value(),
                      s.programme.value(),
                      std::string(NameOf(s.kind)),
                      EdgeText(s.edge),
                      std::string(NameOf(s.severity)),
                      std::string(NameOf(s.state)),
                      ToValue(!IsOver(s.state)),
                      ToJson(s.facts),
                      ToValue(s.is_current),
                      ToValue(s.newest_fact),
                      s.words,
                      ToValue(s.is_confidential),
                      IdOrNull(s.source.value()),
                      IdOrNull(s.addressee.value()),
                      ToValue(s.raise_time),
                      ToValue(s.acknowledge_due),
                      std::string(NameOf(s.mark)),
                      IdOrNull(s.acknowledger.value()),
                      ToValue(s.acknowledge_time),
                      ToJson(s.interventions),
                      s.outcome,
                      IdOrNull(s.continuation_route.value()),
                      ToValue(s.end_time),
                      ToValue(s.update_time)})
      .status();
}

}  // namespace driehoek::progress::signal
