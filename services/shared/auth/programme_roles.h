// Which roles work for programmes: they reach their own, and a grant may name which these are (domain text 6.4, "Reach").
#pragma once

#include "shared/auth/caller.h"

namespace driehoek::auth {

inline bool WorksForProgrammes(Role role) { return role == Role::kPracticeOffice || role == Role::kProgrammeManager; }

}  // namespace driehoek::auth
