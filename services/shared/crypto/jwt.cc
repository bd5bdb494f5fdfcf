#include "shared/crypto/jwt.h"

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/crypto/encoding.h"

namespace driehoek::crypto {
namespace {

absl::Status Malformed() {
  return Error(absl::StatusCode::kInvalidArgument, "JWT_MALFORMED",
               "a token is three parts of base64url without padding, joined by dots");
}

}  // namespace

absl::StatusOr<JwtParts> SplitJwt(absl::string_view token) {
  if (token.size() > kMaxJwtBytes) {
    return Error(absl::StatusCode::kInvalidArgument, "JWT_TOO_LARGE", "the token is too long");
  }
  const auto first = token.find('.');
  if (first == absl::string_view::npos) return Malformed();
  const auto second = token.find('.', first + 1);
  if (second == absl::string_view::npos) return Malformed();
  // A third dot is not in the alphabet, so a fourth part makes the signature undecodable.
  const auto header = Base64UrlDecode(token.substr(0, first));
  const auto payload = Base64UrlDecode(token.substr(first + 1, second - first - 1));
  const auto signature = Base64UrlDecode(token.substr(second + 1));
  if (!header.has_value() || !payload.has_value() || !signature.has_value() || header->empty() ||
      payload->empty() || signature->empty()) {
    return Malformed();
  }
  return JwtParts{.header = *header,
                  .payload = *payload,
                  .signature = *signature,
                  .signing_input = token.substr(0, second)};
}

absl::Status VerifyJwt(const RsaPublicKey& key, const JwtParts& parts) {
  if (!key.VerifySha256(parts.signing_input, parts.signature)) {
    return Error(absl::StatusCode::kUnauthenticated, "JWT_SIGNATURE_INVALID",
                 "the signature of the token was not made by this key");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> SignJwt(const RsaKeyPair& key, absl::string_view header_json,
                                    absl::string_view payload_json) {
  const std::string signing_input =
      absl::StrCat(Base64UrlEncode(header_json), ".", Base64UrlEncode(payload_json));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string signature, key.SignSha256(signing_input));
  return absl::StrCat(signing_input, ".", Base64UrlEncode(signature));
}

}  // namespace driehoek::crypto
