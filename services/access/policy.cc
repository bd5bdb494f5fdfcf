#include "access/policy.h"

#include <initializer_list>

namespace driehoek::access {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;

struct Reach {
  Role role;
  Relations relations;
};

// "Invite or revoke guests: teacher for own students, practice office, administrator."
constexpr std::initializer_list<Reach> kInviters = {
    {Role::kTeacher, {Relation::kAssigned}},
    {Role::kPracticeOffice, {Relation::kInstitution}},
    {Role::kInstitutionAdmin, {Relation::kInstitution}}};

constexpr std::initializer_list<Reach> kGuests = {{Role::kWorkplaceSupervisor, {Relation::kSelf}},
                                                  {Role::kOrganisationContact, {Relation::kSelf}}};

constexpr std::initializer_list<Reach> kAdapter = {{Role::kAdapter, {Relation::kInstitution}}};

constexpr std::initializer_list<Reach> kAdministrator = {
    {Role::kInstitutionAdmin, {Relation::kInstitution}}};

// Persons with an account, who come by a launch.
constexpr std::initializer_list<Reach> kLaunched = {
    {Role::kStudent, {Relation::kSelf}},          {Role::kTeacher, {Relation::kSelf}},
    {Role::kPracticeOffice, {Relation::kSelf}},   {Role::kExaminer, {Relation::kSelf}},
    {Role::kProgrammeManager, {Relation::kSelf}}, {Role::kInstitutionAdmin, {Relation::kSelf}},
    {Role::kPrivacyOfficer, {Relation::kSelf}}};

constexpr std::initializer_list<Reach> kOtherPersons = {
    {Role::kWorkplaceSupervisor, {Relation::kSelf}},
    {Role::kOrganisationContact, {Relation::kSelf}},
    {Role::kPanelMember, {Relation::kSelf}}};

void Allow(std::vector<Right>& rights, absl::string_view method,
           std::initializer_list<std::initializer_list<Reach>> groups) {
  for (const auto& group : groups) {
    for (const Reach& row : group) rights.push_back({method, row.role, row.relations});
  }
}

std::vector<Right> MakeRights() {
  std::vector<Right> rights;
  // A service has no person, but may ask for which institution and role its credential is.
  Allow(rights, "driehoek.v1.AccessService/GetSelf",
        {kLaunched, kOtherPersons, {{Role::kService, {Relation::kSelf}}}});
  Allow(rights, "driehoek.v1.AccessService/CreateGuestGrant", {kInviters});
  Allow(rights, "driehoek.v1.AccessService/GetGuestGrant", {kInviters, kGuests});
  Allow(rights, "driehoek.v1.AccessService/ListGuestGrants", {kInviters});
  Allow(rights, "driehoek.v1.AccessService/RenewGuestLink", {kInviters});
  Allow(rights, "driehoek.v1.AccessService/RevokeGuestGrant", {kInviters, kGuests});
  Allow(rights, "driehoek.v1.AccessService/OpenGuestLink", {kAdapter});
  Allow(rights, "driehoek.v1.AccessService/RequestNewGuestLink", {kAdapter});
  Allow(rights, "driehoek.v1.AccessService/RequestAddressCode", {kGuests});
  Allow(rights, "driehoek.v1.AccessService/ConfirmAddress", {kAdapter});
  // The manager may make examiners only: OfferRole sees to that.
  Allow(rights, "driehoek.v1.AccessService/CreateRoleGrant",
        {kAdministrator, {{Role::kProgrammeManager, {Relation::kInstitution}}}});
  Allow(rights, "driehoek.v1.AccessService/ListRoleGrants", {kAdministrator});
  Allow(rights, "driehoek.v1.AccessService/RedeemRoleGrant", {kLaunched});
  Allow(rights, "driehoek.v1.AccessService/RevokeRoleGrant", {kAdministrator});
  Allow(rights, "driehoek.v1.AccessService/CreateApiClient", {kAdministrator});
  Allow(rights, "driehoek.v1.AccessService/ListApiClients", {kAdministrator});
  Allow(rights, "driehoek.v1.AccessService/RevokeApiClient", {kAdministrator});
  Allow(rights, "driehoek.v1.AccessService/ListAuditEntries",
        {kLaunched,
         kOtherPersons,
         {{Role::kPrivacyOfficer, {Relation::kInstitution}},
          {Role::kInstitutionAdmin, {Relation::kInstitution}}}});
  return rights;
}

}  // namespace

const std::vector<Right>& AccessRights() {
  static const std::vector<Right> rights = MakeRights();
  return rights;
}

}  // namespace driehoek::access
