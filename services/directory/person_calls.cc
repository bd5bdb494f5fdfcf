// Calls on persons, how to reach them, their studies and their contact persons.
#include <algorithm>

#include "directory/directory_handler.h"
#include "directory/methods.h"
#include "shared/rpc/field_reading.h"

namespace driehoek::directory {
namespace {

// The person that a filter names; empty when it names none. NAME_MALFORMED.
absl::StatusOr<PersonId> Filter(const std::string& name, absl::string_view field) {
  FieldViolations violations;
  PersonId person(rpc::ReadIds(name, Wire<Person>::kPattern, field, violations)[0]);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return person;
}

// The side of the employer sees nothing of a search (R32): nor where a place is looked for.
void HideSearch(const rpc::Call& call, v1::Enrolment& enrolment) {
  if (call.caller().role == auth::Role::kWorkplaceSupervisor) enrolment.clear_region();
}

}  // namespace

absl::StatusOr<v1::Person> DirectoryHandler::CreatePerson(
    const rpc::Call& call, const v1::CreatePersonRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Institution parent,
                            calls_.Load<Institution>(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, parent, kGetInstitution));
  Person person{.id = PersonId(parts_.ids.NewId()), .create_time = call.now()};
  FieldViolations violations(Wire<Person>::kField);
  Wire<Person>::FromProto(request.person(), person, violations);
  Check(person, violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return calls_.CommitNewPerson(call, person, PersonContact{.id = person.id},
                                ResourceCalls::Keep::kAnswer,
                                [](storage::TenantTransaction&) { return absl::OkStatus(); });
}

absl::StatusOr<v1::Person> DirectoryHandler::UpdatePerson(
    const rpc::Call& call, const v1::UpdatePersonRequest& request) const {
  return calls_.Update<Person>(call, request.person(), request.update_mask(), kGetPerson,
                               NothingMore<Person>);
}

absl::StatusOr<v1::PersonContact> DirectoryHandler::GetPersonContact(
    const rpc::Call& call, const v1::GetPersonContactRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(v1::PersonContact contact,
                            calls_.Get<PersonContact>(call, request.name()));
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName name,
                            ResourceName::Parse(request.name(), Wire<PersonContact>::kPattern));
  call.RecordRead(request.name(), PersonId(name.id()));
  return contact;
}

absl::StatusOr<v1::PersonContact> DirectoryHandler::UpdatePersonContact(
    const rpc::Call& call, const v1::UpdatePersonContactRequest& request) const {
  return calls_.Update<PersonContact>(
      call, request.person_contact(), request.update_mask(), kGetPersonContact,
      [&](PersonContact& contact, FieldViolations&) -> absl::Status {
        if (call.caller().role != auth::Role::kTeacher) return absl::OkStatus();
        DRIEHOEK_ASSIGN_OR_RETURN(const auto supervisors, reach_.SupervisorsOfOwnStudents(call));
        if (std::find(supervisors.begin(), supervisors.end(), contact.id) != supervisors.end()) {
          return absl::OkStatus();
        }
        return Error(absl::StatusCode::kPermissionDenied, "RELATION_NOT_ALLOWED",
                     "a teacher changes this only for the supervisors of own students");
      });
}

absl::StatusOr<v1::Enrolment> DirectoryHandler::GetEnrolment(
    const rpc::Call& call, const v1::GetEnrolmentRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Enrolment enrolment,
                            calls_.Load<Enrolment>(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, enrolment, kGetEnrolment));
  call.RecordRead(request.name(), enrolment.student);
  v1::Enrolment proto = Wire<Enrolment>::ToProto(call.tenant(), enrolment);
  HideSearch(call, proto);
  return proto;
}

absl::StatusOr<v1::ListEnrolmentsResponse> DirectoryHandler::ListEnrolments(
    const rpc::Call& call, const v1::ListEnrolmentsRequest& request) const {
  ListQuery query;
  DRIEHOEK_ASSIGN_OR_RETURN(query.student, Filter(request.student(), "student"));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto response, calls_.List<Enrolment>(call, request, query,
                                            &v1::ListEnrolmentsResponse::mutable_enrolments));
  for (v1::Enrolment& enrolment : *response.mutable_enrolments()) HideSearch(call, enrolment);
  return response;
}

// A programme out of the caller's reach is not there for an enrolment either.
absl::Status DirectoryHandler::CheckReach(const rpc::Call& call, const Enrolment& enrolment,
                                          FieldViolations& violations) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auth::Relations held, reach_.Of(call, enrolment));
  if (!call.MayDo(kGetEnrolment, held).ok()) {
    violations.Add("programme_variant", "REFERENCE_NOT_FOUND", "names nothing that is there");
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Enrolment> DirectoryHandler::CreateEnrolment(
    const rpc::Call& call, const v1::CreateEnrolmentRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(calls_.Load<Institution>(call, request.parent()).status());
  return calls_.Create<Enrolment>(
      call, request.enrolment(), {.create_time = call.now()},
      [&](Enrolment& enrolment, FieldViolations& violations) {
        return CheckReach(call, enrolment, violations);
      });
}

absl::StatusOr<v1::Enrolment> DirectoryHandler::UpdateEnrolment(
    const rpc::Call& call, const v1::UpdateEnrolmentRequest& request) const {
  return calls_.Update<Enrolment>(call, request.enrolment(), request.update_mask(), kGetEnrolment,
                                  NothingMore<Enrolment>);
}

absl::StatusOr<v1::ListContactAssignmentsResponse> DirectoryHandler::ListContactAssignments(
    const rpc::Call& call, const v1::ListContactAssignmentsRequest& request) const {
  ListQuery query;
  DRIEHOEK_ASSIGN_OR_RETURN(query.student, Filter(request.student(), "student"));
  DRIEHOEK_ASSIGN_OR_RETURN(query.teacher, Filter(request.teacher(), "teacher"));
  return calls_.List<ContactAssignment>(
      call, request, query, &v1::ListContactAssignmentsResponse::mutable_contact_assignments);
}

absl::StatusOr<v1::ContactAssignment> DirectoryHandler::CreateContactAssignment(
    const rpc::Call& call, const v1::CreateContactAssignmentRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Institution parent,
                            calls_.Load<Institution>(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, parent, kGetInstitution));
  ContactAssignment next{.id = ContactAssignmentId(parts_.ids.NewId())};
  FieldViolations violations(Wire<ContactAssignment>::kField);
  Wire<ContactAssignment>::FromProto(request.contact_assignment(), next, violations);
  Check(next, violations);
  DRIEHOEK_RETURN_IF_ERROR(parts_.store.CheckReferences(
      call.tenant(), Wire<ContactAssignment>::References(next), call.deadline(), violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());

  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto open, parts_.store.OpenAssignment(call.tenant(), next.student, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(ContactHandover handover, HandOver(open, std::move(next)));
  if (!handover.ended.has_value()) return calls_.Commit(call, std::move(handover.next));
  const events::ResourceVersion ended{Wire<ContactAssignment>::Name(call.tenant(), *handover.ended),
                                      handover.ended->version};
  ++handover.ended->version;
  return calls_.Commit(call, std::move(handover.next),
                       [&](storage::TenantTransaction& transaction) {
                         return SqlDirectoryStore::Put(transaction, *handover.ended);
                       },
                       {ended});
}

}  // namespace driehoek::directory
