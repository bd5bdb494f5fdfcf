#include "progress/checkin/sql_check_in_store.h"

#include <cstdint>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "progress/checkin/check_in_json.h"
#include "progress/checkin/contact_days.h"
#include "progress/checkin/lifecycle.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::progress::checkin {
namespace {

using storage::Conditions;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::CivilDay kNever(9999, 12, 31);

constexpr absl::string_view kSelect =
    "SELECT id, version, placement_id, student_id, programme_id, second_teacher_id, kind, ordinal, "
    "state, start_time, planned_date, content, create_time, update_time "
    "FROM check_in WHERE tenant_id = $1";

constexpr absl::string_view kPut =
    "INSERT INTO check_in (tenant_id, id, version, placement_id, student_id, programme_id, "
    "second_teacher_id, kind, ordinal, state, start_time, planned_date, content, next_look, "
    "create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
    "$14, $15, $16) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, "
    "second_teacher_id = excluded.second_teacher_id, state = excluded.state, "
    "start_time = excluded.start_time, planned_date = excluded.planned_date, "
    "content = excluded.content, next_look = excluded.next_look, "
    "update_time = excluded.update_time";

constexpr absl::string_view kSelectPlan =
    "SELECT version, first_plan_date, made_for FROM check_in_plan "
    "WHERE tenant_id = $1 AND placement_id = $2";

constexpr absl::string_view kPutPlan =
    "INSERT INTO check_in_plan (tenant_id, placement_id, version, first_plan_date, made_for) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, placement_id) DO UPDATE SET "
    "version = excluded.version, made_for = excluded.made_for";

absl::StatusOr<CheckIn> FromRow(const Row& row) {
  CheckIn check_in{.id = CheckInId(row.Text(0)),
                   .placement = PlacementId(row.Text(2)),
                   .student = PersonId(row.Text(3)),
                   .programme = ProgrammeId(row.Text(4)),
                   .kind = EnumFromName<Kind>(row.Text(6)).value_or(Kind{}),
                   .ordinal = static_cast<int>(row.Int(7)),
                   .state = EnumFromName<CheckInState>(row.Text(8)).value_or(CheckInState{}),
                   .start_time = row.Time(9),
                   .planned_date = storage::DayOf(absl::string_view(row.Text(10))),
                   .create_time = row.Time(12),
                   .update_time = row.Time(13),
                   .version = row.Int(1)};
  if (!row.IsNull(5)) check_in.arrangement.second_teacher = PersonId(row.Text(5));
  DRIEHOEK_RETURN_IF_ERROR(ReadContent(row.Text(11), check_in));
  return check_in;
}

const auto kText = [](const std::string& text) { return text; };
const auto kIdText = [](const auto& id) { return id.value(); };

// Where a page went on: the moment and the id of its last check-in.
std::string CursorOf(const CheckIn& last) {
  return absl::StrCat(absl::ToUnixMicros(last.start_time), "~", last.id.value());
}

absl::Status AddCursor(Conditions& conditions, const std::string& cursor) {
  if (cursor.empty()) return absl::OkStatus();
  const std::vector<std::string> parts = absl::StrSplit(cursor, '~');
  std::int64_t micros = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &micros) || !IsUuid(parts[1])) {
    return Error(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID", "no page gave this");
  }
  const std::string time = conditions.Bind(micros);
  const std::string id = conditions.Bind(parts[1]);
  conditions.Add(absl::StrCat(" AND (start_time, id) > (", time, ", ", id, ")"));
  return absl::OkStatus();
}

// Of one of the teacher's students, or with the teacher as second one.
void AddTeacher(Conditions& conditions, const CheckInQuery::OfTeacher& of) {
  std::vector<std::string> places;
  for (const PersonId& student : of.students) places.push_back(conditions.Bind(student.value()));
  const std::string second =
      absl::StrCat("second_teacher_id = ", conditions.Bind(of.second_teacher.value()));
  const std::string own =
      places.empty() ? "" : absl::StrCat(" OR student_id IN (", absl::StrJoin(places, ", "), ")");
  conditions.Add(absl::StrCat(" AND (", second, own, ")"));
}

// Whether a set of the query leaves nothing to find.
bool IsEmptySet(const CheckInQuery& query) {
  return (query.students && query.students->empty()) ||
         (query.placements && query.placements->empty());
}

}  // namespace

absl::StatusOr<std::vector<CheckIn>> SqlCheckInStore::Select(const TenantId& tenant,
                                                             absl::string_view condition,
                                                             const std::vector<Value>& parameters,
                                                             absl::Time deadline) const {
  std::vector<CheckIn> check_ins;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        check_ins.clear();
        for (const Row& row : rows) {
          DRIEHOEK_ASSIGN_OR_RETURN(CheckIn check_in, FromRow(row));
          check_ins.push_back(std::move(check_in));
        }
        return absl::OkStatus();
      }));
  return check_ins;
}

