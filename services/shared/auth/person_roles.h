// The roles in which a person acts, as opposed to a client or the adapter.
#pragma once

#include <array>

#include "shared/auth/caller.h"

namespace driehoek::auth {

inline constexpr std::array<Role, 10> kPersonRoles = {Role::kStudent,
                                                      Role::kTeacher,
                                                      Role::kPracticeOffice,
                                                      Role::kWorkplaceSupervisor,
                                                      Role::kOrganisationContact,
                                                      Role::kExaminer,
                                                      Role::kProgrammeManager,
                                                      Role::kPanelMember,
                                                      Role::kInstitutionAdmin,
                                                      Role::kPrivacyOfficer};

}  // namespace driehoek::auth
