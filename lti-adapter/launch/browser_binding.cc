#include "launch/browser_binding.h"

#include "absl/strings/str_cat.h"
#include "platform/secrets.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::lti {
namespace {

constexpr absl::string_view kName = "__Host-driehoek-browser";
constexpr std::size_t kValueBytes = 32;

bool IsOurs(absl::string_view value) {
  const auto bytes = crypto::Base64UrlDecode(value);
  return bytes && bytes->size() == kValueBytes;
}

}  // namespace

BrowserBinding BrowserBinding::FromRequest(const Request& request) {
  BrowserBinding binding;
  for (const std::string& value : request.Cookies(kName)) {
    if (IsOurs(value)) {
      binding.value_ = value;
      binding.brought_ = true;
      return binding;
    }
  }
  binding.value_ = NewSecret();
  return binding;
}

bool BrowserBinding::Proves(const Request& request, const std::string& hash) {
  for (const std::string& value : request.Cookies(kName)) {
    if (IsOurs(value) && crypto::ConstantTimeEqual(crypto::Sha256(value), hash)) return true;
  }
  return false;
}

std::string BrowserBinding::Hash() const { return crypto::Sha256(value_); }

void BrowserBinding::SetCookie(Response& response) const {
  if (brought_) return;
  response.Set(
      "Set-Cookie",
      absl::StrCat(kName, "=", value_, "; Path=/; Secure; HttpOnly; SameSite=None; Partitioned"));
}

}  // namespace driehoek::lti
