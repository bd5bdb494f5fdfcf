#include "directory/sql_directory_store.h"

#include <algorithm>
#include <type_traits>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "directory/outcome_rows.h"
#include "directory/table_sql.h"
#include "directory/tables.h"
#include "shared/base/id_source.h"
#include "shared/storage/columns.h"

namespace driehoek::directory {
namespace {

using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

// Between sort key and id in a cursor; no sort key holds it.
constexpr char kCursorMark = '\n';

template <typename V>
constexpr absl::string_view ParentColumn() {
  if constexpr (std::is_same_v<V, ProgrammeVariant> || std::is_same_v<V, OutcomeSet>)
    return "programme_id";
  return "organisation_id";
}

template <typename V>
std::vector<V> ReadRows(const Rows& rows) {
  std::vector<V> values;
  values.reserve(rows.size());
  for (const Row& row : rows) values.push_back(Table<V>::FromRow(row));
  return values;
}

template <typename V>
absl::Status LoadParts(TenantTransaction& transaction, std::vector<V>& values) {
  if constexpr (std::is_same_v<V, OutcomeSet>) {
    for (OutcomeSet& set : values) DRIEHOEK_RETURN_IF_ERROR(LoadOutcomes(transaction, set));
  }
  return absl::OkStatus();
}

template <typename V>
std::optional<V> FirstOf(std::vector<V> values) {
  if (values.empty()) return std::nullopt;
  return std::move(values.front());
}

bool CanBeId(const std::string& id) { return id.empty() || IsUuid(id); }

// Whether `query` asks for ids that no row can have.
bool AsksForNothing(const ListQuery& query) {
  return !CanBeId(query.parent) || !CanBeId(query.student.value()) ||
         !CanBeId(query.teacher.value()) || (query.ids && query.ids->empty()) ||
         (query.students && query.students->empty());
}

absl::string_view TableOf(Kind kind) {
  switch (kind) {
    case Kind::kPerson:
      return Table<Person>::kName;
    case Kind::kProgramme:
      return Table<Programme>::kName;
    case Kind::kProgrammeVariant:
      return Table<ProgrammeVariant>::kName;
    case Kind::kOrganisation:
      return Table<Organisation>::kName;
    case Kind::kEstablishment:
      return Table<Establishment>::kName;
    case Kind::kOutcomeSet:
      return Table<OutcomeSet>::kName;
    case Kind::kPolicySet:
      return Table<PolicySet>::kName;
  }
  return Table<Person>::kName;
}

absl::string_view ParentColumnOf(Kind kind) {
  return kind == Kind::kEstablishment ? "organisation_id" : "programme_id";
}

}  // namespace

std::vector<std::string> TableStatements() {
  return SqlOf<Institution, PolicySet, Programme, ProgrammeVariant, OutcomeSet, Person,
               PersonContact, Enrolment, ContactAssignment, Organisation, Establishment, Workplace,
               SupervisorProfile, JobRole>();
}

template <typename V>
absl::StatusOr<std::vector<V>> SqlDirectoryStore::Select(const TenantId& tenant,
                                                         absl::string_view condition,
                                                         const std::vector<Value>& parameters,
                                                         absl::Time deadline) const {
  std::vector<V> values;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(absl::StrCat(TableSql<V>().select, condition), parameters));
        values = ReadRows<V>(rows);
        return LoadParts(transaction, values);
      }));
  return values;
}

template <typename V>
absl::StatusOr<std::optional<V>> SqlDirectoryStore::Find(const TenantId& tenant,
                                                         absl::string_view id,
                                                         absl::Time deadline) const {
  if (!std::is_same_v<V, Institution> && !IsUuid(id)) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(std::vector<V> values,
                            Select<V>(tenant, " AND id = $2", {std::string(id)}, deadline));
  return FirstOf(std::move(values));
}

template <typename V>
absl::StatusOr<Listed<V>> SqlDirectoryStore::List(const TenantId& tenant, const ListQuery& query,
                                                  absl::Time deadline) const {
  Listed<V> listed;
  if (AsksForNothing(query)) return listed;
  Conditions conditions;
  conditions.Equal(ParentColumn<V>(), query.parent);
  conditions.Equal("student_id", query.student.value());
  conditions.Equal("teacher_id", query.teacher.value());
  if (query.ids) conditions.OneOf("id", *query.ids);
  if (query.students) conditions.OneOf("student_id", *query.students);
  if (query.programmes) conditions.OneOf("programme_id", *query.programmes);
  if (!query.cursor.empty()) {
    const std::pair<std::string, std::string> after =
        absl::StrSplit(query.cursor, absl::MaxSplits(kCursorMark, 1));
    if (!IsUuid(after.second)) return listed;
    conditions.After(after.first, after.second);
  }
  conditions.OrderAndLimit(query.limit + 1);
  DRIEHOEK_ASSIGN_OR_RETURN(listed.items,
                            Select<V>(tenant, conditions.sql(), conditions.parameters(), deadline));
  if (listed.items.size() > static_cast<std::size_t>(query.limit)) {
    listed.items.pop_back();
    const V& last = listed.items.back();
    listed.next_cursor =
        absl::StrCat(Table<V>::SortKey(last), std::string(1, kCursorMark), last.id.value());
  }
  return listed;
}

