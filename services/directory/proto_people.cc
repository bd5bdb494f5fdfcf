// Persons, enrolments, contact assignments and organisations on the wire.
#include "absl/strings/ascii.h"
#include "directory/directory_proto.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::directory {
namespace {

using rpc::EnumNumber;
using rpc::ReadDay;
using rpc::ReadEnum;
using rpc::ReadIds;

PersonId ReadPerson(const std::string& name, absl::string_view field, FieldViolations& violations) {
  return PersonId(ReadIds(name, Wire<Person>::kPattern, field, violations)[0]);
}

std::string Trimmed(const std::string& text) {
  return std::string(absl::StripAsciiWhitespace(text));
}

std::string UnderOrganisation(const TenantId& tenant, const OrganisationId& organisation,
                              absl::string_view collection, const std::string& id) {
  return absl::StrCat(MakeName(tenant, "organisations", organisation.value()), "/", collection, "/",
                      id);
}

}  // namespace

std::string Wire<Person>::Name(const TenantId& tenant, const Person& value) {
  return PersonName(tenant, value.id);
}
v1::Person Wire<Person>::ToProto(const TenantId& tenant, const Person& value) {
  v1::Person proto;
  proto.set_name(Name(tenant, value));
  proto.set_display_name(value.display_name);
  proto.set_given_name(value.given_name);
  proto.set_language_code(value.language_code);
  *proto.mutable_create_time() = rpc::ToProto(value.create_time);
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<Person>::FromProto(const Proto& proto, Person& value, FieldViolations& /*violations*/) {
  value.display_name = proto.display_name();
  value.given_name = proto.given_name();
  value.language_code = proto.language_code();
}
std::vector<Reference> Wire<Person>::References(const Person& /*value*/) { return {}; }

std::string Wire<PersonContact>::Name(const TenantId& tenant, const PersonContact& value) {
  return absl::StrCat(PersonName(tenant, value.id), "/contact");
}
v1::PersonContact Wire<PersonContact>::ToProto(const TenantId& tenant, const PersonContact& value) {
  v1::PersonContact proto;
  proto.set_name(Name(tenant, value));
  proto.set_email(value.email);
  proto.set_phone(value.phone);
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<PersonContact>::FromProto(const Proto& proto, PersonContact& value,
                                    FieldViolations& /*violations*/) {
  value.email = proto.email();
  value.phone = proto.phone();
}
std::vector<Reference> Wire<PersonContact>::References(const PersonContact& /*value*/) {
  return {};
}

std::string Wire<Enrolment>::Name(const TenantId& tenant, const Enrolment& value) {
  return MakeName(tenant, "enrolments", value.id.value());
}
v1::Enrolment Wire<Enrolment>::ToProto(const TenantId& tenant, const Enrolment& value) {
  v1::Enrolment proto;
  proto.set_name(Name(tenant, value));
  proto.set_student(PersonName(tenant, value.student));
  proto.set_programme_variant(
      Wire<ProgrammeVariant>::Name(tenant, {.programme = value.programme, .id = value.variant}));
  proto.set_phase(value.phase);
  proto.set_entry_level(value.entry_level);
  proto.set_region(value.region);
  *proto.mutable_start_date() = rpc::ToProto(value.start_date);
  if (value.end_date) *proto.mutable_end_date() = rpc::ToProto(*value.end_date);
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<Enrolment>::FromProto(const Proto& proto, Enrolment& value, FieldViolations& violations) {
  value.student = ReadPerson(proto.student(), "student", violations);
  const auto variant = ReadIds(proto.programme_variant(), Wire<ProgrammeVariant>::kPattern,
                               "programme_variant", violations);
  value.programme = ProgrammeId(variant[0]);
  value.variant = ProgrammeVariantId(variant[1]);
  value.phase = proto.phase();
  value.entry_level = proto.entry_level();
  value.region = Trimmed(proto.region());
  value.start_date = ReadDay(proto.start_date(), "start_date", violations);
  value.end_date.reset();
  if (proto.has_end_date()) value.end_date = ReadDay(proto.end_date(), "end_date", violations);
}
std::vector<Reference> Wire<Enrolment>::References(const Enrolment& value) {
  return {{"student", Kind::kPerson, value.student.value()},
          {"programme_variant", Kind::kProgrammeVariant, value.variant.value(),
           value.programme.value()}};
}

std::string Wire<ContactAssignment>::Name(const TenantId& tenant, const ContactAssignment& value) {
  return MakeName(tenant, "contactAssignments", value.id.value());
}
v1::ContactAssignment Wire<ContactAssignment>::ToProto(const TenantId& tenant,
                                                       const ContactAssignment& value) {
  v1::ContactAssignment proto;
  proto.set_name(Name(tenant, value));
  proto.set_student(PersonName(tenant, value.student));
  proto.set_teacher(PersonName(tenant, value.teacher));
  *proto.mutable_start_date() = rpc::ToProto(value.start_date);
  if (value.end_date) *proto.mutable_end_date() = rpc::ToProto(*value.end_date);
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<ContactAssignment>::FromProto(const Proto& proto, ContactAssignment& value,
                                        FieldViolations& violations) {
  value.student = ReadPerson(proto.student(), "student", violations);
  value.teacher = ReadPerson(proto.teacher(), "teacher", violations);
  value.start_date = ReadDay(proto.start_date(), "start_date", violations);
}
std::vector<Reference> Wire<ContactAssignment>::References(const ContactAssignment& value) {
  return {{"student", Kind::kPerson, value.student.value()},
          {"teacher", Kind::kPerson, value.teacher.value()}};
}

std::string Wire<Organisation>::Name(const TenantId& tenant, const Organisation& value) {
  return MakeName(tenant, "organisations", value.id.value());
}
v1::Organisation Wire<Organisation>::ToProto(const TenantId& tenant, const Organisation& value) {
  v1::Organisation proto;
  proto.set_name(Name(tenant, value));
  proto.set_display_name(value.display_name);
  proto.set_kvk_number(value.kvk_number);
  if (value.verify_time) *proto.mutable_verify_time() = rpc::ToProto(*value.verify_time);
  proto.set_relation_type(
      static_cast<v1::Organisation::RelationType>(EnumNumber(value.relation_type)));
  proto.set_sector(value.sector);
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<Organisation>::FromProto(const Proto& proto, Organisation& value,
                                   FieldViolations& violations) {
  value.display_name = proto.display_name();
  value.kvk_number = proto.kvk_number();
  value.relation_type = ReadEnum<RelationType>(proto.relation_type(), "relation_type", violations);
  value.sector = proto.sector();
}
std::vector<Reference> Wire<Organisation>::References(const Organisation& /*value*/) { return {}; }

std::string Wire<Establishment>::Name(const TenantId& tenant, const Establishment& value) {
  return UnderOrganisation(tenant, value.organisation, "establishments", value.id.value());
}
v1::Establishment Wire<Establishment>::ToProto(const TenantId& tenant, const Establishment& value) {
  v1::Establishment proto;
  proto.set_name(Name(tenant, value));
  proto.set_display_name(value.display_name);
  proto.set_establishment_number(value.establishment_number);
  proto.set_address(value.address);
  proto.set_city(value.city);
  proto.set_region(value.region);
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<Establishment>::FromProto(const Proto& proto, Establishment& value,
                                    FieldViolations& /*violations*/) {
  value.display_name = proto.display_name();
  value.establishment_number = proto.establishment_number();
  value.address = proto.address();
  value.city = proto.city();
  value.region = Trimmed(proto.region());
}
std::vector<Reference> Wire<Establishment>::References(const Establishment& /*value*/) {
  return {};
}

std::string Wire<Workplace>::Name(const TenantId& tenant, const Workplace& value) {
  return UnderOrganisation(tenant, value.organisation, "workplaces", value.id.value());
}
v1::Workplace Wire<Workplace>::ToProto(const TenantId& tenant, const Workplace& value) {
  v1::Workplace proto;
  proto.set_name(Name(tenant, value));
  proto.set_display_name(value.display_name);
  if (!value.establishment.empty()) {
    proto.set_establishment(Wire<Establishment>::Name(
        tenant, {.organisation = value.organisation, .id = value.establishment}));
  }
  proto.set_sector(value.sector);
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<Workplace>::FromProto(const Proto& proto, Workplace& value, FieldViolations& violations) {
  value.display_name = proto.display_name();
  value.sector = proto.sector();
  const auto ids =
      ReadIds(proto.establishment(), Wire<Establishment>::kPattern, "establishment", violations);
  value.establishment = EstablishmentId(ids[1]);
  if (!ids[0].empty() && ids[0] != value.organisation.value()) {
    violations.Add("establishment", "OTHER_ORGANISATION",
                   "must be a branch of the same organisation");
  }
}
std::vector<Reference> Wire<Workplace>::References(const Workplace& value) {
  return {{"establishment", Kind::kEstablishment, value.establishment.value(),
           value.organisation.value()}};
}

std::string Wire<JobRole>::Name(const TenantId& tenant, const JobRole& value) {
  return UnderOrganisation(tenant, value.organisation, "jobRoles", value.id.value());
}
v1::JobRole Wire<JobRole>::ToProto(const TenantId& tenant, const JobRole& value) {
  v1::JobRole proto;
  proto.set_name(Name(tenant, value));
  proto.set_display_name(value.display_name);
  proto.set_sector(value.sector);
  proto.set_level(value.level);
  proto.set_presence(static_cast<v1::JobRole::Presence>(EnumNumber(value.presence)));
  proto.set_note(value.note);
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<JobRole>::FromProto(const Proto& proto, JobRole& value, FieldViolations& violations) {
  value.display_name = proto.display_name();
  value.sector = proto.sector();
  value.level = proto.level() == 0 ? kAssociateLevel : proto.level();
  value.presence = ReadEnum<Presence>(proto.presence(), "presence", violations);
  value.note = proto.note();
}
std::vector<Reference> Wire<JobRole>::References(const JobRole& /*value*/) { return {}; }

std::string Wire<SupervisorProfile>::Name(const TenantId& tenant, const SupervisorProfile& value) {
  return UnderOrganisation(tenant, value.organisation, "supervisors", value.id.value());
}
v1::SupervisorProfile Wire<SupervisorProfile>::ToProto(const TenantId& tenant,
                                                       const SupervisorProfile& value) {
  v1::SupervisorProfile proto;
  proto.set_name(Name(tenant, value));
  proto.set_person(PersonName(tenant, value.person));
  proto.set_function(static_cast<v1::SupervisorProfile::Function>(EnumNumber(value.function)));
  proto.set_job_title(value.job_title);
  proto.set_qualifications(value.qualifications);
  if (value.briefing_date) *proto.mutable_briefing_date() = rpc::ToProto(*value.briefing_date);
  if (value.briefing_valid_until) {
    *proto.mutable_briefing_valid_until_date() = rpc::ToProto(*value.briefing_valid_until);
  }
  if (value.attention_budget_minutes) {
    proto.set_attention_budget_minutes(*value.attention_budget_minutes);
  }
  proto.set_etag(rpc::Etag(value.version));
  return proto;
}
void Wire<SupervisorProfile>::FromProto(const Proto& proto, SupervisorProfile& value,
                                        FieldViolations& violations) {
  value.person = ReadPerson(proto.person(), "person", violations);
  value.function = ReadEnum<SupervisorFunction>(proto.function(), "function", violations);
  value.job_title = proto.job_title();
  value.qualifications = proto.qualifications();
  value.briefing_date.reset();
  if (proto.has_briefing_date()) {
    value.briefing_date = ReadDay(proto.briefing_date(), "briefing_date", violations);
  }
  value.attention_budget_minutes.reset();
  if (proto.has_attention_budget_minutes()) {
    value.attention_budget_minutes = proto.attention_budget_minutes();
  }
}
std::vector<Reference> Wire<SupervisorProfile>::References(const SupervisorProfile& value) {
  return {{"person", Kind::kPerson, value.person.value()}};
}

}  // namespace driehoek::directory