absl::StatusOr<std::optional<CheckIn>> SqlCheckInStore::Find(const TenantId& tenant,
                                                             const CheckInId& id,
                                                             absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, Select(tenant, " AND id = $2", {id.value()}, deadline));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

absl::StatusOr<ListedCheckIns> SqlCheckInStore::List(const TenantId& tenant,
                                                     const CheckInQuery& query,
                                                     absl::Time deadline) const {
  ListedCheckIns listed;
  const std::string& placement = query.placement.value();
  if ((!placement.empty() && !IsUuid(placement)) || IsEmptySet(query)) return listed;
  Conditions conditions;
  conditions.Equal("placement_id", placement);
  if (!query.states.empty()) conditions.OneOf("state", query.states, NameOf<CheckInState>);
  if (query.from) conditions.Compare("start_time", " >= ", ToValue(*query.from));
  if (query.to) conditions.Compare("start_time", " < ", ToValue(*query.to));
  for (const CheckInQuery::OfTeacher& teacher : query.teachers) AddTeacher(conditions, teacher);
  if (query.students) conditions.OneOf("student_id", *query.students, kIdText);
  if (query.placements) conditions.OneOf("placement_id", *query.placements, kIdText);
  if (query.programmes) conditions.OneOf("programme_id", *query.programmes, kText);
  DRIEHOEK_RETURN_IF_ERROR(AddCursor(conditions, query.cursor));
  const std::string most = conditions.Bind(std::int64_t{query.limit} + 1);
  conditions.Add(absl::StrCat(" ORDER BY start_time, id LIMIT ", most));
  DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                            Select(tenant, conditions.sql(), conditions.parameters(), deadline));
  if (listed.items.size() > static_cast<std::size_t>(query.limit)) {
    listed.items.pop_back();
    listed.next_cursor = CursorOf(listed.items.back());
  }
  return listed;
}

absl::StatusOr<std::vector<CheckIn>> SqlCheckInStore::OfPlacement(const TenantId& tenant,
                                                                  const PlacementId& placement,
                                                                  absl::Time deadline) const {
  if (!IsUuid(placement.value())) return std::vector<CheckIn>();
  return Select(tenant, " AND placement_id = $2 ORDER BY start_time, id", {placement.value()},
                deadline);
}

absl::StatusOr<std::vector<CheckIn>> SqlCheckInStore::ToLookAt(const TenantId& tenant,
                                                               absl::CivilDay today,
                                                               const CheckInId& after, int limit,
                                                               absl::Time deadline) const {
  Conditions conditions;
  conditions.Compare("next_look", " <= ", ToValue(today));
  if (!after.empty()) conditions.Compare("id", " > ", after.value());
  const std::string most = conditions.Bind(std::int64_t{limit});
  conditions.Add(absl::StrCat(" ORDER BY id LIMIT ", most));
  return Select(tenant, conditions.sql(), conditions.parameters(), deadline);
}

absl::StatusOr<Plan> SqlCheckInStore::PlanOf(const TenantId& tenant, const PlacementId& placement,
                                             absl::Time deadline) const {
  Plan plan{.placement = placement};
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                                  transaction.Execute(kSelectPlan, {placement.value()}));
        if (rows.empty()) return absl::OkStatus();
        plan.version = rows.front().Int(0);
        plan.first_plan_date = storage::DayOf(absl::string_view(rows.front().Text(1)));
        plan.made_for = rows.front().Text(2);
        return absl::OkStatus();
      }));
  return plan;
}

absl::Status SqlCheckInStore::Put(TenantTransaction& transaction, const CheckIn& c) {
  DRIEHOEK_RETURN_IF_ERROR(
      transaction
          .Execute(
              kPut,
              {c.id.value(), c.version, c.placement.value(), c.student.value(), c.programme.value(),
               storage::IdOrNull(c.arrangement.second_teacher.value()), std::string(NameOf(c.kind)),
               std::int64_t{c.ordinal}, std::string(NameOf(c.state)), ToValue(c.start_time),
               ToValue(c.planned_date), ContentJson(c), ToValue(NextLook(c).value_or(kNever)),
               ToValue(c.create_time), ToValue(c.update_time)})
          .status());
  if (!c.meeting.has_value()) return absl::OkStatus();
  return PutContactDays(transaction, c.placement, EdgesOf(c.meeting->present), c.meeting->date,
                        c.id.value());
}

absl::Status SqlCheckInStore::Put(TenantTransaction& transaction, const Plan& plan) {
  return transaction
      .Execute(kPutPlan,
               {plan.placement.value(), plan.version, ToValue(plan.first_plan_date), plan.made_for})
      .status();
}

}  // namespace driehoek::progress::checkin
