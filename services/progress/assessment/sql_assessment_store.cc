#include "progress/assessment/sql_assessment_store.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "progress/assessment/assessment_json.h"
#include "progress/assessment/lifecycle.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::progress::assessment {
namespace {

using storage::Conditions;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::CivilDay kNever(9999, 12, 31);

constexpr absl::string_view kSelect =
    "SELECT id, version, placement_id, student_id, enrolment_id, programme_id, examiner_id, state, "
    "content, create_time, update_time FROM assessment WHERE tenant_id = $1";

constexpr absl::string_view kPut =
    "INSERT INTO assessment (tenant_id, id, version, placement_id, student_id, enrolment_id, "
    "programme_id, examiner_id, state, shown_state, content, next_look, create_time, update_time) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
    "ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, "
    "examiner_id = excluded.examiner_id, state = excluded.state, "
    "shown_state = excluded.shown_state, content = excluded.content, "
    "next_look = excluded.next_look, update_time = excluded.update_time";

constexpr absl::string_view kPlacementsOf =
    "SELECT placement_id FROM assessment WHERE tenant_id = $1 AND examiner_id = $2 ORDER BY id";

absl::StatusOr<Assessment> FromRow(const Row& row) {
  Assessment assessment{.id = AssessmentId(row.Text(0)),
                        .placement = PlacementId(row.Text(2)),
                        .student = PersonId(row.Text(3)),
                        .enrolment = EnrolmentId(row.Text(4)),
                        .programme = ProgrammeId(row.Text(5)),
                        .examiner = PersonId(row.Text(6)),
                        .state = EnumFromName<State>(row.Text(7)).value_or(State{}),
                        .create_time = row.Time(9),
                        .update_time = row.Time(10),
                        .version = row.Int(1)};
  DRIEHOEK_RETURN_IF_ERROR(FillContent(row.Text(8), assessment));
  return assessment;
}

bool CanBeId(const std::string& id) { return id.empty() || IsUuid(id); }

const auto kText = [](const std::string& text) { return text; };
const auto kIdText = [](const auto& id) { return id.value(); };

// Whether a set of the query leaves nothing to find.
bool IsEmptySet(const AssessmentQuery& query) {
  return (query.students && query.students->empty()) ||
         (query.placements && query.placements->empty());
}

std::optional<Assessment> First(std::vector<Assessment> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

absl::StatusOr<std::vector<Assessment>> SqlAssessmentStore::Select(
    const TenantId& tenant, absl::string_view condition, const std::vector<Value>& parameters,
    absl::Time deadline) const {
  std::vector<Assessment> assessments;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        assessments.clear();
        for (const Row& row : rows) {
          DRIEHOEK_ASSIGN_OR_RETURN(Assessment assessment, FromRow(row));
          assessments.push_back(std::move(assessment));
        }
        return absl::OkStatus();
      }));
  return assessments;
}

absl::StatusOr<std::optional<Assessment>> SqlAssessmentStore::Find(const TenantId& tenant,
                                                                   const AssessmentId& id,
                                                                   absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, Select(tenant, " AND id = $2", {id.value()}, deadline));
  return First(std::move(found));
}

absl::StatusOr<std::optional<Assessment>> SqlAssessmentStore::OfPlacement(
    const TenantId& tenant, const PlacementId& placement, absl::Time deadline) const {
  if (!IsUuid(placement.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto found, Select(tenant, " AND placement_id = $2", {placement.value()}, deadline));
  return First(std::move(found));
}

absl::StatusOr<ListedAssessments> SqlAssessmentStore::List(const TenantId& tenant,
                                                           const AssessmentQuery& query,
                                                           absl::Time deadline) const {
  ListedAssessments listed;
  if (!CanBeId(query.placement.value()) || !CanBeId(query.cursor) || IsEmptySet(query)) {
    return listed;
  }
  Conditions conditions;
  conditions.Equal("placement_id", query.placement.value());
  conditions.Equal("examiner_id", query.examiner.value());
  if (!query.states.empty()) {
    conditions.OneOf(query.by_shown_state ? "shown_state" : "state", query.states, NameOf<State>);
  }
  if (query.students) conditions.OneOf("student_id", *query.students, kIdText);
  if (query.placements) conditions.OneOf("placement_id", *query.placements, kIdText);
  if (query.programmes) conditions.OneOf("programme_id", *query.programmes, kText);
  conditions.NewestFirst(query.cursor, query.limit);
  DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                            Select(tenant, conditions.sql(), conditions.parameters(), deadline));
  storage::CutPage(listed, query.limit);
  return listed;
}

absl::StatusOr<std::vector<PlacementId>> SqlAssessmentStore::PlacementsOf(
    const TenantId& tenant, const PersonId& examiner, absl::Time deadline) const {
  std::vector<PlacementId> placements;
  if (!IsUuid(examiner.value())) return placements;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        placements.clear();
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                                  transaction.Execute(kPlacementsOf, {examiner.value()}));
        for (const Row& row : rows) placements.emplace_back(row.Text(0));
        return absl::OkStatus();
      }));
  return placements;
}

absl::StatusOr<std::vector<Assessment>> SqlAssessmentStore::ToLookAt(const TenantId& tenant,
                                                                     absl::CivilDay today,
                                                                     const AssessmentId& after,
                                                                     int limit,
                                                                     absl::Time deadline) const {
  Conditions conditions;
  conditions.Compare("next_look", " <= ", ToValue(today));
  if (!after.empty()) conditions.Compare("id", " > ", after.value());
  const std::string most = conditions.Bind(std::int64_t{limit});
  conditions.Add(absl::StrCat(" ORDER BY id LIMIT ", most));
  return Select(tenant, conditions.sql(), conditions.parameters(), deadline);
}

absl::Status SqlAssessmentStore::Put(TenantTransaction& transaction, const Assessment& a) {
  return transaction
      .Execute(kPut, {a.id.value(), a.version, a.placement.value(), a.student.value(),
                      a.enrolment.value(), a.programme.value(), a.examiner.value(),
                      std::string(NameOf(a.state)), std::string(NameOf(ShownState(a))),
                      ContentToJson(a), ToValue(NextLook(a).value_or(kNever)),
                      ToValue(a.create_time), ToValue(a.update_time)})
      .status();
}

}  // namespace driehoek::progress::assessment