template <typename V>
absl::Status SqlDirectoryStore::Put(TenantTransaction& transaction, const V& value) {
  std::vector<Value> parameters = {value.id.value(), value.version, Table<V>::SortKey(value)};
  for (Value& column : Table<V>::ToRow(value)) parameters.push_back(std::move(column));
  DRIEHOEK_RETURN_IF_ERROR(transaction.Execute(TableSql<V>().put, std::move(parameters)).status());
  if constexpr (std::is_same_v<V, OutcomeSet>) return PutOutcomes(transaction, value);
  return absl::OkStatus();
}

#define DRIEHOEK_KEEP(V)                                                                           \
  template absl::StatusOr<std::optional<V>> SqlDirectoryStore::Find<V>(                            \
      const TenantId&, absl::string_view, absl::Time) const;                                       \
  template absl::StatusOr<Listed<V>> SqlDirectoryStore::List<V>(const TenantId&, const ListQuery&, \
                                                                absl::Time) const;                 \
  template absl::Status SqlDirectoryStore::Put<V>(TenantTransaction&, const V&)
DRIEHOEK_KEEP(Institution);
DRIEHOEK_KEEP(PolicySet);
DRIEHOEK_KEEP(Programme);
DRIEHOEK_KEEP(ProgrammeVariant);
DRIEHOEK_KEEP(OutcomeSet);
DRIEHOEK_KEEP(Person);
DRIEHOEK_KEEP(PersonContact);
DRIEHOEK_KEEP(Enrolment);
DRIEHOEK_KEEP(ContactAssignment);
DRIEHOEK_KEEP(Organisation);
DRIEHOEK_KEEP(Establishment);
DRIEHOEK_KEEP(Workplace);
DRIEHOEK_KEEP(SupervisorProfile);
DRIEHOEK_KEEP(JobRole);
#undef DRIEHOEK_KEEP

absl::Status SqlDirectoryStore::CheckReferences(const TenantId& tenant,
                                                const std::vector<Reference>& references,
                                                absl::Time deadline,
                                                FieldViolations& violations) const {
  const auto is_there = [](TenantTransaction& transaction,
                           const Reference& reference) -> absl::StatusOr<bool> {
    if (!IsUuid(reference.id) || !CanBeId(reference.parent)) return false;
    Conditions conditions;
    conditions.Equal("id", reference.id);
    conditions.Equal(ParentColumnOf(reference.kind), reference.parent);
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Rows rows,
        transaction.Execute(absl::StrCat("SELECT ", "id", " FROM ", TableOf(reference.kind),
                                         " WHERE tenant_id = $1", conditions.sql()),
                            conditions.parameters()));
    return !rows.empty();
  };
  std::vector<std::string> missing;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        missing.clear();
        for (const Reference& reference : references) {
          if (reference.id.empty()) continue;
          DRIEHOEK_ASSIGN_OR_RETURN(const bool found, is_there(transaction, reference));
          if (!found) missing.push_back(reference.field);
        }
        return absl::OkStatus();
      }));
  for (const std::string& field : missing) {
    violations.Add(field, "REFERENCE_NOT_FOUND", "names nothing that is there");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<PersonId>> SqlDirectoryStore::FindIdentity(const TenantId& tenant,
                                                                        absl::string_view issuer,
                                                                        absl::string_view subject,
                                                                        absl::Time deadline) const {
  std::optional<PersonId> person;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute("SELECT person_id FROM person_identity WHERE "
                                                 "tenant_id = $1 AND issuer = $2 AND subject = $3",
                                                 {std::string(issuer), std::string(subject)}));
        if (!rows.empty()) person = PersonId(rows.front().Text(0));
        return absl::OkStatus();
      }));
  return person;
}

