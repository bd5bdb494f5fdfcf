#include "placement/sql_placement_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::placement {
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
    "SELECT id, version, student_id, enrolment_id, programme_id, variant_id, variant, funding, "
    "phase, form, organisation_id, workplace_id, supervisor_id, supervisor_person_id, start_date, "
    "end_date, weekly_hours, load_hours, state, end_reason, create_time, update_time, origin, "
    "collaboration_level, authenticity_level, outcome_codes, capacity_offer_id, refusal_count, "
    "refusal_reason, escalation_step "
    "FROM placement WHERE tenant_id = $1";

constexpr absl::string_view kPut =
    "INSERT INTO placement (tenant_id, id, version, student_id, enrolment_id, programme_id, "
    "variant_id, variant, funding, phase, form, organisation_id, workplace_id, supervisor_id, "
    "supervisor_person_id, start_date, end_date, weekly_hours, load_hours, state, end_reason, "
    "create_time, update_time, origin, collaboration_level, authenticity_level, outcome_codes, "
    "capacity_offer_id, refusal_count, refusal_reason, escalation_step) VALUES ($1, $2, $3, $4, "
    "$5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, "
    "$24, $25, $26, $27, $28, $29, $30, $31) ON CONFLICT (tenant_id, id) DO UPDATE SET "
    "version = excluded.version, form = excluded.form, organisation_id = excluded.organisation_id, "
    "workplace_id = excluded.workplace_id, supervisor_id = excluded.supervisor_id, "
    "supervisor_person_id = excluded.supervisor_person_id, start_date = excluded.start_date, "
    "end_date = excluded.end_date, weekly_hours = excluded.weekly_hours, "
    "load_hours = excluded.load_hours, state = excluded.state, end_reason = excluded.end_reason, "
    "update_time = excluded.update_time, origin = excluded.origin, "
    "collaboration_level = excluded.collaboration_level, "
    "authenticity_level = excluded.authenticity_level, outcome_codes = excluded.outcome_codes, "
    "capacity_offer_id = excluded.capacity_offer_id, refusal_count = excluded.refusal_count, "
    "refusal_reason = excluded.refusal_reason, escalation_step = excluded.escalation_step";

constexpr absl::string_view kLockHours =
    "INSERT INTO student_load (tenant_id, student_id, changes) VALUES ($1, $2, 1) "
    "ON CONFLICT (tenant_id, student_id) DO UPDATE SET changes = student_load.changes + 1";

constexpr absl::string_view kSelectStarting =
    "SELECT student_id, programme_id, variant_id, variant, funding, start_date, state, "
    "enrolment_id "
    "FROM placement WHERE tenant_id = $1 AND state <> 'ended_early' AND form <> 'school_project'";

// No code holds a line end.
constexpr char kCodeMark = '\n';

constexpr absl::string_view kLockLoad =
    "INSERT INTO supervisor_load (tenant_id, supervisor_id, changes) VALUES ($1, $2, 1) "
    "ON CONFLICT (tenant_id, supervisor_id) DO UPDATE SET changes = supervisor_load.changes + 1";

template <typename E>
E EnumAt(const Row& row, std::size_t column) {
  return EnumFromName<E>(row.Text(column)).value_or(E{});
}

template <typename Id>
Id OptionalId(const Row& row, std::size_t column) {
  return Id(row.OptionalText(column).value_or(""));
}

int Int(const Row& row, std::size_t column) { return static_cast<int>(row.Int(column)); }

