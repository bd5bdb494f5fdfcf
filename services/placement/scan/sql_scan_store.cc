#include "placement/scan/sql_scan_store.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "placement/scan/scan_json.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::placement::scan {
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
    "SELECT id, version, organisation_id, workplace_id, supervisor_id, supervisor_person_id, "
    "programme_id, variant_id, phase, placement_id, student_id, criteria_id, state, cause, "
    "cause_reason, answers, verdict, verdict_reason, conditions, valid_until_date, due_date, "
    "assess_time, create_time, update_time FROM workplace_scan WHERE tenant_id = $1";

constexpr absl::string_view kPut =
    "INSERT INTO workplace_scan (tenant_id, id, version, organisation_id, workplace_id, "
    "supervisor_id, supervisor_person_id, programme_id, variant_id, phase, placement_id, "
    "student_id, criteria_id, state, cause, cause_reason, answers, verdict, verdict_reason, "
    "conditions, valid_until_date, due_date, assess_time, create_time, update_time) VALUES ($1, "
    "$2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, "
    "$22, $23, $24, $25) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, "
    "supervisor_id = excluded.supervisor_id, "
    "supervisor_person_id = excluded.supervisor_person_id, phase = excluded.phase, "
    "criteria_id = excluded.criteria_id, state = excluded.state, cause = excluded.cause, "
    "cause_reason = excluded.cause_reason, answers = excluded.answers, "
    "verdict = excluded.verdict, verdict_reason = excluded.verdict_reason, "
    "conditions = excluded.conditions, valid_until_date = excluded.valid_until_date, "
    "due_date = excluded.due_date, assess_time = excluded.assess_time, "
    "update_time = excluded.update_time";

template <typename E>
E EnumAt(const Row& row, std::size_t column) {
  return EnumFromName<E>(row.Text(column)).value_or(E{});
}

absl::StatusOr<Scan> FromRow(const Row& row) {
  Scan scan{.id = ScanId(row.Text(0)),
            .organisation = OrganisationId(row.Text(2)),
            .workplace = WorkplaceId(row.Text(3)),
            .supervisor = SupervisorId(row.Text(4)),
            .supervisor_person = PersonId(row.Text(5)),
            .programme = ProgrammeId(row.Text(6)),
            .programme_variant = VariantId(row.Text(7)),
            .phase = static_cast<int>(row.Int(8)),
            .placement = PlacementId(row.OptionalText(9).value_or("")),
            .student = PersonId(row.OptionalText(10).value_or("")),
            .criteria = CriteriaId(row.Text(11)),
            .state = EnumAt<ScanState>(row, 12),
            .trigger = EnumAt<Trigger>(row, 13),
            .trigger_reason = row.Text(14),
            .verdict_reason = row.Text(17),
            .valid_until = DayOf(row.OptionalText(19)),
            .due_date = DayOf(row.OptionalText(20)),
            .assess_time = row.OptionalTime(21),
            .create_time = row.Time(22),
            .update_time = row.Time(23),
            .version = row.Int(1)};
  if (!row.IsNull(16)) scan.verdict = EnumAt<Verdict>(row, 16);
  DRIEHOEK_ASSIGN_OR_RETURN(scan.answers, AnswersFromJson(row.Text(15)));
  DRIEHOEK_ASSIGN_OR_RETURN(scan.conditions, ConditionsFromJson(row.Text(18)));
  return scan;
}

bool CanBeId(const std::string& id) { return id.empty() || IsUuid(id); }

bool AsksForNothing(const ScanQuery& query) {
  return !CanBeId(query.workplace.value()) || !CanBeId(query.placement.value()) ||
         !CanBeId(query.supervisor_person.value()) || !CanBeId(query.cursor) ||
         (query.students && query.students->empty()) ||
         (query.organisations && query.organisations->empty());
}

const auto kText = [](const std::string& text) { return text; };
const auto kIdText = [](const auto& id) { return id.value(); };

}  // namespace

absl::StatusOr<std::vector<Scan>> SqlScanStore::Select(const TenantId& tenant,
                                                       absl::string_view condition,
                                                       const std::vector<Value>& parameters,
                                                       absl::Time deadline) const {
  std::vector<Scan> scans;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        scans.clear();
        for (const Row& row : rows) {
          DRIEHOEK_ASSIGN_OR_RETURN(Scan scan, FromRow(row));
          scans.push_back(std::move(scan));
        }
        return absl::OkStatus();
      }));
  return scans;
}

absl::StatusOr<std::optional<Scan>> SqlScanStore::Find(const TenantId& tenant, const ScanId& id,
                                                       absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(auto found, Select(tenant, " AND id = $2", {id.value()}, deadline));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

absl::StatusOr<ListedScans> SqlScanStore::List(const TenantId& tenant, const ScanQuery& query,
                                               absl::Time deadline) const {
  ListedScans listed;
  if (AsksForNothing(query)) return listed;
  Conditions conditions;
  conditions.Equal("workplace_id", query.workplace.value());
  conditions.Equal("placement_id", query.placement.value());
  conditions.Equal("supervisor_person_id", query.supervisor_person.value());
  if (!query.states.empty()) conditions.OneOf("state", query.states, NameOf<ScanState>);
  if (query.students) conditions.OneOf("student_id", *query.students, kIdText);
  if (query.organisations) conditions.OneOf("organisation_id", *query.organisations, kIdText);
  if (query.programmes) conditions.OneOf("programme_id", *query.programmes, kText);
  conditions.NewestFirst(query.cursor, query.limit);
  DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                            Select(tenant, conditions.sql(), conditions.parameters(), deadline));
  storage::CutPage(listed, query.limit);
  return listed;
}

absl::StatusOr<std::vector<Scan>> SqlScanStore::At(const TenantId& tenant,
                                                   const WorkplaceId& workplace,
                                                   absl::Time deadline) const {
  if (!IsUuid(workplace.value())) return std::vector<Scan>();
  return Select(tenant, " AND workplace_id = $2 ORDER BY id", {workplace.value()}, deadline);
}

absl::StatusOr<std::vector<Scan>> SqlScanStore::Movable(const TenantId& tenant, const ScanId& after,
                                                        int limit, absl::Time deadline) const {
  constexpr absl::string_view kFirst = "00000000-0000-0000-0000-000000000000";
  return Select(tenant, " AND state IN ('assessed', 'expired') AND id > $2 ORDER BY id LIMIT $3",
                {after.empty() ? std::string(kFirst) : after.value(), std::int64_t{limit}},
                deadline);
}

absl::Status SqlScanStore::Put(TenantTransaction& transaction, const Scan& s) {
  return transaction
      .Execute(kPut, {s.id.value(),
                      s.version,
                      s.organisation.value(),
                      s.workplace.value(),
                      s.supervisor.value(),
                      s.supervisor_person.value(),
                      s.programme.value(),
                      s.programme_variant.value(),
                      std::int64_t{s.phase},
                      IdOrNull(s.placement.value()),
                      IdOrNull(s.student.value()),
                      s.criteria.value(),
                      std::string(NameOf(s.state)),
                      std::string(NameOf(s.trigger)),
                      s.trigger_reason,
                      ToJson(s.answers),
                      s.verdict ? Value(std::string(NameOf(*s.verdict))) : Value(std::monostate{}),
                      s.verdict_reason,
                      ToJson(s.conditions),
                      ToValue(s.valid_until),
                      ToValue(s.due_date),
                      ToValue(s.assess_time),
                      ToValue(s.create_time),
                      ToValue(s.update_time)})
      .status();
}

}  // namespace driehoek::placement::scan
