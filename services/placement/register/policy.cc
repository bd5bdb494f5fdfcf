#include "placement/register/policy.h"

namespace driehoek::registry {

std::vector<auth::Right> RegisterRights() {
  std::vector<auth::Right> rights;
  for (const absl::string_view method : {kImportRegister, kExportRegister}) {
    rights.push_back({method, auth::Role::kPracticeOffice, {auth::Relation::kInstitution}});
    rights.push_back({method, auth::Role::kService, {auth::Relation::kInstitution}});
  }
  return rights;
}

std::vector<auth::Right> PreferenceFileRights() {
  return {{kImportPreferences, auth::Role::kPracticeOffice, {auth::Relation::kProgramme}},
          {kExportPreferences, auth::Role::kPracticeOffice, {auth::Relation::kProgramme}}};
}

}  // namespace driehoek::registry