Placement FromRow(const Row& row) {
  return {.id = PlacementId(row.Text(0)),
          .student = PersonId(row.Text(2)),
          .enrolment = EnrolmentId(row.Text(3)),
          .programme = ProgrammeId(row.Text(4)),
          .programme_variant = VariantId(row.Text(5)),
          .variant = EnumAt<Variant>(row, 6),
          .funding = EnumAt<Funding>(row, 7),
          .phase = Int(row, 8),
          .form = EnumAt<Form>(row, 9),
          .organisation = OptionalId<OrganisationId>(row, 10),
          .workplace = OptionalId<WorkplaceId>(row, 11),
          .supervisor = OptionalId<SupervisorId>(row, 12),
          .supervisor_person = OptionalId<PersonId>(row, 13),
          .start_date = DayOf(absl::string_view(row.Text(14))),
          .end_date = DayOf(absl::string_view(row.Text(15))),
          .weekly_hours = Int(row, 16),
          .load_hours = Int(row, 17),
          .state = EnumAt<State>(row, 18),
          .end_reason = row.Text(19),
          .origin = EnumFromName<Origin>(row.Text(22)),
          .collaboration_level = Int(row, 23),
          .authenticity_level = Int(row, 24),
          .outcome_codes = absl::StrSplit(row.Text(25), kCodeMark, absl::SkipEmpty()),
          .capacity_offer = OptionalId<CapacityOfferId>(row, 26),
          .refusal_count = Int(row, 27),
          .refusal_reason = row.Text(28),
          .escalation_step = Int(row, 29),
          .create_time = row.Time(20),
          .update_time = row.Time(21),
          .version = row.Int(1)};
}

std::vector<Placement> ReadRows(const Rows& rows) {
  std::vector<Placement> placements;
  placements.reserve(rows.size());
  for (const Row& row : rows) placements.push_back(FromRow(row));
  return placements;
}

bool CanBeId(const std::string& id) { return id.empty() || IsUuid(id); }

bool AsksForNothing(const PlacementQuery& query) {
  return !CanBeId(query.student.value()) || !CanBeId(query.programme_variant.value()) ||
         !CanBeId(query.supervisor_person.value()) || (query.students && query.students->empty()) ||
         (query.organisations && query.organisations->empty());
}

const auto kText = [](const std::string& text) { return text; };
const auto kIdText = [](const auto& id) { return id.value(); };

}  // namespace

absl::StatusOr<std::vector<Placement>> SqlPlacementStore::Select(
    const TenantId& tenant, absl::string_view condition, const std::vector<Value>& parameters,
    absl::Time deadline) const {
  std::vector<Placement> placements;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelect, condition), parameters));
        placements = ReadRows(rows);
        return absl::OkStatus();
      }));
  return placements;
}

absl::StatusOr<std::optional<Placement>> SqlPlacementStore::Find(const TenantId& tenant,
                                                                 const PlacementId& id,
                                                                 absl::Time deadline) const {
  if (!IsUuid(id.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            Select(tenant, " AND id = $2", {id.value()}, deadline));
  if (found.empty()) return std::nullopt;
  return found.front();
}

absl::StatusOr<ListedPlacements> SqlPlacementStore::List(const TenantId& tenant,
                                                         const PlacementQuery& query,
                                                         absl::Time deadline) const {
  ListedPlacements listed;
  if (AsksForNothing(query)) return listed;
  Conditions conditions;
  conditions.Equal("student_id", query.student.value());
  conditions.Equal("variant_id", query.programme_variant.value());
  conditions.Equal("supervisor_person_id", query.supervisor_person.value());
  if (!query.states.empty()) conditions.OneOf("state", query.states, NameOf<State>);
  if (query.students) conditions.OneOf("student_id", *query.students, kIdText);
  if (query.organisations) conditions.OneOf("organisation_id", *query.organisations, kIdText);
  if (query.programmes) conditions.OneOf("programme_id", *query.programmes, kText);
  if (query.only_shown_to_employer) {
    conditions.Add(
        " AND (origin = 'own_employer' OR state = 'screened' OR supervisor_id IS NOT NULL)");
  }
  if (!query.cursor.empty()) {
    const std::pair<std::string, std::string> last =
        absl::StrSplit(query.cursor, absl::MaxSplits(' ', 1));
    if (!IsUuid(last.second)) return listed;
    const std::string day = conditions.Bind(last.first);
    const std::string id = conditions.Bind(last.second);
    conditions.Add(absl::StrCat(" AND (start_date, id) < (", day, ", ", id, ")"));
  }
  const std::string limit = conditions.Bind(std::int64_t{query.limit} + 1);
  conditions.Add(absl::StrCat(" ORDER BY start_date DESC, id DESC LIMIT ", limit));
  DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                            Select(tenant, conditions.sql(), conditions.parameters(), deadline));
  if (listed.items.size() > static_cast<std::size_t>(query.limit)) {
    listed.items.pop_back();
    const Placement& last = listed.items.back();
    listed.next_cursor = absl::StrCat(absl::FormatCivilTime(last.start_date), " ", last.id.value());
  }
  return listed;
}

