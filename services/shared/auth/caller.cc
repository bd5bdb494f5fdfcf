#include "shared/auth/caller.h"

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

std::string Caller::Name() const {
  if (role == Role::kAdapter) return "adapter";
  if (person.empty()) return absl::StrCat("institutions/", tenant.value(), "/apiClients/", session);
  return absl::StrCat("institutions/", tenant.value(), "/persons/", person.value());
}

}  // namespace driehoek::auth
