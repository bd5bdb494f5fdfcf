#include "progress/rhythm/sql_shift_store.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::progress::rhythm {
namespace {

using storage::Conditions;
using storage::DayOf;
using storage::IdOrNull;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;

constexpr absl::string_view kSelect =
    "SELECT id, version, placement_id, task_id, subject, from_date, to_date, reason, note, "
    "recorder_id, ordinal, create_time FROM deadline_shift WHERE tenant_id = $1";

// A condition on the column of the groups is looked up before they are made, on both engines.
constexpr absl::string_view kSelectCounts =
    "SELECT placement_id, COUNT(*), MAX(create_time) FROM deadline_shift WHERE tenant_id = $1 "
    "GROUP BY placement_id HAVING COUNT(*) > 0";

constexpr absl::string_view kInsert =
    "INSERT INTO deadline_shift (tenant_id, id, version, placement_id, task_id, subject, "
    "from_date, to_date, reason, note, recorder_id, ordinal, create_time) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

DeadlineShift FromRow(const Row& row) {
  return {.id = ShiftId(row.Text(0)),
          .placement = PlacementId(row.Text(2)),
          .task = TaskId(row.OptionalText(3).value_or("")),
          .subject = row.Text(4),
          .from = DayOf(absl::string_view(row.Text(5))),
          .to = DayOf(absl::string_view(row.Text(6))),
          .reason = EnumFromName<ShiftReason>(row.Text(7)).value_or(ShiftReason{}),
          .note = row.Text(8),
          .recorder = PersonId(row.Text(9)),
          .ordinal = static_cast<int>(row.Int(10)),
          .create_time = row.Time(11),
          .version = row.Int(1)};
}

}  // namespace

absl::StatusOr<ListedShifts> SqlShiftStore::List(const TenantId& tenant,
                                                 const PlacementId& placement, int limit,
                                                 const std::string& cursor,
                                                 absl::Time deadline) const {
  ListedShifts listed;
  std::int64_t before = 0;
  if (!IsUuid(placement.value()) || (!cursor.empty() && !absl::SimpleAtoi(cursor, &before))) {
    return listed;
  }
  Conditions conditions;
  conditions.Compare("placement_id", " = ", placement.value());
  if (!cursor.empty()) conditions.Compare("ordinal", " < ", before);
  const std::string most = conditions.Bind(std::int64_t{limit} + 1);
  conditions.Add(absl::StrCat(" ORDER BY ordinal DESC LIMIT ", most));
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(absl::StrCat(kSelect, conditions.sql()), conditions.parameters()));
        listed.items.clear();
        for (const Row& row : rows) listed.items.push_back(FromRow(row));
        return absl::OkStatus();
      }));
  if (listed.items.size() > static_cast<std::size_t>(limit)) {
    listed.items.pop_back();
    listed.next_cursor = absl::StrCat(listed.items.back().ordinal);
  }
  return listed;
}

absl::StatusOr<std::vector<CountedShifts>> SqlShiftStore::Count(
    const TenantId& tenant, const std::vector<PlacementId>& placements, absl::Time deadline) const {
  std::vector<CountedShifts> counted;
  if (placements.empty()) return counted;
  Conditions conditions;
  conditions.OneOf("placement_id", placements, [](const auto& id) { return id.value(); });
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                                  transaction.Execute(absl::StrCat(kSelectCounts, conditions.sql()),
                                                      conditions.parameters()));
        counted.clear();
        for (const Row& row : rows) {
          counted.push_back({PlacementId(row.Text(0)), static_cast<int>(row.Int(1)), row.Time(2)});
        }
        return absl::OkStatus();
      }));
  return counted;
}

absl::Status SqlShiftStore::Put(TenantTransaction& transaction, const DeadlineShift& s) {
  return transaction
      .Execute(kInsert,
               {s.id.value(), s.version, s.placement.value(), IdOrNull(s.task.value()), s.subject,
                ToValue(s.from), ToValue(s.to), std::string(NameOf(s.reason)), s.note,
                s.recorder.value(), std::int64_t{s.ordinal}, ToValue(s.create_time)})
      .status();
}

}  // namespace driehoek::progress::rhythm