absl::StatusOr<std::vector<Placement>> SqlPlacementStore::OfPersons(
    const TenantId& tenant, const std::vector<PersonId>& persons, absl::CivilDay since,
    absl::Time deadline) const {
  std::vector<PersonId> known;
  std::copy_if(persons.begin(), persons.end(), std::back_inserter(known),
               [](const PersonId& person) { return IsUuid(person.value()); });
  if (known.empty()) return std::vector<Placement>();
  Conditions conditions;
  std::vector<std::string> places;
  for (const PersonId& person : known) places.push_back(conditions.Bind(person.value()));
  const std::string list = absl::StrJoin(places, ", ");
  conditions.Add(
      absl::StrCat(" AND (student_id IN (", list, ") OR supervisor_person_id IN (", list, "))"));
  const std::string day = conditions.Bind(ToValue(since));
  conditions.Add(absl::StrCat(
      " AND (state NOT IN ('completed', 'ended_early') OR end_date >= ", day, ") ORDER BY id"));
  return Select(tenant, conditions.sql(), conditions.parameters(), deadline);
}

absl::StatusOr<std::vector<PlacementId>> SqlPlacementStore::EndedEarly(
    const TenantId& tenant, const std::vector<PlacementId>& placements, absl::Time deadline) const {
  std::vector<PlacementId> ended;
  if (placements.empty()) return ended;
  Conditions conditions;
  conditions.OneOf("id", placements, kIdText);
  conditions.Add(" AND state = 'ended_early' ORDER BY id");
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            Select(tenant, conditions.sql(), conditions.parameters(), deadline));
  for (const Placement& placement : found) ended.push_back(placement.id);
  return ended;
}

absl::StatusOr<std::vector<Placement>> SqlPlacementStore::AtWorkplace(
    const TenantId& tenant, const OrganisationId& organisation, const WorkplaceId& workplace,
    absl::Time deadline) const {
  if (!IsUuid(organisation.value()) || !IsUuid(workplace.value())) return std::vector<Placement>();
  return Select(tenant,
                " AND organisation_id = $2 AND workplace_id = $3 AND state IN ('confirmed', "
                "'ready', 'active', 'paused', 'finishing') ORDER BY id",
                {organisation.value(), workplace.value()}, deadline);
}

absl::StatusOr<std::vector<Placement>> SqlPlacementStore::TakingAttention(
    const TenantId& tenant, const std::vector<SupervisorId>& supervisors, absl::CivilDay first,
    absl::CivilDay last, absl::Time deadline) const {
  if (supervisors.empty()) return std::vector<Placement>();
  Conditions conditions;
  conditions.OneOf("supervisor_id", supervisors, kIdText);
  const std::string end = conditions.Bind(ToValue(last));
  const std::string start = conditions.Bind(ToValue(first));
  conditions.Add(
      absl::StrCat(" AND start_date <= ", end, " AND end_date >= ", start,
                   " AND state IN ('confirmed', 'ready', 'active', 'paused', 'finishing')"));
  return Select(tenant, conditions.sql(), conditions.parameters(), deadline);
}

absl::StatusOr<std::vector<Placement>> SqlPlacementStore::Movable(const TenantId& tenant,
                                                                  const PlacementId& after,
                                                                  int limit,
                                                                  absl::Time deadline) const {
  constexpr absl::string_view kFirst = "00000000-0000-0000-0000-000000000000";
  return Select(
      tenant,
      " AND state IN ('searching', 'confirmed', 'ready', 'active', 'paused', 'finishing') "
      "AND id > $2 ORDER BY id LIMIT $3",
      {after.empty() ? std::string(kFirst) : after.value(), std::int64_t{limit}}, deadline);
}

