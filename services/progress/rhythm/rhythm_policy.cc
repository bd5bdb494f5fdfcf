#include "progress/rhythm/rhythm_policy.h"

namespace driehoek::progress::rhythm {

using auth::Relation;
using auth::Right;
using auth::Role;

std::vector<Right> RhythmRights() {
  std::vector<Right> rights;
  for (const absl::string_view method : {kGetPulseDue, kAnswerPulse}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
    rights.push_back({method, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  }
  for (const absl::string_view method :
       {kListPulses, kListHours, kGetHoursSummary, kListDeadlineShifts}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
    rights.push_back({method, Role::kTeacher, {Relation::kAssigned}});
    rights.push_back({method, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
    rights.push_back({method, Role::kProgrammeManager, {Relation::kProgramme}});
  }
  for (const absl::string_view method : {kListHours, kGetHoursSummary, kListDeadlineShifts}) {
    rights.push_back({method, Role::kService, {Relation::kInstitution}});
  }
  for (const absl::string_view method : {kWriteHours, kWithdrawHours}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
  }
  for (const absl::string_view method : {kConfirmHours, kDisputeHours}) {
    rights.push_back({method, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  }
  rights.push_back({kCreateDeadlineShift, Role::kStudent, {Relation::kSelf}});
  rights.push_back({kCreateDeadlineShift, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({kCreateDeadlineShift, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  rights.push_back({kCreateDeadlineShift, Role::kPracticeOffice, {Relation::kProgramme}});
  return rights;
}

std::optional<Party> PartyOf(Role role) {
  switch (role) {
    case Role::kStudent:
      return Party::kStudent;
    case Role::kWorkplaceSupervisor:
      return Party::kSupervisor;
    case Role::kTeacher:
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

}  // namespace driehoek::progress::rhythm
