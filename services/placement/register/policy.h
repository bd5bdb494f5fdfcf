// Who may import and export the register.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "shared/auth/rights.h"

namespace driehoek::registry {

inline constexpr absl::string_view kImportRegister = "driehoek.v1.RegisterService/ImportRegister";
inline constexpr absl::string_view kExportRegister = "driehoek.v1.RegisterService/ExportRegister";

// The rows of RegisterService for the rights table. Within students, each role reaches its own
// programmes.
std::vector<auth::Right> RegisterRights();

}  // namespace driehoek::registry
