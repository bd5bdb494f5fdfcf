// RSA public keys in the form of JSON Web Keys (RFC 7517, RFC 7518 section 6.3), less the JSON: the
// adapter reads and writes that.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/crypto/rsa_key.h"

namespace driehoek::crypto {

// The two members that make the key, base64url.
struct RsaJwk {
  std::string n;  // without a leading zero byte (RFC 7518 section 6.3.1.1)
  std::string e;
};

RsaJwk ToJwk(const RsaPublicKey& key);

// Leading zero bytes are accepted, since libraries in the field write them. INVALID_ARGUMENT /
// JWK_MALFORMED when a member is not strict base64url; RSA_KEY_WEAK, RSA_KEY_MALFORMED as
// RsaPublicKey::FromNumbers.
absl::StatusOr<RsaPublicKey> FromJwk(absl::string_view n, absl::string_view e);

// The key's id, from the key alone (RFC 7638), base64url: what we publish as `kid`.
std::string JwkThumbprint(const RsaPublicKey& key);

}  // namespace driehoek::crypto