absl::Status SqlPlacementStore::Put(TenantTransaction& transaction, const Placement& p) {
  return transaction
      .Execute(kPut, {p.id.value(),
                      p.version,
                      p.student.value(),
                      p.enrolment.value(),
                      p.programme.value(),
                      p.programme_variant.value(),
                      std::string(NameOf(p.variant)),
                      std::string(NameOf(p.funding)),
                      std::int64_t{p.phase},
                      std::string(NameOf(p.form)),
                      IdOrNull(p.organisation.value()),
                      IdOrNull(p.workplace.value()),
                      IdOrNull(p.supervisor.value()),
                      IdOrNull(p.supervisor_person.value()),
                      ToValue(p.start_date),
                      ToValue(p.end_date),
                      std::int64_t{p.weekly_hours},
                      std::int64_t{p.load_hours},
                      std::string(NameOf(p.state)),
                      p.end_reason,
                      ToValue(p.create_time),
                      ToValue(p.update_time),
                      p.origin.has_value() ? std::string(NameOf(*p.origin)) : std::string(),
                      std::int64_t{p.collaboration_level},
                      std::int64_t{p.authenticity_level},
                      absl::StrJoin(p.outcome_codes, std::string(1, kCodeMark)),
                      IdOrNull(p.capacity_offer.value()),
                      std::int64_t{p.refusal_count},
                      p.refusal_reason,
                      std::int64_t{p.escalation_step}})
      .status();
}

absl::StatusOr<std::vector<StartingStudent>> SqlPlacementStore::StartingBetween(
    const TenantId& tenant, absl::CivilDay first, absl::CivilDay last,
    const std::optional<std::vector<std::string>>& programmes, absl::Time deadline) const {
  std::vector<StartingStudent> students;
  if (programmes && programmes->empty()) return students;
  Conditions conditions;
  const std::string from = conditions.Bind(ToValue(first));
  const std::string to = conditions.Bind(ToValue(last));
  conditions.Add(absl::StrCat(" AND start_date >= ", from, " AND start_date <= ", to));
  if (programmes) conditions.OneOf("programme_id", *programmes, kText);
  conditions.Add(" ORDER BY start_date, id");
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(absl::StrCat(kSelectStarting, conditions.sql()),
                                                 conditions.parameters()));
        students.clear();
        students.reserve(rows.size());
        for (const Row& row : rows) {
          students.push_back({.student = PersonId(row.Text(0)),
                              .programme = ProgrammeId(row.Text(1)),
                              .programme_variant = VariantId(row.Text(2)),
                              .variant = EnumAt<Variant>(row, 3),
                              .funding = EnumAt<Funding>(row, 4),
                              .start_date = DayOf(absl::string_view(row.Text(5))),
                              .state = EnumAt<State>(row, 6),
                              .enrolment = EnrolmentId(row.Text(7))});
        }
        return absl::OkStatus();
      }));
  return students;
}

absl::StatusOr<std::optional<Placement>> SqlPlacementStore::Lock(TenantTransaction& transaction,
                                                                 const PlacementId& id) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(absl::StrCat(kSelect, " AND id = $2", transaction.ForUpdate()),
                          {id.value()}));
  if (rows.empty()) return std::nullopt;
  return FromRow(rows[0]);
}

absl::StatusOr<std::vector<Placement>> SqlPlacementStore::LockHours(TenantTransaction& transaction,
                                                                    const Placement& placement) {
  DRIEHOEK_RETURN_IF_ERROR(transaction.Execute(kLockHours, {placement.student.value()}).status());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(
          absl::StrCat(kSelect,
                       " AND student_id = $2 AND start_date <= $3 AND end_date >= $4 AND id <> $5 "
                       "AND state IN ('confirmed', 'ready', 'active', 'paused', 'finishing')"),
          {placement.student.value(), ToValue(placement.end_date), ToValue(placement.start_date),
           placement.id.value()}));
  return ReadRows(rows);
}

absl::StatusOr<std::vector<Placement>> SqlPlacementStore::LockLoad(TenantTransaction& transaction,
                                                                   const Placement& placement) {
  DRIEHOEK_RETURN_IF_ERROR(transaction.Execute(kLockLoad, {placement.supervisor.value()}).status());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(
          absl::StrCat(
              kSelect,
              " AND supervisor_id = $2 AND start_date <= $3 AND end_date >= $4 AND id <> $5 "
              "AND state IN ('confirmed', 'ready', 'active', 'paused', 'finishing')"),
          {placement.supervisor.value(), ToValue(placement.end_date), ToValue(placement.start_date),
           placement.id.value()}));
  return ReadRows(rows);
}

}  // namespace driehoek::placement
