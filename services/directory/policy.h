// Who may call what on the directory (domain text 6.4, and the comment above each method in
// directory_service.proto).
#pragma once

#include <vector>

#include "shared/auth/rights.h"

namespace driehoek::directory {

// The rows of DirectoryService and JobStructureService for the rights table. Whatever has no row is refused.
std::vector<auth::Right> DirectoryRights();

}  // namespace driehoek::directory
