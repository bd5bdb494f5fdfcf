#include "server/installation_keys.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"
#include "shared/crypto/secret_file.h"

namespace driehoek::server {

constexpr std::size_t kKeyBytes = 32;

std::string InstallationKeyPath(const std::string& data) { return data + "/keys/installation.key"; }

absl::StatusOr<std::string> EnsureKeyFile(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
  if (!std::filesystem::exists(path, error)) {
    const absl::Status made =
        crypto::CreateSecretFile(path, absl::StrCat(crypto::HexEncode(crypto::RandomBytes(kKeyBytes)), "\n"));
    // Another process may have been first: then its file is read.
    if (!made.ok() && made.code() != absl::StatusCode::kAlreadyExists) return made;
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string content, crypto::ReadSecretFile(path));
  const auto key = crypto::HexDecode(absl::string_view(content).substr(0, content.find('\n')));
  if (key.has_value() && key->size() == kKeyBytes) return *key;
  return Error(absl::StatusCode::kFailedPrecondition, "KEY_FILE_MALFORMED",
               absl::StrCat(path, " must begin with a line of 64 hex digits"));
}

}  // namespace driehoek::server
