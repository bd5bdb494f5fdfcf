// Files that hold secrets: written whole or not at all, readable by their owner only.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::crypto {

// FAILED_PRECONDITION / KEY_FILE_UNREADABLE when it cannot be read or is larger than 64 KiB, or
// KEY_FILE_TOO_OPEN when its mode lets group or others read or write it.
absl::StatusOr<std::string> ReadSecretFile(const std::string& path);

// Makes a new file with mode 0600 and waits until it is on disk. When two processes do so at once,
// one of them wins and the other hears ALREADY_EXISTS / KEY_FILE_EXISTS; nobody ever sees half a
// file. FAILED_PRECONDITION / KEY_FILE_UNWRITABLE.
absl::Status CreateSecretFile(const std::string& path, absl::string_view content);

}  // namespace driehoek::crypto
