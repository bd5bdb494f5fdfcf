#include "placement/sql_running_store.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::placement {
namespace {

using storage::Conditions;
using storage::DayOf;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;

constexpr absl::string_view kSelect =
    "SELECT id, version, student_id, enrolment_id, programme_id, variant_id, phase, "
    "organisation_id, workplace_id, supervisor_id, supervisor_person_id, start_date, end_date, "
    "state FROM placement WHERE tenant_id = $1";

// $2 is the day. A condition on the column of the groups is looked up before they are made, on both
// engines.
constexpr absl::string_view kSelectLoads =
    "SELECT supervisor_id, COUNT(*), MAX(start_date) FROM placement WHERE tenant_id = $1 "
    "AND start_date <= $2 AND end_date >= $2 "
    "AND state IN ('confirmed', 'ready', 'active', 'paused', 'finishing') "
    "GROUP BY supervisor_id HAVING COUNT(*) > 0";

template <typename Id>
Id OptionalId(const Row& row, std::size_t column) {
  return Id(row.OptionalText(column).value_or(""));
}

Placement FromRow(const Row& row) {
  return {.id = PlacementId(row.Text(0)),
          .student = PersonId(row.Text(2)),
          .enrolment = EnrolmentId(row.Text(3)),
          .programme = ProgrammeId(row.Text(4)),
          .programme_variant = VariantId(row.Text(5)),
          .phase = static_cast<int>(row.Int(6)),
          .organisation = OptionalId<OrganisationId>(row, 7),
          .workplace = OptionalId<WorkplaceId>(row, 8),
          .supervisor = OptionalId<SupervisorId>(row, 9),
          .supervisor_person = OptionalId<PersonId>(row, 10),
          .start_date = DayOf(absl::string_view(row.Text(11))),
          .end_date = DayOf(absl::string_view(row.Text(12))),
          .state = EnumFromName<State>(row.Text(13)).value_or(State{}),
          .version = row.Int(1)};
}

const auto kIdText = [](const auto& id) { return id.value(); };

template <typename Id>
std::vector<Id> Uuids(const std::vector<Id>& ids) {
  std::vector<Id> known;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(known),
               [](const Id& id) { return IsUuid(id.value()); });
  return known;
}

absl::StatusOr<std::vector<Placement>> Select(storage::TenantDatabase& database,
                                              const TenantId& tenant, const Conditions& conditions,
                                              absl::Time deadline) {
  std::vector<Placement> placements;
  DRIEHOEK_RETURN_IF_ERROR(
      database.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(absl::StrCat(kSelect, conditions.sql()), conditions.parameters()));
        placements.clear();
        placements.reserve(rows.size());
        for (const Row& row : rows) placements.push_back(FromRow(row));
        return absl::OkStatus();
      }));
  return placements;
}

}  // namespace

absl::StatusOr<std::vector<Placement>> SqlRunningStore::Running(const TenantId& tenant,
                                                                const RunningQuery& query,
                                                                absl::Time deadline) const {
  Conditions conditions;
  if (query.students) {
    const auto students = Uuids(*query.students);
    if (students.empty()) return std::vector<Placement>();
    conditions.OneOf("student_id", students, kIdText);
  }
  if (query.placements) {
    const auto placements = Uuids(*query.placements);
    if (placements.empty()) return std::vector<Placement>();
    conditions.OneOf("id", placements, kIdText);
  }
  conditions.Add(" AND state IN ('active', 'finishing')");
  if (!query.after.empty()) conditions.Compare("id", " > ", query.after.value());
  const std::string most = conditions.Bind(std::int64_t{query.limit});
  conditions.Add(absl::StrCat(" ORDER BY id LIMIT ", most));
  return Select(database_, tenant, conditions, deadline);
}

absl::StatusOr<std::vector<Placement>> SqlRunningStore::OfIds(
    const TenantId& tenant, const std::vector<PlacementId>& placements, absl::Time deadline) const {
  const auto known = Uuids(placements);
  if (known.empty()) return std::vector<Placement>();
  Conditions conditions;
  conditions.OneOf("id", known, kIdText);
  conditions.Add(" ORDER BY id");
  return Select(database_, tenant, conditions, deadline);
}

absl::StatusOr<std::vector<SupervisorLoad>> SqlRunningStore::LoadsOf(
    const TenantId& tenant, const std::vector<SupervisorId>& supervisors, absl::CivilDay today,
    absl::Time deadline) const {
  std::vector<SupervisorLoad> loads;
  if (supervisors.empty()) return loads;
  Conditions conditions;
  conditions.Bind(ToValue(today));
  conditions.OneOf("supervisor_id", supervisors, kIdText);
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                                  transaction.Execute(absl::StrCat(kSelectLoads, conditions.sql()),
                                                      conditions.parameters()));
        loads.clear();
        for (const Row& row : rows) {
          loads.push_back({SupervisorId(row.Text(0)), static_cast<int>(row.Int(1)),
                           DayOf(absl::string_view(row.Text(2)))});
        }
        return absl::OkStatus();
      }));
  return loads;
}

}  // namespace driehoek::placement
