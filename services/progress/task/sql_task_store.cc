#include "progress/task/sql_task_store.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "progress/task/lifecycle.h"
#include "progress/task/task_json.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::progress::task {
namespace {

using storage::Conditions;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::CivilDay kNever(9999, 12, 31);

constexpr absl::string_view kSelect =
    "SELECT id, version, placement_id, student_id, programme_id, teacher_id, state, content, "
    "text_number, contributions, submissions, rating, create_time, update_time "
    "FROM learning_task WHERE tenant_id = $1";

constexpr absl::string_view kPut =
    "INSERT INTO learning_task (tenant_id, id, version, placement_id, student_id, programme_id, "
    "teacher_id, state, content, text_number, contributions, submissions, rating, next_look, "
    "create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
    "$14, $15, $16) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, "
    "teacher_id = excluded.teacher_id, state = excluded.state, content = excluded.content, "
    "text_number = excluded.text_number, contributions = excluded.contributions, "
    "submissions = excluded.submissions, rating = excluded.rating, "
    "next_look = excluded.next_look, update_time = excluded.update_time";

absl::StatusOr<LearningTask> FromRow(const Row& row) {
  LearningTask task{.id = TaskId(row.Text(0)),
                    .placement = PlacementId(row.Text(2)),
                    .student = PersonId(row.Text(3)),
                    .programme = ProgrammeId(row.Text(4)),
                    .state = EnumFromName<TaskState>(row.Text(6)).value_or(TaskState{}),
                    .text_number = static_cast<int>(row.Int(8)),
                    .create_time = row.Time(12),
                    .update_time = row.Time(13),
                    .version = row.Int(1)};
  if (!row.IsNull(5)) task.teacher = PersonId(row.Text(5));
  DRIEHOEK_ASSIGN_OR_RETURN(task.content, ContentFromJson(row.Text(7)));
  DRIEHOEK_ASSIGN_OR_RETURN(task.contributions, ContributionsFromJson(row.Text(9)));
  DRIEHOEK_ASSIGN_OR_RETURN(task.submissions, SubmissionsFromJson(row.Text(10)));
  DRIEHOEK_ASSIGN_OR_RETURN(task.rating, RatingFromJson(row.Text(11)));
  return task;
}

bool CanBeId(const std::string& id) { return id.empty() || IsUuid(id); }

const auto kText = [](const std::string& text) { return text; };
const auto kIdText = [](const auto& id) { return id.value(); };

// Of one of `students`, or with `teacher` named for the task.
void AddTeachersReach(Conditions& conditions, const std::vector<PersonId>& students,
                      const PersonId& teacher) {
  std::vector<std::string> places;
  for (const PersonId& student : students) places.push_back(conditions.Bind(student.value()));
  const std::string named = absl::StrCat("teacher_id = ", conditions.Bind(teacher.value()));
  const std::string own =
      places.empty() ? "" : absl::StrCat(" OR student_id IN (", absl::StrJoin(places, ", "), ")");
  conditions.Add(absl::StrCat(" AND (", named, own, ")"));
}

// Whether a set of the query leaves nothing to find.
bool IsEmptySet(const TaskQuery& query) {
  const bool nobody = query.students && query.students->empty() && query.teacher.empty();
  return nobody || (query.placements && query.placements->empty());
}

}  // namespace

absl::StatusOr<std::vector<LearningTask>> SqlTaskStore::Select(const TenantId& tenant,
                                                               absl::string_view condition,
                                                               const std::vector<Value>& parameters,
                                                               absl::Time deadline) const {
  std::vector<LearningTask> tasks;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        tasks.clear();
        for (const Row& row : rows) {
          DRIEHOEK_ASSIGN_OR_RETURN(LearningTask task, FromRow(row));
          tasks.push_back(std::move(task));
        }
        return absl::OkStatus();
      }));
  return tasks;
}

absl::StatusOr<std::optional<LearningTask>> SqlTaskStore::Find(const TenantId& tenant,
                                                               const TaskId& id,
                                                               absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, Select(tenant, " AND id = $2", {id.value()}, deadline));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

absl::StatusOr<ListedTasks> SqlTaskStore::List(const TenantId& tenant, const TaskQuery& query,
                                               absl::Time deadline) const {
  ListedTasks listed;
  if (!CanBeId(query.placement.value()) || !CanBeId(query.cursor) || IsEmptySet(query)) {
    return listed;
  }
  Conditions conditions;
  conditions.Equal("placement_id", query.placement.value());
  if (!query.states.empty()) conditions.OneOf("state", query.states, NameOf<TaskState>);
  if (query.students && !query.teacher.empty()) {
    AddTeachersReach(conditions, *query.students, query.teacher);
  } else if (query.students) {
    conditions.OneOf("student_id", *query.students, kIdText);
  }
  if (query.placements) conditions.OneOf("placement_id", *query.placements, kIdText);
  if (query.programmes) conditions.OneOf("programme_id", *query.programmes, kText);
  conditions.NewestFirst(query.cursor, query.limit);
  DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                            Select(tenant, conditions.sql(), conditions.parameters(), deadline));
  storage::CutPage(listed, query.limit);
  return listed;
}

absl::StatusOr<std::vector<LearningTask>> SqlTaskStore::OfPlacement(const TenantId& tenant,
                                                                    const PlacementId& placement,
                                                                    absl::Time deadline) const {
  if (!IsUuid(placement.value())) return std::vector<LearningTask>();
  return Select(tenant, " AND placement_id = $2 ORDER BY id", {placement.value()}, deadline);
}

absl::StatusOr<std::vector<LearningTask>> SqlTaskStore::ToLookAt(const TenantId& tenant,
                                                                 absl::CivilDay today,
                                                                 const TaskId& after, int limit,
                                                                 absl::Time deadline) const {
  Conditions conditions;
  conditions.Compare("next_look", " <= ", ToValue(today));
  if (!after.empty()) conditions.Compare("id", " > ", after.value());
  const std::string most = conditions.Bind(std::int64_t{limit});
  conditions.Add(absl::StrCat(" ORDER BY id LIMIT ", most));
  return Select(tenant, conditions.sql(), conditions.parameters(), deadline);
}

absl::Status SqlTaskStore::Put(TenantTransaction& transaction, const LearningTask& t) {
  return transaction
      .Execute(kPut, {t.id.value(), t.version, t.placement.value(), t.student.value(),
                      t.programme.value(), storage::IdOrNull(t.teacher.value()),
                      std::string(NameOf(t.state)), ToJson(t.content), std::int64_t{t.text_number},
                      ToJson(t.contributions), ToJson(t.submissions), ToJson(t.rating),
                      ToValue(NextLook(t).value_or(kNever)), ToValue(t.create_time),
                      ToValue(t.update_time)})
      .status();
}

}  // namespace driehoek::progress::task
