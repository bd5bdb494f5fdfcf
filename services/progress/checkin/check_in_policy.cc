#include "progress/checkin/check_in_policy.h"

#include <algorithm>

#include "progress/policy.h"

namespace driehoek::progress::checkin {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;

void AddReaders(absl::string_view method, std::vector<Right>& rights) {
  rights.push_back({method, Role::kStudent, {Relation::kSelf}});
  rights.push_back({method, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({method, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  rights.push_back({method, Role::kOrganisationContact, {Relation::kOrganisation}});
  rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
  rights.push_back({method, Role::kProgrammeManager, {Relation::kProgramme}});
  rights.push_back({method, Role::kService, {Relation::kInstitution}});
}

void AddParties(absl::string_view method, std::vector<Right>& rights) {
  rights.push_back({method, Role::kStudent, {Relation::kSelf}});
  rights.push_back({method, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({method, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
}

// Whom the reach of a caller, who needs one of `needed`, leaves; the same for both lists.
template <typename Query>
bool NarrowByReach(Relations needed, const auth::Caller& caller, const ReachFact& reach,
                   Query& query) {
  if (needed.Has(Relation::kInstitution)) return true;
  if (needed.Has(Relation::kProgramme)) {
    if (!caller.programmes.empty()) query.programmes = caller.programmes;
    return true;
  }
  if (caller.person.empty()) return false;
  if (IsEmployerSide(caller.role)) {
    query.placements = reach.placements;
    return true;
  }
  if (caller.role == Role::kTeacher) {
    query.students = reach.students;
    return true;
  }
  if (caller.role == Role::kStudent) {
    query.students = {{caller.person}};
    return true;
  }
  return false;
}

}  // namespace

std::vector<Right> CheckInRights() {
  std::vector<Right> rights;
  AddReaders(kGetCheckIn, rights);
  AddReaders(kListCheckIns, rights);
  for (const absl::string_view method : {kCreateCheckIn, kMoveCheckIn}) {
    AddParties(method, rights);
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
  }
  for (const absl::string_view method : {kWriteCheckInView, kAddAgreedAction, kMarkAgreedAction}) {
    AddParties(method, rights);
  }
  rights.push_back({kUpdateCheckIn, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({kUpdateCheckIn, Role::kPracticeOffice, {Relation::kProgramme}});
  rights.push_back({kHoldCheckIn, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({kCloseCheckIn, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({kRecordDisagreement, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({kRecordDisagreement, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  for (const Role role : {Role::kTeacher, Role::kPracticeOffice, Role::kProgrammeManager}) {
    rights.push_back({kGetCheckIn, role, {Relation::kParty}});
    rights.push_back({kResolveDisagreement, role, {Relation::kParty}});
  }
  return rights;
}

std::vector<Right> ContactRights() {
  std::vector<Right> rights;
  for (const absl::string_view method :
       {kGetContactMoment, kListContactMoments, kGetContactOverview}) {
    AddReaders(method, rights);
  }
  AddParties(kCreateContactMoment, rights);
  return rights;
}

Relations RelationsTo(const CheckIn& check_in, const PlacementFact& placement,
                      const auth::Caller& caller, const ReachFact& reach) {
  Relations relations = progress::RelationsTo(placement, caller, reach);
  if (caller.person.empty()) return relations;
  if (caller.role == Role::kTeacher && check_in.arrangement.second_teacher == caller.person) {
    relations.Add(Relation::kAssigned);
  }
  const bool must_settle =
      std::any_of(check_in.disagreements.begin(), check_in.disagreements.end(),
                  [&](const Disagreement& one) { return one.resolver == caller.person; });
  if (must_settle) relations.Add(Relation::kParty);
  return relations;
}

bool Narrow(Relations needed, const auth::Caller& caller, const ReachFact& reach,
            CheckInQuery& query) {
  if (caller.role == Role::kTeacher && !caller.person.empty()) {
    query.teachers.push_back({reach.students, caller.person});
    return true;
  }
  return NarrowByReach(needed, caller, reach, query);
}

bool Narrow(Relations needed, const auth::Caller& caller, const ReachFact& reach,
            ContactQuery& query) {
  return NarrowByReach(needed, caller, reach, query);
}

std::optional<Party> PartyOf(Role role) {
  switch (role) {
    case Role::kStudent:
      return Party::kStudent;
    case Role::kTeacher:
      return Party::kTeacher;
    case Role::kWorkplaceSupervisor:
      return Party::kSupervisor;
    case Role::kPracticeOffice:
    case Role::kOrganisationContact:
    case Role::kExaminer:
    case Role::kProgrammeManager:
    case Role::kPanelMember:
    case Role::kInstitutionAdmin:
    case Role::kPrivacyOfficer:
    case Role::kService:
    case Role::kAdapter:
      return std::nullopt;
  }
  return std::nullopt;
}

Viewer ViewerOf(Role role) {
  return {.party = PartyOf(role), .reads_no_views = role == Role::kOrganisationContact};
}

}  // namespace driehoek::progress::checkin
