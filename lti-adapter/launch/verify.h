// Is this launch genuine? One function for each rule, in the order in which they are asked (1EdTech
// Security Framework 1.0, section 5.1.3; LTI 1.3 core, section 5; RFC 8725). Rule 1, that the state
// is ours and unused, and rule 11, that the browser is the one that began the login, are asked by
// launch.cc. Errors are INVALID_ARGUMENT unless said otherwise.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "json/json.h"
#include "launch/claims.h"
#include "platform/key_set.h"
#include "platform/known_platforms.h"
#include "platform/registration.h"
#include "shared/crypto/jwt.h"

namespace driehoek::lti {

inline constexpr absl::Duration kClockSkew = absl::Seconds(60);
inline constexpr absl::Duration kOldestToken = absl::Hours(1);

// A token taken apart; proves nothing yet. `token` must outlive it.
struct LaunchToken {
  crypto::JwtParts parts;
  JsonObject header;
  JsonObject payload;
};

// 2. Three parts of strict base64url; header and payload strict JSON objects. TOKEN_MALFORMED;
// OUT_OF_RANGE / TOKEN_TOO_LARGE.
absl::StatusOr<LaunchToken> ParseToken(absl::string_view token);
// 3. `alg` is RS256, whatever else the token would like. TOKEN_ALGORITHM
absl::Status CheckAlgorithm(const JsonObject& header);
// 4. No `crit`: it names extensions that we would have to know. TOKEN_CRITICAL. Keys in the header
// are ignored by all.
absl::Status CheckCritical(const JsonObject& header);
// 5. A key id. TOKEN_KEY_ID
absl::StatusOr<std::string> KeyId(const JsonObject& header);
// 6. Signed with `key`. UNAUTHENTICATED / TOKEN_SIGNATURE
absl::Status CheckSignature(const LaunchToken& token, const crypto::RsaPublicKey& key);
// 7. From the issuer that the login began with. TOKEN_ISSUER
absl::Status CheckIssuer(const JsonObject& payload, const std::string& issuer);
// 8. For us: `aud` names us, and `azp` does when it is there or has to be. TOKEN_AUDIENCE
absl::Status CheckAudience(const JsonObject& payload, const std::string& client_id);
// 9. Now: TOKEN_EXPIRED, TOKEN_NOT_YET_VALID, TOKEN_TIMES
absl::Status CheckTimes(const JsonObject& payload, absl::Time now);
// 10. In answer to this login. TOKEN_NONCE
absl::Status CheckNonce(const JsonObject& payload, const std::string& nonce);

// Thread-safe. What it refers to must outlive it.
class Verifier {
 public:
  struct Parts {
    KeySets& keys;
    KnownPlatforms& platforms;
    std::string public_url;
  };
  explicit Verifier(Parts parts) : parts_(std::move(parts)) {}

  // Rules 2 to 10. The payload of a genuine token. KEY_UNKNOWN and platform errors as
  // KeySets::Find.
  absl::StatusOr<JsonObject> VerifyToken(absl::string_view token, const Registration& registration,
                                         const std::string& nonce, absl::Time now);

  struct Launch {
    LaunchClaims claims;
    TenantId tenant;
  };
  // Rules 12 to 16. Errors as in claims.h; PERMISSION_DENIED / DEPLOYMENT_PENDING or
  // DEPLOYMENT_UNKNOWN.
  absl::StatusOr<Launch> ReadLaunch(const JsonObject& payload, const Registration& registration);

  // The same two when all that they need is at hand. Never wait; nothing when it is not, or when a
  // rule refuses.
  std::optional<JsonObject> VerifyTokenAtHand(absl::string_view token,
                                              const Registration& registration,
                                              const std::string& nonce, absl::Time now);
  std::optional<Launch> ReadLaunchAtHand(const JsonObject& payload,
                                         const Registration& registration);

 private:
  Parts parts_;
};

}  // namespace driehoek::lti
