#include "progress/assessment/assessment_policy.h"

#include "progress/policy.h"

namespace driehoek::progress::assessment {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;

void AddReaders(absl::string_view method, std::vector<Right>& rights) {
  rights.push_back({method, Role::kStudent, {Relation::kSelf}});
  rights.push_back({method, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({method, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  rights.push_back({method, Role::kExaminer, {Relation::kAssigned}});
  rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
  rights.push_back({method, Role::kProgrammeManager, {Relation::kProgramme}});
  rights.push_back({method, Role::kService, {Relation::kInstitution}});
  rights.push_back({method, Role::kAdapter, {Relation::kInstitution}});
}

}  // namespace

std::vector<Right> AssessmentRights() {
  std::vector<Right> rights;
  for (const absl::string_view method : {kGetAssessment, kListAssessments}) {
    AddReaders(method, rights);
  }
  rights.push_back({kCreateAssessment, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({kCreateAssessment, Role::kExaminer, {Relation::kProgramme}});
  rights.push_back({kCreateAssessment, Role::kPracticeOffice, {Relation::kProgramme}});
  for (const Role role : {Role::kPracticeOffice, Role::kProgrammeManager}) {
    rights.push_back({kNameExaminer, role, {Relation::kProgramme}});
  }
  rights.push_back({kGiveAssessmentAdvice, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  for (const Role role : {Role::kExaminer, Role::kTeacher}) {
    rights.push_back({kRecordAssessmentTalk, role, {Relation::kAssigned}});
  }
  rights.push_back({kSubmitAssessmentProduct, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({kSubmitAssessmentProduct, Role::kPracticeOffice, {Relation::kProgramme}});
  for (const absl::string_view method :
       {kSubmitAssessmentProduct, kWriteReflection, kWriteProofOfCompetence, kAppealAssessment}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
  }
  for (const absl::string_view method :
       {kRecordInputsException, kJudgeAssessment, kPublishAssessment, kDecideAppeal}) {
    rights.push_back({method, Role::kExaminer, {Relation::kAssigned}});
  }
  rights.push_back({kPublishAssessment, Role::kPracticeOffice, {Relation::kProgramme}});
  return rights;
}

Relations RelationsTo(const PlacementFact& placement, const PersonId& examiner,
                      const auth::Caller& caller, const ReachFact& reach) {
  Relations relations = progress::RelationsTo(placement, caller, reach);
  if (caller.role != Role::kExaminer || caller.person.empty()) return relations;
  if (examiner == caller.person) relations.Add(Relation::kAssigned);
  if (caller.ReachesProgramme(placement.programme.value())) relations.Add(Relation::kProgramme);
  return relations;
}

bool Narrow(Relations needed, const auth::Caller& caller, const ReachFact& reach,
            AssessmentQuery& query) {
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
  if (caller.role == Role::kExaminer) {
    query.examiner = caller.person;
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

Sight SightOf(Role role) {
  switch (role) {
    case Role::kExaminer:
    case Role::kPracticeOffice:
    case Role::kProgrammeManager:
      return Sight::kWhole;
    case Role::kStudent:
    case Role::kTeacher:
    case Role::kService:
    case Role::kAdapter:
      return Sight::kPublished;
    case Role::kWorkplaceSupervisor:
    case Role::kOrganisationContact:
    case Role::kPanelMember:
    case Role::kInstitutionAdmin:
    case Role::kPrivacyOfficer:
      return Sight::kAdvice;
  }
  return Sight::kAdvice;
}

}  // namespace driehoek::progress::assessment
