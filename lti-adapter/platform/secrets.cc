#include "platform/secrets.h"

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/crypto/aead.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"
#include "shared/crypto/secret_file.h"

namespace driehoek::lti {
namespace {

constexpr std::size_t kMasterBytes = 32;

std::string Derive(absl::string_view master, absl::string_view end) {
  return crypto::HkdfSha256(master, "driehoek-lti", end, crypto::kAeadKeyBytes);
}

}  // namespace

Secrets::Secrets(absl::string_view master)
    : state_key_(Derive(master, "login state")),
      nonce_key_(Derive(master, "launch nonce")),
      proof_key_(Derive(master, "storage proof")),
      rest_key_(Derive(master, "at rest")),
      code_key_(Derive(master, "session code")) {}

absl::StatusOr<Secrets> Secrets::ReadOrCreate(const std::string& path) {
  const absl::Status created = crypto::CreateSecretFile(
      path, absl::StrCat(crypto::HexEncode(crypto::RandomBytes(kMasterBytes)), "\n"));
  if (!created.ok() && created.code() != absl::StatusCode::kAlreadyExists) return created;
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string text, crypto::ReadSecretFile(path));
  const auto master = crypto::HexDecode(absl::StripAsciiWhitespace(text));
  if (!master || master->size() != kMasterBytes) {
    return Error(absl::StatusCode::kFailedPrecondition, "SECRET_MALFORMED",
                 "the adapter's secret file holds 64 hex digits");
  }
  return Secrets(*master);
}

std::string NewSecret() { return crypto::Base64UrlEncode(crypto::RandomBytes(32)); }

}  // namespace driehoek::lti
