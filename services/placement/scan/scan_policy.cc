#include "placement/scan/scan_policy.h"

#include "placement/policy.h"

namespace driehoek::placement::scan {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;

constexpr Role kEveryone[] = {Role::kStudent,
                              Role::kTeacher,
                              Role::kPracticeOffice,
                              Role::kWorkplaceSupervisor,
                              Role::kOrganisationContact,
                              Role::kExaminer,
                              Role::kProgrammeManager,
                              Role::kPanelMember,
                              Role::kInstitutionAdmin,
                              Role::kPrivacyOfficer,
                              Role::kService};

}  // namespace

std::vector<Right> ScanRights() {
  std::vector<Right> rights;
  for (const absl::string_view method : {kGetScanCriteria, kListScanCriteria}) {
    for (const Role role : kEveryone) rights.push_back({method, role, {Relation::kInstitution}});
  }
  rights.push_back({kCreateScanCriteria, Role::kProgrammeManager, {Relation::kProgramme}});
  rights.push_back({kCreateScanCriteria, Role::kInstitutionAdmin, {Relation::kInstitution}});
  for (const absl::string_view method : {kGetWorkplaceScan, kListWorkplaceScans}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
    rights.push_back({method, Role::kTeacher, {Relation::kAssigned}});
    rights.push_back({method, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
    rights.push_back({method, Role::kOrganisationContact, {Relation::kOrganisation}});
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
    rights.push_back({method, Role::kProgrammeManager, {Relation::kProgramme}});
    rights.push_back({method, Role::kService, {Relation::kInstitution}});
  }
  rights.push_back({kFillWorkplaceScan, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  rights.push_back({kFillWorkplaceScan, Role::kOrganisationContact, {Relation::kOrganisation}});
  for (const absl::string_view method :
       {kFillWorkplaceScan, kRequestWorkplaceScan, kAssessWorkplaceScan, kCompleteScanCondition,
        kReopenWorkplaceScan}) {
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
  }
  return rights;
}

Relations RelationsTo(const Scan& scan, const auth::Caller& caller, const ReachFact& reach) {
  return placement::RelationsTo(
      Concerned{scan.programme, scan.student, scan.supervisor_person, scan.organisation}, caller,
      reach);
}

bool Narrow(Relations needed, const auth::Caller& caller, const ReachFact& reach,
            ScanQuery& query) {
  if (needed.Has(Relation::kInstitution)) return true;
  if (needed.Has(Relation::kProgramme)) {
    if (!caller.programmes.empty()) query.programmes = caller.programmes;
    return true;
  }
  if (caller.person.empty()) return false;
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

std::optional<Side> SideOf(Role role) {
  if (role == Role::kWorkplaceSupervisor) return Side::kSupervisor;
  if (role == Role::kOrganisationContact) return Side::kOrganisationContact;
  if (role == Role::kPracticeOffice) return Side::kPracticeOffice;
  return std::nullopt;
}

}  // namespace driehoek::placement::scan