absl::Status SqlDirectoryStore::PutIdentity(TenantTransaction& transaction,
                                            absl::string_view issuer, absl::string_view subject,
                                            const PersonId& person, absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t stored,
      transaction.Change(
          "INSERT INTO person_identity (tenant_id, issuer, subject, person_id, create_time) "
          "VALUES ($1, $2, $3, $4, $5) "
          "ON CONFLICT (tenant_id, issuer, subject) DO NOTHING",
          {std::string(issuer), std::string(subject), person.value(), ToValue(now)}));
  if (stored > 0) return absl::OkStatus();
  return Error(absl::StatusCode::kAborted, "IDENTITY_TAKEN",
               "another launch made this person known first");
}

absl::StatusOr<std::optional<ContactAssignment>> SqlDirectoryStore::OpenAssignment(
    const TenantId& tenant, const PersonId& student, absl::Time deadline) const {
  if (!IsUuid(student.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto found, Select<ContactAssignment>(tenant, " AND student_id = $2 AND end_date IS NULL",
                                            {student.value()}, deadline));
  return FirstOf(std::move(found));
}

absl::StatusOr<std::optional<ContactAssignment>> SqlDirectoryStore::AssignmentOn(
    const TenantId& tenant, const PersonId& student, absl::CivilDay day,
    absl::Time deadline) const {
  if (!IsUuid(student.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto found,
      Select<ContactAssignment>(
          tenant,
          " AND student_id = $2 AND start_date <= $3 AND (end_date IS NULL OR end_date >= $3)",
          {student.value(), ToValue(day)}, deadline));
  return FirstOf(std::move(found));
}

absl::StatusOr<std::vector<PersonId>> SqlDirectoryStore::StudentsOf(const TenantId& tenant,
                                                                    const PersonId& teacher,
                                                                    absl::CivilDay day,
                                                                    absl::Time deadline) const {
  std::vector<PersonId> students;
  if (!IsUuid(teacher.value())) return students;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto found,
      Select<ContactAssignment>(
          tenant,
          " AND teacher_id = $2 AND start_date <= $3 AND (end_date IS NULL OR end_date >= $3)",
          {teacher.value(), ToValue(day)}, deadline));
  students.reserve(found.size());
  for (const ContactAssignment& assignment : found) students.push_back(assignment.student);
  return students;
}

absl::StatusOr<std::vector<SupervisorProfile>> SqlDirectoryStore::ProfilesOf(
    const TenantId& tenant, const PersonId& person, absl::Time deadline) const {
  if (!IsUuid(person.value())) return std::vector<SupervisorProfile>();
  return Select<SupervisorProfile>(tenant, " AND person_id = $2 ORDER BY id", {person.value()},
                                   deadline);
}

absl::StatusOr<std::optional<Organisation>> SqlDirectoryStore::FindByKvk(
    const TenantId& tenant, absl::string_view kvk_number, absl::Time deadline) const {
  // The second condition lets the partial index serve it.
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto found, Select<Organisation>(tenant, " AND kvk_number = $2 AND kvk_number <> ''",
                                       {std::string(kvk_number)}, deadline));
  return FirstOf(std::move(found));
}

absl::StatusOr<std::optional<PolicySet>> SqlDirectoryStore::NewestPolicySet(
    const TenantId& tenant, Variant variant, absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto found, Select<PolicySet>(tenant, " AND variant = $2 ORDER BY number DESC LIMIT 1",
                                    {std::string(NameOf(variant))}, deadline));
  return FirstOf(std::move(found));
}

absl::StatusOr<std::optional<OutcomeSet>> SqlDirectoryStore::NewestOutcomeSet(
    const TenantId& tenant, const ProgrammeId& programme, absl::Time deadline) const {
  if (!IsUuid(programme.value())) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto found, Select<OutcomeSet>(tenant, " AND programme_id = $2 ORDER BY number DESC LIMIT 1",
                                     {programme.value()}, deadline));
  return FirstOf(std::move(found));
}

absl::StatusOr<int> SqlDirectoryStore::NewestOutcomeNumber(const TenantId& tenant,
                                                           const ProgrammeId& programme,
                                                           absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto newest, NewestOutcomeSet(tenant, programme, deadline));
  return newest.has_value() ? newest->number : 0;
}

absl::StatusOr<bool> SqlDirectoryStore::HasNonFunded(const TenantId& tenant, Variant variant,
                                                     absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto found,
      Select<ProgrammeVariant>(tenant,
                               " AND variant = $2 AND funding = 'non_funded' ORDER BY id LIMIT 1",
                               {std::string(NameOf(variant))}, deadline));
  return !found.empty();
}

}  // namespace driehoek::directory
