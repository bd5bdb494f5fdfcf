// JSON Web Tokens in compact form (RFC 7515 section 7.1), RS256 only. This file knows no JSON and
// takes nothing from a token's header: which key and which algorithm apply is for the caller to say
// (RFC 8725 section 3.1).
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/crypto/rsa_key.h"

namespace driehoek::crypto {

// Longer tokens are refused unread. Claims can be large: 60 kB of custom values has to fit.
inline constexpr std::size_t kMaxJwtBytes = std::size_t{200} * 1024;

struct JwtParts {
  std::string header;     // decoded: should be JSON, not checked here
  std::string payload;    // likewise
  std::string signature;  // decoded
  // What was signed: the first two parts as they stood. Points into the token, which must outlive
  // it.
  absl::string_view signing_input;
};

// Exactly three parts of strict base64url, none of them empty. INVALID_ARGUMENT / JWT_TOO_LARGE or
// JWT_MALFORMED. Nothing is proved by this: see VerifyJwt.
absl::StatusOr<JwtParts> SplitJwt(absl::string_view token);

// Whether `key` made the RS256 signature of these parts. UNAUTHENTICATED / JWT_SIGNATURE_INVALID.
absl::Status VerifyJwt(const RsaPublicKey& key, const JwtParts& parts);

// The compact token. The two JSON texts come from the caller; the header must say `"alg":"RS256"`
// and the `kid`.
absl::StatusOr<std::string> SignJwt(const RsaKeyPair& key, absl::string_view header_json,
                                    absl::string_view payload_json);

}  // namespace driehoek::crypto
