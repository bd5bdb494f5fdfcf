#include "directory/policy.h"

#include <initializer_list>

#include "directory/methods.h"

namespace driehoek::directory {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;
using Methods = std::initializer_list<absl::string_view>;
using Roles = std::initializer_list<Role>;

constexpr Roles kEveryone = {Role::kStudent,
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
constexpr Roles kManagement = {Role::kInstitutionAdmin, Role::kProgrammeManager};
constexpr Roles kRegistrars = {Role::kPracticeOffice, Role::kInstitutionAdmin, Role::kService};
constexpr Roles kOffice = {Role::kPracticeOffice, Role::kService};

// The whole institution: also for a practice office or manager that is limited to programmes, since
// people, organisations and workplaces are shared by all of them.
constexpr Relations kAll = {Relation::kInstitution, Relation::kProgramme};

void Allow(std::vector<Right>& rights, Methods methods, Roles roles, Relations relations) {
  for (const absl::string_view method : methods) {
    for (const Role role : roles) rights.push_back({method, role, relations});
  }
}

void AllowEducation(std::vector<Right>& rights) {
  Allow(rights,
        {kGetInstitution, kGetProgramme, kListProgrammes, kGetProgrammeVariant,
         kListProgrammeVariants, kGetPolicySet, kListPolicySets, kGetOutcomeSet, kListOutcomeSets},
        kEveryone, {Relation::kInstitution});
  // For the language of what it writes elsewhere.
  Allow(rights, {kGetInstitution}, {Role::kAdapter}, {Relation::kInstitution});
  Allow(rights, {kUpdateInstitution}, {Role::kInstitutionAdmin}, {Relation::kInstitution});
  Allow(rights,
        {kCreateProgramme, kUpdateProgramme, kCreateProgrammeVariant, kUpdateProgrammeVariant,
         kCreatePolicySet, kCreateOutcomeSet},
        kManagement, kAll);
}

void AllowPersons(std::vector<Right>& rights) {
  const Methods kRead = {kGetPerson, kListPersons, kGetPersonContact};
  // Oneself, and who works with oneself: students, contact persons and supervisors of the same
  // triangle.
  Allow(rights, kRead, {Role::kStudent, Role::kTeacher, Role::kWorkplaceSupervisor},
        {Relation::kSelf, Relation::kAssigned});
  Allow(rights, kRead,
        {Role::kOrganisationContact, Role::kExaminer, Role::kPanelMember, Role::kPrivacyOfficer},
        {Relation::kSelf});
  Allow(rights, kRead,
        {Role::kPracticeOffice, Role::kProgrammeManager, Role::kInstitutionAdmin, Role::kService},
        kAll);
  Allow(rights, {kCreatePerson, kUpdatePerson, kUpdatePersonContact}, kRegistrars, kAll);
  // A teacher for the supervisors of own students: the handler looks which side of the triangle it
  // is.
  Allow(rights, {kUpdatePersonContact}, {Role::kTeacher}, {Relation::kAssigned});
  Allow(rights, {kEnsurePerson}, {Role::kAdapter}, {Relation::kInstitution});
}

void AllowStudies(std::vector<Right>& rights) {
  const Methods kReadEnrolments = {kGetEnrolment, kListEnrolments};
  const Methods kReadAssignments = {kGetContactAssignment, kListContactAssignments};
  Allow(rights, kReadEnrolments, {Role::kStudent}, {Relation::kSelf});
  Allow(rights, kReadEnrolments, {Role::kTeacher, Role::kWorkplaceSupervisor},
        {Relation::kAssigned});
  Allow(rights, kReadEnrolments, {Role::kPracticeOffice, Role::kProgrammeManager},
        {Relation::kProgramme});
  Allow(rights, kReadEnrolments, {Role::kInstitutionAdmin, Role::kService}, kAll);
  Allow(rights, {kCreateEnrolment, kUpdateEnrolment}, {Role::kPracticeOffice},
        {Relation::kProgramme});
  Allow(rights, {kCreateEnrolment, kUpdateEnrolment}, {Role::kInstitutionAdmin, Role::kService},
        kAll);
  Allow(rights, kReadAssignments, {Role::kStudent}, {Relation::kSelf});
  Allow(rights, kReadAssignments, {Role::kTeacher}, {Relation::kSelf, Relation::kAssigned});
  // The contact person is visible to the supervisor (R48).
  Allow(rights, kReadAssignments, {Role::kWorkplaceSupervisor}, {Relation::kAssigned});
  Allow(rights, kReadAssignments, {Role::kPracticeOffice, Role::kProgrammeManager, Role::kService},
        kAll);
  Allow(rights, {kCreateContactAssignment},
        {Role::kPracticeOffice, Role::kProgrammeManager, Role::kService}, kAll);
}

void AllowOrganisations(std::vector<Right>& rights) {
  const Methods kRead = {kGetOrganisation,      kListOrganisations,     kGetEstablishment,
                         kListEstablishments,   kGetWorkplace,          kListWorkplaces,
                         kGetSupervisorProfile, kListSupervisorProfiles};
  Allow(rights, kRead,
        {Role::kTeacher, Role::kPracticeOffice, Role::kExaminer, Role::kProgrammeManager,
         Role::kService},
        kAll);
  Allow(rights, kRead, {Role::kWorkplaceSupervisor, Role::kOrganisationContact},
        {Relation::kOrganisation});
  Allow(rights,
        {kCreateOrganisation, kUpdateOrganisation, kVerifyOrganisation, kCreateEstablishment,
         kUpdateEstablishment, kCreateWorkplace, kUpdateWorkplace, kCreateSupervisorProfile,
         kUpdateSupervisorProfile, kRecordBriefing},
        kOffice, kAll);
  Allow(rights, {kRecordBriefing}, {Role::kTeacher}, {Relation::kAssigned});
}

void AllowJobRoles(std::vector<Right>& rights) {
  const Methods kRead = {kGetJobRole, kListJobRoles};
  const Methods kWrite = {kCreateJobRole, kUpdateJobRole};
  for (const Methods& methods : {kRead, kWrite}) {
    Allow(rights, methods, {Role::kPracticeOffice}, kAll);
    Allow(rights, methods, {Role::kWorkplaceSupervisor, Role::kOrganisationContact},
          {Relation::kOrganisation});
  }
  Allow(rights, kRead, {Role::kProgrammeManager}, kAll);
}

}  // namespace

std::vector<auth::Right> DirectoryRights() {
  std::vector<Right> rights;
  AllowEducation(rights);
  AllowPersons(rights);
  AllowStudies(rights);
  AllowOrganisations(rights);
  AllowJobRoles(rights);
  return rights;
}

}  // namespace driehoek::directory
