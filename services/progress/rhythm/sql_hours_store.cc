#include "progress/rhythm/sql_hours_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::progress::rhythm {
namespace {

using storage::Conditions;
using storage::DayOf;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::string_view kSelect =
    "SELECT id, version, placement_id, student_id, work_date, learning_minutes, other_minutes, "
    "note, state, dispute_reason, confirmer_id, confirm_time, create_time, update_time "
    "FROM hours_entry WHERE tenant_id = $1";

// A condition on the column of the groups is looked up before they are made, on both engines.
constexpr absl::string_view kSelectJudged =
    "SELECT placement_id, MAX(confirm_time) FROM hours_entry WHERE tenant_id = $1 "
    "AND confirm_time IS NOT NULL GROUP BY placement_id HAVING COUNT(*) > 0";

constexpr absl::string_view kPut =
    "INSERT INTO hours_entry (tenant_id, id, version, placement_id, student_id, work_date, "
    "learning_minutes, other_minutes, note, state, dispute_reason, confirmer_id, confirm_time, "
    "create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
    "$14, $15) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, "
    "learning_minutes = excluded.learning_minutes, other_minutes = excluded.other_minutes, "
    "note = excluded.note, state = excluded.state, dispute_reason = excluded.dispute_reason, "
    "confirmer_id = excluded.confirmer_id, confirm_time = excluded.confirm_time, "
    "update_time = excluded.update_time";

HoursEntry FromRow(const Row& row) {
  return {.id = HoursId(row.Text(0)),
          .placement = PlacementId(row.Text(2)),
          .student = PersonId(row.Text(3)),
          .day = DayOf(absl::string_view(row.Text(4))),
          .learning_minutes = static_cast<int>(row.Int(5)),
          .other_minutes = static_cast<int>(row.Int(6)),
          .note = row.Text(7),
          .state = EnumFromName<HoursState>(row.Text(8)).value_or(HoursState{}),
          .dispute_reason = row.Text(9),
          .confirmer = PersonId(row.OptionalText(10).value_or("")),
          .confirm_time = row.OptionalTime(11),
          .create_time = row.Time(12),
          .update_time = row.Time(13),
          .version = row.Int(1)};
}

const auto kIdText = [](const auto& id) { return id.value(); };
const auto kDayText = [](absl::CivilDay day) { return absl::FormatCivilTime(day); };

}  // namespace

absl::StatusOr<std::vector<HoursEntry>> SqlHoursStore::Select(const TenantId& tenant,
                                                              absl::string_view condition,
                                                              const std::vector<Value>& parameters,
                                                              absl::Time deadline) const {
  std::vector<HoursEntry> entries;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        entries.clear();
        entries.reserve(rows.size());
        for (const Row& row : rows) entries.push_back(FromRow(row));
        return absl::OkStatus();
      }));
  return entries;
}

absl::StatusOr<std::vector<HoursEntry>> SqlHoursStore::FindAll(const TenantId& tenant,
                                                               const std::vector<HoursId>& ids,
                                                               absl::Time deadline) const {
  std::vector<HoursId> known;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(known),
               [](const HoursId& id) { return IsUuid(id.value()); });
  if (known.empty()) return std::vector<HoursEntry>();
  Conditions conditions;
  conditions.OneOf("id", known, kIdText);
  return Select(tenant, conditions.sql(), conditions.parameters(), deadline);
}

absl::StatusOr<ListedHours> SqlHoursStore::List(const TenantId& tenant, const HoursQuery& query,
                                                absl::Time deadline) const {
  ListedHours listed;
  if (!IsUuid(query.placement.value())) return listed;
  Conditions conditions;
  conditions.Compare("placement_id", " = ", query.placement.value());
  if (query.states.empty()) {
    conditions.Compare("state", " <> ", std::string(NameOf(HoursState::kWithdrawn)));
  } else {
    conditions.OneOf("state", query.states, NameOf<HoursState>);
  }
  if (query.from) conditions.Compare("work_date", " >= ", ToValue(*query.from));
  if (query.to) conditions.Compare("work_date", " <= ", ToValue(*query.to));
  if (!query.cursor.empty()) conditions.Compare("work_date", " < ", query.cursor);
  const std::string most = conditions.Bind(std::int64_t{query.limit} + 1);
  conditions.Add(absl::StrCat(" ORDER BY work_date DESC LIMIT ", most));
  DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                            Select(tenant, conditions.sql(), conditions.parameters(), deadline));
  if (listed.items.size() > static_cast<std::size_t>(query.limit)) {
    listed.items.pop_back();
    listed.next_cursor = absl::FormatCivilTime(listed.items.back().day);
  }
  return listed;
}

absl::StatusOr<std::vector<HoursEntry>> SqlHoursStore::OnDays(
    const TenantId& tenant, const PlacementId& placement, const std::vector<absl::CivilDay>& days,
    absl::Time deadline) const {
  if (!IsUuid(placement.value()) || days.empty()) return std::vector<HoursEntry>();
  Conditions conditions;
  conditions.Compare("placement_id", " = ", placement.value());
  conditions.OneOf("work_date", days, kDayText);
  return Select(tenant, conditions.sql(), conditions.parameters(), deadline);
}

absl::StatusOr<std::vector<HoursEntry>> SqlHoursStore::OfPlacement(const TenantId& tenant,
                                                                   const PlacementId& placement,
                                                                   absl::Time deadline) const {
  if (!IsUuid(placement.value())) return std::vector<HoursEntry>();
  return Select(tenant, " AND placement_id = $2 ORDER BY work_date", {placement.value()}, deadline);
}

absl::StatusOr<std::vector<LastJudged>> SqlHoursStore::Judged(
    const TenantId& tenant, const std::vector<PlacementId>& placements, absl::Time deadline) const {
  std::vector<LastJudged> judged;
  if (placements.empty()) return judged;
  Conditions conditions;
  conditions.OneOf("placement_id", placements, kIdText);
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                                  transaction.Execute(absl::StrCat(kSelectJudged, conditions.sql()),
                                                      conditions.parameters()));
        judged.clear();
        for (const Row& row : rows) judged.push_back({PlacementId(row.Text(0)), row.Time(1)});
        return absl::OkStatus();
      }));
  return judged;
}

absl::Status SqlHoursStore::Put(TenantTransaction& transaction, const HoursEntry& e) {
  return transaction
      .Execute(kPut, {e.id.value(), e.version, e.placement.value(), e.student.value(),
                      ToValue(e.day), std::int64_t{e.learning_minutes},
                      std::int64_t{e.other_minutes}, e.note, std::string(NameOf(e.state)),
                      e.dispute_reason, storage::IdOrNull(e.confirmer.value()),
                      ToValue(e.confirm_time), ToValue(e.create_time), ToValue(e.update_time)})
      .status();
}

}  // namespace driehoek::progress::rhythm
