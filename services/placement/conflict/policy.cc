#include "placement/conflict/policy.h"

#include "placement/policy.h"

namespace driehoek::placement::conflict {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;

std::vector<Right> ConflictRights() {
  std::vector<Right> rights;
  for (const absl::string_view method :
       {kGetConflictOfInterest, kListConflictsOfInterest, kCreateConflictOfInterest}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
    rights.push_back({method, Role::kTeacher, {Relation::kAssigned}});
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
  }
  for (const absl::string_view method : {kGetConflictOfInterest, kListConflictsOfInterest}) {
    rights.push_back({method, Role::kProgrammeManager, {Relation::kProgramme}});
  }
  rights.push_back({kEndConflictOfInterest, Role::kPracticeOffice, {Relation::kProgramme}});
  return rights;
}

Relations RelationsTo(const ProgrammeId& programme, const PersonId& student,
                      const auth::Caller& caller, const ReachFact& reach) {
  return placement::RelationsTo(Concerned{.programme = programme, .student = student}, caller,
                                reach);
}

bool Narrow(Relations needed, const auth::Caller& caller, const ReachFact& reach,
            ConflictQuery& query) {
  if (needed.Has(Relation::kProgramme)) {
    if (!caller.programmes.empty()) query.programmes = caller.programmes;
    return true;
  }
  if (needed.Has(Relation::kSelf)) {
    query.students = {{caller.person}};
    return true;
  }
  if (needed.Has(Relation::kAssigned)) {
    query.students = reach.students;
    return true;
  }
  return false;
}

}  // namespace driehoek::placement::conflict
