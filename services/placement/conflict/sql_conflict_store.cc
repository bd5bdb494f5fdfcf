#include "placement/conflict/sql_conflict_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::placement::conflict {
namespace {

using storage::Conditions;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::string_view kSelect =
    "SELECT id, version, student_id, enrolment_id, programme_id, organisation_id, supervisor_id, "
    "kind, reason, recorder_id, create_time, end_time, end_reason FROM conflict_of_interest "
    "WHERE tenant_id = $1";

constexpr absl::string_view kPut =
    "INSERT INTO conflict_of_interest (tenant_id, id, version, student_id, enrolment_id, "
    "programme_id, organisation_id, supervisor_id, kind, reason, recorder_id, create_time, "
    "end_time, end_reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
    "ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, "
    "end_time = excluded.end_time, end_reason = excluded.end_reason";

ConflictOfInterest FromRow(const Row& row) {
  return {.id = ConflictId(row.Text(0)),
          .student = PersonId(row.Text(2)),
          .enrolment = EnrolmentId(row.Text(3)),
          .programme = ProgrammeId(row.Text(4)),
          .organisation = OrganisationId(row.Text(5)),
          .supervisor = SupervisorId(row.OptionalText(6).value_or("")),
          .kind = EnumFromName<ConflictKind>(row.Text(7)).value_or(ConflictKind::kOther),
          .reason = row.Text(8),
          .recorder = PersonId(row.Text(9)),
          .create_time = row.Time(10),
          .end_time = row.OptionalTime(11),
          .end_reason = row.Text(12),
          .version = row.Int(1)};
}

bool CanBeId(const std::string& id) { return id.empty() || IsUuid(id); }

const auto kText = [](const std::string& text) { return text; };
const auto kIdText = [](const PersonId& id) { return id.value(); };

}  // namespace

absl::StatusOr<std::vector<ConflictOfInterest>> SqlConflictStore::Select(
    const TenantId& tenant, absl::string_view condition, const std::vector<Value>& parameters,
    absl::Time deadline) const {
  std::vector<ConflictOfInterest> found;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        found.clear();
        for (const Row& row : rows) found.push_back(FromRow(row));
        return absl::OkStatus();
      }));
  return found;
}

absl::StatusOr<std::optional<ConflictOfInterest>> SqlConflictStore::Find(
    const TenantId& tenant, const ConflictId& id, absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, Select(tenant, " AND id = $2", {id.value()}, deadline));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

absl::StatusOr<ListedConflicts> SqlConflictStore::List(const TenantId& tenant,
                                                       const ConflictQuery& query,
                                                       absl::Time deadline) const {
  ListedConflicts listed;
  if (!CanBeId(query.student.value()) || !CanBeId(query.organisation.value()) ||
      !CanBeId(query.cursor) || (query.students && query.students->empty())) {
    return listed;
  }
  Conditions conditions;
  conditions.Equal("student_id", query.student.value());
  conditions.Equal("organisation_id", query.organisation.value());
  if (query.state == ConflictState::kRunning) conditions.Add(" AND end_time IS NULL");
  if (query.state == ConflictState::kEnded) conditions.Add(" AND end_time IS NOT NULL");
  if (query.students) conditions.OneOf("student_id", *query.students, kIdText);
  if (query.programmes) conditions.OneOf("programme_id", *query.programmes, kText);
  conditions.NewestFirst(query.cursor, query.limit);
  DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                            Select(tenant, conditions.sql(), conditions.parameters(), deadline));
  storage::CutPage(listed, query.limit);
  return listed;
}

absl::StatusOr<std::vector<Conflict>> SqlConflictStore::Running(const TenantId& tenant,
                                                                const PersonId& student,
                                                                absl::Time deadline) {
  std::vector<Conflict> running;
  if (!CanBeId(student.value())) return running;
  Conditions conditions;
  conditions.Add(" AND end_time IS NULL");
  conditions.Equal("student_id", student.value());
  conditions.Add(" ORDER BY id");
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            Select(tenant, conditions.sql(), conditions.parameters(), deadline));
  for (const ConflictOfInterest& one : found) {
    running.push_back({one.student, one.organisation, one.supervisor});
  }
  return running;
}

absl::Status SqlConflictStore::Put(TenantTransaction& transaction, const ConflictOfInterest& c) {
  const Value supervisor =
      c.supervisor.empty() ? Value(std::monostate{}) : Value(c.supervisor.value());
  return transaction
      .Execute(kPut, {c.id.value(), c.version, c.student.value(), c.enrolment.value(),
                      c.programme.value(), c.organisation.value(), supervisor,
                      std::string(NameOf(c.kind)), c.reason, c.recorder.value(),
                      ToValue(c.create_time), ToValue(c.end_time), c.end_reason})
      .status();
}

}  // namespace driehoek::placement::conflict
