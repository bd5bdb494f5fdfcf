#include "progress/policy.h"

#include <algorithm>

#include "shared/auth/programme_roles.h"

namespace driehoek::progress {
namespace {

using auth::Relation;
using auth::Role;

template <typename T>
bool Contains(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

bool IsEmployerSide(Role role) {
  return role == Role::kWorkplaceSupervisor || role == Role::kOrganisationContact;
}

auth::Relations RelationsTo(const PlacementFact& placement, const auth::Caller& caller,
                            const ReachFact& reach) {
  auth::Relations relations = {Relation::kInstitution};
  if (auth::WorksForProgrammes(caller.role) &&
      caller.ReachesProgramme(placement.programme.value())) {
    relations.Add(Relation::kProgramme);
  }
  if (caller.person.empty()) return relations;
  const bool is_at_workplace =
      placement.is_shown_to_employer && Contains(reach.placements, placement.id);
  switch (caller.role) {
    case Role::kStudent:
      if (placement.student == caller.person) relations.Add(Relation::kSelf);
      break;
    case Role::kTeacher:
      if (Contains(reach.students, placement.student)) relations.Add(Relation::kAssigned);
      break;
    case Role::kWorkplaceSupervisor:
      if (is_at_workplace) relations.Add(Relation::kAssigned);
      break;
    case Role::kOrganisationContact:
      if (is_at_workplace) relations.Add(Relation::kOrganisation);
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

}  // namespace driehoek::progress
