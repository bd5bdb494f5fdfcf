#include "access/access_keys.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "shared/crypto/digest.h"

namespace driehoek::access {
namespace {

constexpr std::size_t kShownLetters = 3;

}  // namespace

AccessKeys AccessKeys::Derive(absl::string_view installation_secret) {
  const auto key = [&](absl::string_view end) {
    return crypto::HkdfSha256(installation_secret, "driehoek access", end, crypto::kSha256Bytes);
  };
  return {.code = key("one-time codes"), .address = key("addresses")};
}

std::string CodeHash(const AccessKeys& keys, absl::string_view id, absl::string_view code) {
  return crypto::HmacSha256(keys.code, absl::StrCat(id, "\n", code));
}

std::string AddressHash(const AccessKeys& keys, absl::string_view email) {
  const absl::string_view trimmed = absl::StripAsciiWhitespace(email);
  if (trimmed.empty()) return "";
  return crypto::HmacSha256(keys.address, absl::AsciiStrToLower(trimmed));
}

std::string MaskAddress(absl::string_view email) {
  const std::size_t at = email.rfind('@');
  if (at == absl::string_view::npos || at == 0) return "";
  // At most half of the local part, so that a short one is not given away whole.
  const std::size_t shown = std::min(kShownLetters, at / 2);
  return absl::StrCat(email.substr(0, shown), "\u2022\u2022\u2022", email.substr(at));
}

}  // namespace driehoek::access
