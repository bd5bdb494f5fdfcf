#include "shared/auth/caller.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"

namespace driehoek::auth {
namespace {

constexpr std::array<absl::string_view, kRoleCount> kRoleNames = {"student",
                                                                  "teacher",
                                                                  "practice_office",
                                                                  "workplace_supervisor",
                                                                  "organisation_contact",
                                                                  "examiner",
                                                                  "programme_manager",
                                                                  "panel_member",
                                                                  "institution_admin",
                                                                  "privacy_officer",
                                                                  "service",
                                                                  "adapter"};

}  // namespace

absl::string_view RoleName(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }

std::optional<Role> ParseRole(absl::string_view name) {
  for (std::size_t i = 0; i < kRoleNames.size(); ++i) {
    if (kRoleNames[i] == name) return static_cast<Role>(i);
  }
  return std::nullopt;
}

bool IsGranted(Role role) {
  switch (role) {
    case Role::kPracticeOffice:
    case Role::kExaminer:
    case Role::kProgrammeManager:
    case Role::kInstitutionAdmin:
    case Role::kPrivacyOfficer:
      return true;
    case Role::kStudent:
    case Role::kTeacher:
    case Role::kWorkplaceSupervisor:
    case Role::kOrganisationContact:
    case Role::kPanelMember:
    case Role::kService:
    case Role::kAdapter:
      return false;
  }
  return false;
}

bool Caller::ReachesProgramme(absl::string_view id) const {
  return programmes.empty() || std::find(programmes.begin(), programmes.end(), id) != programmes.end();
}

std::string Caller::Name() const {
  if (role == Role::kAdapter) return "adapter";
  if (person.empty()) return absl::StrCat("institutions/", tenant.value(), "/apiClients/", session);
  return absl::StrCat("institutions/", tenant.value(), "/persons/", person.value());
}

}  // namespace driehoek::auth
