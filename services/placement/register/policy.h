// Who may import and export the register.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "shared/auth/rights.h"

namespace driehoek::registry {

inline constexpr absl::string_view kImportRegister = "driehoek.v1.RegisterService/ImportRegister";
inline constexpr absl::string_view kExportRegister = "driehoek.v1.RegisterService/ExportRegister";

inline constexpr absl::string_view kImportPreferences =
    "driehoek.v1.PreferenceFileService/ImportPreferences";
inline constexpr absl::string_view kExportPreferences =
    "driehoek.v1.PreferenceFileService/ExportPreferences";

// The rows of RegisterService for the rights table. Within students, each role reaches its own
// programmes.
std::vector<auth::Right> RegisterRights();
// The rows of PreferenceFileService: who may hand in wishes for a student (domain text 6.4).
std::vector<auth::Right> PreferenceFileRights();

}  // namespace driehoek::registry
