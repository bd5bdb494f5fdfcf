// Rows of persons and of where they learn.
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "directory/tables.h"
#include "shared/storage/columns.h"

namespace driehoek::directory {
namespace {

using storage::DayOf;
using storage::Row;
using storage::ToValue;
using storage::Value;

// Where the columns of FromRow begin, after id and version.
constexpr std::size_t kFirst = 2;

Value Text(absl::string_view text) { return std::string(text); }

template <typename E>
E EnumAt(const Row& row, std::size_t column) {
  return EnumFromName<E>(row.Text(column)).value_or(E{});
}

}  // namespace

ColumnNames Table<Person>::Columns() {
  return {"display_name", "given_name", "language_code", "create_time"};
}
std::vector<Value> Table<Person>::ToRow(const Person& v) {
  return {Text(v.display_name), Text(v.given_name), Text(v.language_code), ToValue(v.create_time)};
}
Person Table<Person>::FromRow(const Row& row) {
  return {.id = PersonId(row.Text(0)),
          .display_name = row.Text(kFirst),
          .given_name = row.Text(kFirst + 1),
          .language_code = row.Text(kFirst + 2),
          .create_time = row.Time(kFirst + 3),
          .version = row.Int(1)};
}
std::string Table<Person>::SortKey(const Person& v) {
  return absl::AsciiStrToLower(v.display_name);
}

ColumnNames Table<PersonContact>::Columns() { return {"email", "phone", "email_folded"}; }
std::vector<Value> Table<PersonContact>::ToRow(const PersonContact& v) {
  return {Text(v.email), Text(v.phone), absl::AsciiStrToLower(v.email)};
}
PersonContact Table<PersonContact>::FromRow(const Row& row) {
  return {.id = PersonId(row.Text(0)),
          .email = row.Text(kFirst),
          .phone = row.Text(kFirst + 1),
          .version = row.Int(1)};
}
std::string Table<PersonContact>::SortKey(const PersonContact& v) { return v.id.value(); }

ColumnNames Table<Enrolment>::Columns() {
  return {"student_id", "programme_id", "variant_id", "phase",      "entry_level",
          "start_date", "end_date",     "region",     "create_time"};
}
std::vector<Value> Table<Enrolment>::ToRow(const Enrolment& v) {
  return {Text(v.student.value()), Text(v.programme.value()),
          Text(v.variant.value()), std::int64_t{v.phase},
          Text(v.entry_level),     ToValue(v.start_date),
          ToValue(v.end_date),     Text(v.region),
          ToValue(v.create_time)};
}
Enrolment Table<Enrolment>::FromRow(const Row& row) {
  return {.id = EnrolmentId(row.Text(0)),
          .student = PersonId(row.Text(kFirst)),
          .programme = ProgrammeId(row.Text(kFirst + 1)),
          .variant = ProgrammeVariantId(row.Text(kFirst + 2)),
          .phase = static_cast<int>(row.Int(kFirst + 3)),
          .entry_level = row.Text(kFirst + 4),
          .start_date = DayOf(absl::string_view(row.Text(kFirst + 5))),
          .end_date = DayOf(row.OptionalText(kFirst + 6)),
          .region = row.Text(kFirst + 7),
          .create_time = row.Time(kFirst + 8),
          .version = row.Int(1)};
}
// Newest first: what is left of the microseconds that fit.
std::string Table<Enrolment>::SortKey(const Enrolment& v) {
  return absl::StrFormat("%017d", 99'999'999'999'999'999 - absl::ToUnixMicros(v.create_time));
}

ColumnNames Table<ContactAssignment>::Columns() {
  return {"student_id", "teacher_id", "start_date", "end_date"};
}
std::vector<Value> Table<ContactAssignment>::ToRow(const ContactAssignment& v) {
  return {Text(v.student.value()), Text(v.teacher.value()), ToValue(v.start_date),
          ToValue(v.end_date)};
}
ContactAssignment Table<ContactAssignment>::FromRow(const Row& row) {
  return {.id = ContactAssignmentId(row.Text(0)),
          .student = PersonId(row.Text(kFirst)),
          .teacher = PersonId(row.Text(kFirst + 1)),
          .start_date = DayOf(absl::string_view(row.Text(kFirst + 2))),
          .end_date = DayOf(row.OptionalText(kFirst + 3)),
          .version = row.Int(1)};
}
std::string Table<ContactAssignment>::SortKey(const ContactAssignment& v) {
  return absl::StrCat(v.student.value(), " ", absl::FormatCivilTime(v.start_date));
}

ColumnNames Table<Organisation>::Columns() {
  return {"display_name", "kvk_number", "verify_time", "relation_type", "sector"};
}
std::vector<Value> Table<Organisation>::ToRow(const Organisation& v) {
  return {Text(v.display_name), Text(v.kvk_number), ToValue(v.verify_time),
          Text(NameOf(v.relation_type)), Text(v.sector)};
}
Organisation Table<Organisation>::FromRow(const Row& row) {
  return {.id = OrganisationId(row.Text(0)),
          .display_name = row.Text(kFirst),
          .kvk_number = row.Text(kFirst + 1),
          .verify_time = row.OptionalTime(kFirst + 2),
          .relation_type = EnumAt<RelationType>(row, kFirst + 3),
          .sector = row.Text(kFirst + 4),
          .version = row.Int(1)};
}
std::string Table<Organisation>::SortKey(const Organisation& v) {
  return absl::AsciiStrToLower(v.display_name);
}

ColumnNames Table<Establishment>::Columns() {
  return {"organisation_id", "display_name", "establishment_number", "address", "city", "region"};
}
std::vector<Value> Table<Establishment>::ToRow(const Establishment& v) {
  return {Text(v.organisation.value()),
          Text(v.display_name),
          Text(v.establishment_number),
          Text(v.address),
          Text(v.city),
          Text(v.region)};
}
Establishment Table<Establishment>::FromRow(const Row& row) {
  return {.organisation = OrganisationId(row.Text(kFirst)),
          .id = EstablishmentId(row.Text(0)),
          .display_name = row.Text(kFirst + 1),
          .establishment_number = row.Text(kFirst + 2),
          .address = row.Text(kFirst + 3),
          .city = row.Text(kFirst + 4),
          .region = row.Text(kFirst + 5),
          .version = row.Int(1)};
}
std::string Table<Establishment>::SortKey(const Establishment& v) {
  return absl::AsciiStrToLower(v.display_name);
}

ColumnNames Table<Workplace>::Columns() {
  return {"organisation_id", "display_name", "establishment_id", "sector"};
}
std::vector<Value> Table<Workplace>::ToRow(const Workplace& v) {
  return {Text(v.organisation.value()), Text(v.display_name),
          storage::IdOrNull(v.establishment.value()), Text(v.sector)};
}
Workplace Table<Workplace>::FromRow(const Row& row) {
  return {.organisation = OrganisationId(row.Text(kFirst)),
          .id = WorkplaceId(row.Text(0)),
          .display_name = row.Text(kFirst + 1),
          .establishment = EstablishmentId(row.OptionalText(kFirst + 2).value_or("")),
          .sector = row.Text(kFirst + 3),
          .version = row.Int(1)};
}
std::string Table<Workplace>::SortKey(const Workplace& v) {
  return absl::AsciiStrToLower(v.display_name);
}

ColumnNames Table<JobRole>::Columns() {
  return {"organisation_id", "display_name", "sector", "level", "presence", "note"};
}
std::vector<Value> Table<JobRole>::ToRow(const JobRole& v) {
  return {Text(v.organisation.value()), Text(v.display_name),     Text(v.sector),
          std::int64_t{v.level},        Text(NameOf(v.presence)), Text(v.note)};
}
JobRole Table<JobRole>::FromRow(const Row& row) {
  return {.organisation = OrganisationId(row.Text(kFirst)),
          .id = JobRoleId(row.Text(0)),
          .display_name = row.Text(kFirst + 1),
          .sector = row.Text(kFirst + 2),
          .level = static_cast<int>(row.Int(kFirst + 3)),
          .presence = EnumAt<Presence>(row, kFirst + 4),
          .note = row.Text(kFirst + 5),
          .version = row.Int(1)};
}
std::string Table<JobRole>::SortKey(const JobRole& v) {
  return absl::AsciiStrToLower(v.display_name);
}

ColumnNames Table<SupervisorProfile>::Columns() {
  return {"organisation_id",
          "person_id",
          "function",
          "job_title",
          "qualifications",
          "briefing_date",
          "briefing_valid_until",
          "attention_budget_minutes"};
}
std::vector<Value> Table<SupervisorProfile>::ToRow(const SupervisorProfile& v) {
  return {Text(v.organisation.value()),
          Text(v.person.value()),
          Text(NameOf(v.function)),
          Text(v.job_title),
          Text(v.qualifications),
          ToValue(v.briefing_date),
          ToValue(v.briefing_valid_until),
          v.attention_budget_minutes ? Value(std::int64_t{*v.attention_budget_minutes})
                                     : Value(std::monostate{})};
}
SupervisorProfile Table<SupervisorProfile>::FromRow(const Row& row) {
  SupervisorProfile profile{.organisation = OrganisationId(row.Text(kFirst)),
                            .id = SupervisorId(row.Text(0)),
                            .person = PersonId(row.Text(kFirst + 1)),
                            .function = EnumAt<SupervisorFunction>(row, kFirst + 2),
                            .job_title = row.Text(kFirst + 3),
                            .qualifications = row.Text(kFirst + 4),
                            .briefing_date = DayOf(row.OptionalText(kFirst + 5)),
                            .briefing_valid_until = DayOf(row.OptionalText(kFirst + 6)),
                            .version = row.Int(1)};
  if (const auto minutes = row.OptionalInt(kFirst + 7)) {
    profile.attention_budget_minutes = static_cast<int>(*minutes);
  }
  return profile;
}
std::string Table<SupervisorProfile>::SortKey(const SupervisorProfile& v) { return v.id.value(); }

}  // namespace driehoek::directory
