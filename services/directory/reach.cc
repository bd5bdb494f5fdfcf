#include "directory/reach.h"

#include <algorithm>

#include "shared/auth/programme_roles.h"
#include "shared/base/errors.h"

namespace driehoek::directory {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Role;

// True for whatever was found at all.
constexpr Relations kFound = {Relation::kInstitution};

bool Contains(const std::vector<PersonId>& persons, const PersonId& person) {
  return std::find(persons.begin(), persons.end(), person) != persons.end();
}

bool IsGuest(Role role) {
  return role == Role::kWorkplaceSupervisor || role == Role::kOrganisationContact;
}

}  // namespace

absl::StatusOr<Relations> Reach::Of(const rpc::Call& /*call*/, const Institution& /*value*/) const {
  return kFound;
}
absl::StatusOr<Relations> Reach::Of(const rpc::Call& /*call*/, const Programme& /*value*/) const {
  return kFound;
}
absl::StatusOr<Relations> Reach::Of(const rpc::Call& /*call*/,
                                    const ProgrammeVariant& /*value*/) const {
  return kFound;
}
absl::StatusOr<Relations> Reach::Of(const rpc::Call& /*call*/, const PolicySet& /*value*/) const {
  return kFound;
}
absl::StatusOr<Relations> Reach::Of(const rpc::Call& /*call*/, const OutcomeSet& /*value*/) const {
  return kFound;
}
absl::StatusOr<Relations> Reach::Of(const rpc::Call& call, const Person& value) const {
  return OfPerson(call, value.id);
}
absl::StatusOr<Relations> Reach::Of(const rpc::Call& call, const PersonContact& value) const {
  return OfPerson(call, value.id);
}
absl::StatusOr<Relations> Reach::Of(const rpc::Call& call, const Enrolment& value) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Relations relations, OfStudent(call, value.student));
  if (auth::WorksForProgrammes(call.caller().role) &&
      call.caller().ReachesProgramme(value.programme.value())) {
    relations.Add(Relation::kProgramme);
  }
  return relations;
}
absl::StatusOr<Relations> Reach::Of(const rpc::Call& call, const ContactAssignment& value) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Relations relations, OfStudent(call, value.student));
  if (value.teacher == call.caller().person) relations.Add(Relation::kSelf);
  return relations;
}
absl::StatusOr<Relations> Reach::Of(const rpc::Call& call, const Organisation& value) const {
  return OfOrganisation(call, value.id);
}
absl::StatusOr<Relations> Reach::Of(const rpc::Call& call, const Establishment& value) const {
  return OfOrganisation(call, value.organisation);
}
absl::StatusOr<Relations> Reach::Of(const rpc::Call& call, const Workplace& value) const {
  return OfOrganisation(call, value.organisation);
}
absl::StatusOr<Relations> Reach::Of(const rpc::Call& call, const JobRole& value) const {
  return OfOrganisation(call, value.organisation);
}
absl::StatusOr<Relations> Reach::Of(const rpc::Call& call, const SupervisorProfile& value) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Relations relations, OfOrganisation(call, value.organisation));
  if (call.caller().role == Role::kTeacher) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto supervisors, SupervisorsOfOwnStudents(call));
    if (Contains(supervisors, value.person)) relations.Add(Relation::kAssigned);
  }
  return relations;
}

absl::StatusOr<Relations> Reach::OfPerson(const rpc::Call& call, const PersonId& person) const {
  Relations relations = kFound;
  if (person == call.caller().person) {
    relations.Add(Relation::kSelf);
    return relations;
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto circle, Circle(call));
  if (Contains(circle, person)) relations.Add(Relation::kAssigned);
  return relations;
}

absl::StatusOr<Relations> Reach::OfStudent(const rpc::Call& call, const PersonId& student) const {
  Relations relations = kFound;
  if (student == call.caller().person) relations.Add(Relation::kSelf);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto students, Students(call));
  if (Contains(students, student)) relations.Add(Relation::kAssigned);
  return relations;
}

absl::StatusOr<Relations> Reach::OfOrganisation(const rpc::Call& call,
                                                const OrganisationId& organisation) const {
  Relations relations = kFound;
  if (!IsGuest(call.caller().role)) return relations;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto own, Organisations(call));
  if (std::find(own.begin(), own.end(), organisation.value()) != own.end()) {
    relations.Add(Relation::kOrganisation);
  }
  return relations;
}

absl::StatusOr<std::vector<PersonId>> Reach::OwnStudents(const rpc::Call& call) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today,
                            reader_.Today(call.tenant(), call.now(), call.deadline()));
  return store_.StudentsOf(call.tenant(), call.caller().person, today, call.deadline());
}

absl::StatusOr<std::vector<PersonId>> Reach::Students(const rpc::Call& call) const {
  if (call.caller().role == Role::kTeacher) return OwnStudents(call);
  std::vector<PersonId> students;
  if (call.caller().role != Role::kWorkplaceSupervisor) return students;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto pairs,
                            pairs_.Of(call.tenant(), {call.caller().person}, call.deadline()));
  for (const StudentAndSupervisor& pair : pairs) {
    if (pair.supervisor == call.caller().person) students.push_back(pair.student);
  }
  return students;
}

absl::StatusOr<std::vector<PersonId>> Reach::SupervisorsOfOwnStudents(const rpc::Call& call) const {
  std::vector<PersonId> supervisors;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto students, OwnStudents(call));
  if (students.empty()) return supervisors;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto pairs, pairs_.Of(call.tenant(), students, call.deadline()));
  for (const StudentAndSupervisor& pair : pairs) {
    if (Contains(students, pair.student)) supervisors.push_back(pair.supervisor);
  }
  return supervisors;
}

absl::StatusOr<std::vector<PersonId>> Reach::Circle(const rpc::Call& call) const {
  const auth::Caller& caller = call.caller();
  std::vector<PersonId> circle;
  if (caller.role == Role::kTeacher) {
    DRIEHOEK_ASSIGN_OR_RETURN(circle, OwnStudents(call));
    DRIEHOEK_ASSIGN_OR_RETURN(const auto supervisors, SupervisorsOfOwnStudents(call));
    circle.insert(circle.end(), supervisors.begin(), supervisors.end());
    return circle;
  }
  if (caller.role != Role::kStudent && caller.role != Role::kWorkplaceSupervisor) return circle;

  // A student sees own supervisors and contact person; a supervisor own students and their contact
  // persons.
  std::vector<PersonId> students = {caller.person};
  if (caller.role == Role::kWorkplaceSupervisor) {
    DRIEHOEK_ASSIGN_OR_RETURN(students, Students(call));
    circle = students;
  } else {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto pairs,
                              pairs_.Of(call.tenant(), {caller.person}, call.deadline()));
    for (const StudentAndSupervisor& pair : pairs) {
      if (pair.student == caller.person) circle.push_back(pair.supervisor);
    }
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today,
                            reader_.Today(call.tenant(), call.now(), call.deadline()));
  for (const PersonId& student : students) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto assignment,
                              store_.AssignmentOn(call.tenant(), student, today, call.deadline()));
    if (assignment.has_value()) circle.push_back(assignment->teacher);
  }
  return circle;
}

absl::StatusOr<std::vector<std::string>> Reach::Organisations(const rpc::Call& call) const {
  std::vector<std::string> organisations;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto profiles, store_.ProfilesOf(call.tenant(), call.caller().person, call.deadline()));
  for (const SupervisorProfile& profile : profiles) {
    organisations.push_back(profile.organisation.value());
  }
  return organisations;
}

}  // namespace driehoek::directory
