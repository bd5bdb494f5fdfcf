#include "placement/policy.h"

#include <algorithm>

#include "shared/auth/programme_roles.h"

namespace driehoek::placement {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;

template <typename T>
bool Contains(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

std::vector<Right> PlacementRights() {
  std::vector<Right> rights;
  for (const absl::string_view method : {kGetPlacement, kListPlacements}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
    rights.push_back({method, Role::kTeacher, {Relation::kAssigned}});
    rights.push_back({method, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
    rights.push_back({method, Role::kOrganisationContact, {Relation::kOrganisation}});
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
    rights.push_back({method, Role::kProgrammeManager, {Relation::kProgramme}});
    rights.push_back({method, Role::kService, {Relation::kInstitution}});
  }
  for (const absl::string_view method : {kCreatePlacement, kUpdatePlacement}) {
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
    rights.push_back({method, Role::kService, {Relation::kInstitution}});
  }
  rights.push_back({kEndPlacement, Role::kPracticeOffice, {Relation::kProgramme}});
  rights.push_back({kCompletePlacement, Role::kPracticeOffice, {Relation::kProgramme}});
  rights.push_back({kProposeWorkplace, Role::kStudent, {Relation::kSelf}});
  rights.push_back({kProposeWorkplace, Role::kPracticeOffice, {Relation::kProgramme}});
  rights.push_back({kScreenPlacement, Role::kPracticeOffice, {Relation::kProgramme}});
  for (const absl::string_view method : {kForecastShortfall, kGetAxesDistribution}) {
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
    rights.push_back({method, Role::kProgrammeManager, {Relation::kProgramme}});
    rights.push_back({method, Role::kService, {Relation::kInstitution}});
  }
  return rights;
}

Relations RelationsTo(const ProgrammeId& programme, const auth::Caller& caller) {
  Relations relations = {Relation::kInstitution};
  if (auth::WorksForProgrammes(caller.role) && caller.ReachesProgramme(programme.value())) {
    relations.Add(Relation::kProgramme);
  }
  return relations;
}

Relations RelationsTo(const Concerned& concerned, const auth::Caller& caller,
                      const ReachFact& reach) {
  Relations relations = RelationsTo(concerned.programme, caller);
  if (caller.person.empty()) return relations;
  switch (caller.role) {
    case Role::kStudent:
      if (concerned.student == caller.person) relations.Add(Relation::kSelf);
      break;
    case Role::kTeacher:
      if (Contains(reach.students, concerned.student)) relations.Add(Relation::kAssigned);
      break;
    case Role::kWorkplaceSupervisor:
      if (concerned.supervisor_person == caller.person) relations.Add(Relation::kAssigned);
      break;
    case Role::kOrganisationContact:
      if (Contains(reach.organisations, concerned.organisation)) {
        relations.Add(Relation::kOrganisation);
      }
      break;
    case Role::kPracticeOffice:
    case Role::kExaminer:
    case Role::kProgrammeManager:
    case Role::kPanelMember:
    case Role::kInstitutionAdmin:
    case Role::kPrivacyOfficer:
    case Role::kService:
    case Role::kAdapter:
      break;
  }
  return relations;
}

Relations RelationsTo(const Placement& placement, const auth::Caller& caller,
                      const ReachFact& reach) {
  if (IsEmployerSide(caller.role) && !IsShownToEmployer(placement)) {
    return RelationsTo(placement.programme, caller);
  }
  return RelationsTo(Concerned{placement.programme, placement.student, placement.supervisor_person,
                               placement.organisation},
                     caller, reach);
}

bool IsEmployerSide(Role role) {
  return role == Role::kWorkplaceSupervisor || role == Role::kOrganisationContact;
}

bool Narrow(Relations needed, const auth::Caller& caller, const ReachFact& reach,
            PlacementQuery& query) {
  if (needed.Has(Relation::kInstitution)) return true;
  if (needed.Has(Relation::kProgramme)) {
    if (!caller.programmes.empty()) query.programmes = caller.programmes;
    return true;
  }
  if (caller.person.empty()) return false;
  query.only_shown_to_employer = IsEmployerSide(caller.role);
  switch (caller.role) {
    case Role::kStudent:
      query.students = {{caller.person}};
      return true;
    case Role::kTeacher:
      query.students = reach.students;
      return true;
    case Role::kWorkplaceSupervisor:
      query.supervisor_person = caller.person;
      return true;
    case Role::kOrganisationContact:
      query.organisations = reach.organisations;
      return true;
    case Role::kPracticeOffice:
    case Role::kExaminer:
    case Role::kProgrammeManager:
    case Role::kPanelMember:
    case Role::kInstitutionAdmin:
    case Role::kPrivacyOfficer:
    case Role::kService:
    case Role::kAdapter:
      return false;
  }
  return false;
}

}  // namespace driehoek::placement
