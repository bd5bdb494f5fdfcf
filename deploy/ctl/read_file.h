// Files given on the command line.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace driehoek::ctl {

// The whole of a file. INVALID_ARGUMENT / FILE_UNREADABLE; FILE_TOO_LARGE over `most` bytes.
absl::StatusOr<std::string> ReadWholeFile(const std::string& path, std::uintmax_t most);

}  // namespace driehoek::ctl
