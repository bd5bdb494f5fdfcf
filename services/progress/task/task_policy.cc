#include "progress/task/task_policy.h"

#include "progress/policy.h"

namespace driehoek::progress::task {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;

// A teacher reaches tasks as contact person of the student, and those that name this teacher.
constexpr Relations kTeachers = {Relation::kAssigned, Relation::kParty};

void AddReaders(absl::string_view method, std::vector<Right>& rights) {
  rights.push_back({method, Role::kStudent, {Relation::kSelf}});
  rights.push_back({method, Role::kTeacher, kTeachers});
  rights.push_back({method, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  rights.push_back({method, Role::kOrganisationContact, {Relation::kOrganisation}});
  rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
  rights.push_back({method, Role::kProgrammeManager, {Relation::kProgramme}});
  rights.push_back({method, Role::kService, {Relation::kInstitution}});
}

}  // namespace

std::vector<Right> LearningTaskRights() {
  std::vector<Right> rights;
  for (const absl::string_view method : {kGetLearningPlan, kGetLearningTask, kListLearningTasks}) {
    AddReaders(method, rights);
  }
  for (const absl::string_view method :
       {kCreateLearningTask, kUpdateLearningTask, kAgreeLearningTask}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
    rights.push_back({method, Role::kTeacher, kTeachers});
    rights.push_back({method, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  }
  for (const absl::string_view method :
       {kSubmitLearningTask, kStartLearningTask, kDeliverLearningTask}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
  }
  for (const absl::string_view method : {kUpdateLearningPlan, kNameTaskTeacher}) {
    rights.push_back({method, Role::kTeacher, {Relation::kAssigned}});
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
  }
  rights.push_back({kAdviseLearningTask, Role::kPracticeOffice, {Relation::kProgramme}});
  // Which of the two owes the verdict is for the rules to say.
  rights.push_back({kGiveAdequacyVerdict, Role::kTeacher, kTeachers});
  rights.push_back({kCloseLearningTask, Role::kTeacher, kTeachers});
  rights.push_back({kRateLearningTask, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  return rights;
}

Relations RelationsTo(const LearningTask& task, const PlacementFact& placement,
                      const auth::Caller& caller, const ReachFact& reach) {
  Relations relations = progress::RelationsTo(placement, caller, reach);
  if (caller.role == Role::kTeacher && !caller.person.empty() && task.teacher == caller.person) {
    relations.Add(Relation::kParty);
  }
  return relations;
}

bool Narrow(Relations needed, const auth::Caller& caller, const ReachFact& reach,
            TaskQuery& query) {
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
    query.teacher = caller.person;
    return true;
  }
  if (caller.role == Role::kStudent) {
    query.students = {{caller.person}};
    return true;
  }
  return false;
}

std::optional<Side> SideOf(Role role) {
  switch (role) {
    case Role::kStudent:
      return Side::kStudent;
    case Role::kWorkplaceSupervisor:
      return Side::kSupervisor;
    case Role::kTeacher:
      return Side::kProgramme;
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

}  // namespace driehoek::progress::task
