// The key files of one installation, under DATA/keys: made at the first start, then only read.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace driehoek::server {

// 32 bytes from a file of one line of 64 hex digits; made with random content when it is missing, its folder too.
// Errors of crypto::ReadSecretFile and CreateSecretFile; FAILED_PRECONDITION / KEY_FILE_MALFORMED.
absl::StatusOr<std::string> EnsureKeyFile(const std::string& path);

// Where the secret of the installation lies: codes, address hashes, sealed mails and resume tokens hang on it.
std::string InstallationKeyPath(const std::string& data);

}  // namespace driehoek::server
