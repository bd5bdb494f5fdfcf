#include "shared/crypto/jwk.h"

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::crypto {

RsaJwk ToJwk(const RsaPublicKey& key) {
  return {.n = Base64UrlEncode(key.Modulus()), .e = Base64UrlEncode(key.Exponent())};
}

absl::StatusOr<RsaPublicKey> FromJwk(absl::string_view n, absl::string_view e) {
  const auto modulus = Base64UrlDecode(n);
  const auto exponent = Base64UrlDecode(e);
  if (!modulus.has_value() || !exponent.has_value() || modulus->empty() || exponent->empty()) {
    return Error(absl::StatusCode::kInvalidArgument, "JWK_MALFORMED",
                 "n and e of an RSA key are base64url without padding");
  }
  return RsaPublicKey::FromNumbers(*modulus, *exponent);
}

std::string JwkThumbprint(const RsaPublicKey& key) {
  const RsaJwk jwk = ToJwk(key);
  return Base64UrlEncode(
      Sha256(absl::StrCat(R"({"e":")", jwk.e, R"(","kty":"RSA","n":")", jwk.n, R"("})")));
}

}  // namespace driehoek::crypto
