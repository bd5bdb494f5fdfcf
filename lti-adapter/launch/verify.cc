#include "launch/verify.h"

#include <algorithm>
#include <cmath>

#include "absl/functional/function_ref.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"

namespace driehoek::lti {
namespace {

absl::Status Refuse(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kInvalidArgument, reason, text);
}

// A NumericDate (RFC 7519 section 2), which may have a fraction. Absurd values count as malformed.
absl::StatusOr<std::optional<absl::Time>> TimeOf(const JsonObject& payload,
                                                 absl::string_view name) {
  constexpr double kLatest = 253402300799;  // end of the year 9999
  const auto seconds = payload.OptionalNumber(name);
  if (!seconds.ok() || (*seconds && !(std::abs(**seconds) <= kLatest))) {
    return Refuse("TOKEN_TIMES", "a time in the token is not a number of seconds");
  }
  if (!*seconds) return std::optional<absl::Time>();
  return std::optional<absl::Time>(absl::UnixEpoch() + absl::Seconds(**seconds));
}

}  // namespace

absl::StatusOr<LaunchToken> ParseToken(absl::string_view token) {
  auto parts = crypto::SplitJwt(token);
  if (!parts.ok()) {
    if (ReasonOf(parts.status()) == "JWT_TOO_LARGE") {
      return Error(absl::StatusCode::kOutOfRange, "TOKEN_TOO_LARGE",
                   "the token is larger than 200 KiB");
    }
    return Refuse("TOKEN_MALFORMED", "not three parts of base64url");
  }
  auto header = JsonObject::Parse(parts->header);
  auto payload = JsonObject::Parse(parts->payload);
  if (!header.ok() || !payload.ok())
    return Refuse("TOKEN_MALFORMED", "header or payload is no strict JSON object");
  return LaunchToken{*std::move(parts), *std::move(header), *std::move(payload)};
}

absl::Status CheckAlgorithm(const JsonObject& header) {
  if (header.StringOrEmpty("alg") != "RS256")
    return Refuse("TOKEN_ALGORITHM", "not signed with RS256");
  return absl::OkStatus();
}

absl::Status CheckCritical(const JsonObject& header) {
  if (header.Has("crit")) return Refuse("TOKEN_CRITICAL", "the header names critical extensions");
  return absl::OkStatus();
}

absl::StatusOr<std::string> KeyId(const JsonObject& header) {
  const std::string kid = header.StringOrEmpty("kid");
  if (kid.empty()) return Refuse("TOKEN_KEY_ID", "the header names no key");
  return kid;
}

absl::Status CheckSignature(const LaunchToken& token, const crypto::RsaPublicKey& key) {
  if (!crypto::VerifyJwt(key, token.parts).ok()) {
    return Error(absl::StatusCode::kUnauthenticated, "TOKEN_SIGNATURE",
                 "the signature is not the platform's");
  }
  return absl::OkStatus();
}

absl::Status CheckIssuer(const JsonObject& payload, const std::string& issuer) {
  if (payload.StringOrEmpty("iss") != issuer)
    return Refuse("TOKEN_ISSUER", "another issuer than the login's");
  return absl::OkStatus();
}

absl::Status CheckAudience(const JsonObject& payload, const std::string& client_id) {
  const auto audience = payload.StringOrStrings("aud");
  if (!audience.ok() ||
      std::find(audience->begin(), audience->end(), client_id) == audience->end()) {
    return Refuse("TOKEN_AUDIENCE", "the token is not for us");
  }
  const auto authorised = payload.OptionalString("azp");
  if (!authorised.ok()) return Refuse("TOKEN_AUDIENCE", "azp is not a string");
  const bool required = audience->size() > 1;
  if ((required && !*authorised) || (*authorised && **authorised != client_id)) {
    return Refuse("TOKEN_AUDIENCE", "another party was authorised");
  }
  return absl::OkStatus();
}

absl::Status CheckTimes(const JsonObject& payload, absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::optional<absl::Time> expires, TimeOf(payload, "exp"));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::optional<absl::Time> issued, TimeOf(payload, "iat"));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::optional<absl::Time> not_before, TimeOf(payload, "nbf"));
  if (!expires || !issued) return Refuse("TOKEN_TIMES", "exp or iat is missing");
  if (*expires + kClockSkew <= now) return Refuse("TOKEN_EXPIRED", "the token has expired");
  if (now - *issued > kOldestToken)
    return Refuse("TOKEN_EXPIRED", "the token is older than an hour");
  if (*issued - kClockSkew >= now) return Refuse("TOKEN_NOT_YET_VALID", "issued in the future");
  if (not_before && *not_before - kClockSkew > now)
    return Refuse("TOKEN_NOT_YET_VALID", "not valid yet");
  return absl::OkStatus();
}

absl::Status CheckNonce(const JsonObject& payload, const std::string& nonce) {
  if (!crypto::ConstantTimeEqual(payload.StringOrEmpty("nonce"), nonce)) {
    return Refuse("TOKEN_NONCE", "not the nonce of this login");
  }
  return absl::OkStatus();
}

namespace {

// Rules 3 to 5. The key id.
absl::StatusOr<std::string> CheckHeader(const JsonObject& header) {
  DRIEHOEK_RETURN_IF_ERROR(CheckAlgorithm(header));
  DRIEHOEK_RETURN_IF_ERROR(CheckCritical(header));
  return KeyId(header);
}

// Rules 6 to 10.
absl::Status CheckSigned(const LaunchToken& token, const crypto::RsaPublicKey& key,
                         const Registration& registration, const std::string& nonce,
                         absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckSignature(token, key));
  DRIEHOEK_RETURN_IF_ERROR(CheckIssuer(token.payload, registration.issuer));
  DRIEHOEK_RETURN_IF_ERROR(CheckAudience(token.payload, registration.client_id));
  DRIEHOEK_RETURN_IF_ERROR(CheckTimes(token.payload, now));
  return CheckNonce(token.payload, nonce);
}

using TenantOf = absl::FunctionRef<absl::StatusOr<TenantId>(const std::string& deployment_id)>;

absl::StatusOr<Verifier::Launch> ReadBy(const JsonObject& payload, const Registration& registration,
                                        const std::string& public_url, TenantOf tenant_of) {
  Verifier::Launch launch;
  LaunchClaims& claims = launch.claims;
  claims.issuer = registration.issuer;
  claims.client_id = registration.client_id;
  DRIEHOEK_RETURN_IF_ERROR(VersionClaim(payload).status());
  DRIEHOEK_ASSIGN_OR_RETURN(claims.message_type, MessageTypeClaim(payload));
  DRIEHOEK_ASSIGN_OR_RETURN(claims.deployment_id, DeploymentClaim(payload));
  DRIEHOEK_ASSIGN_OR_RETURN(launch.tenant, tenant_of(claims.deployment_id));
  DRIEHOEK_ASSIGN_OR_RETURN(claims.subject, SubjectClaim(payload));
  DRIEHOEK_ASSIGN_OR_RETURN(claims.target_link_uri, TargetClaim(payload, public_url));
  DRIEHOEK_ASSIGN_OR_RETURN(claims.resource_link_id, ResourceLinkClaim(payload));
  DRIEHOEK_ASSIGN_OR_RETURN(claims.roles, RolesClaim(payload));
  DRIEHOEK_ASSIGN_OR_RETURN(claims.context_id, ContextClaim(payload));
  claims.context_title = ContextTitleClaim(payload);
  claims.name = NameClaim(payload);
  claims.given_name = GivenNameClaim(payload);
  claims.email = EmailClaim(payload);
  claims.student_number = StudentNumberClaim(payload);
  claims.locale = LocaleClaim(payload);
  claims.embedding_origins = EmbeddingOriginClaims(payload);
  claims.grades = GradeServiceClaim(payload);
  return launch;
}

}  // namespace

absl::StatusOr<JsonObject> Verifier::VerifyToken(absl::string_view token,
                                                 const Registration& registration,
                                                 const std::string& nonce, absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(const LaunchToken parsed, ParseToken(token));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string kid, CheckHeader(parsed.header));
  DRIEHOEK_ASSIGN_OR_RETURN(const crypto::RsaPublicKey key,
                            parts_.keys.Find(registration.jwks_uri, kid));
  DRIEHOEK_RETURN_IF_ERROR(CheckSigned(parsed, key, registration, nonce, now));
  return parsed.payload;
}

std::optional<JsonObject> Verifier::VerifyTokenAtHand(absl::string_view token,
                                                      const Registration& registration,
                                                      const std::string& nonce, absl::Time now) {
  const auto parsed = ParseToken(token);
  if (!parsed.ok()) return std::nullopt;
  const auto kid = CheckHeader(parsed->header);
  if (!kid.ok()) return std::nullopt;
  const auto key = parts_.keys.FindAtHand(registration.jwks_uri, *kid);
  if (!key || !CheckSigned(*parsed, *key, registration, nonce, now).ok()) return std::nullopt;
  return parsed->payload;
}

absl::StatusOr<Verifier::Launch> Verifier::ReadLaunch(const JsonObject& payload,
                                                      const Registration& registration) {
  return ReadBy(payload, registration, parts_.public_url, [&](const std::string& deployment_id) {
    return parts_.platforms.UseDeployment(registration, deployment_id);
  });
}

std::optional<Verifier::Launch> Verifier::ReadLaunchAtHand(const JsonObject& payload,
                                                           const Registration& registration) {
  auto launch = ReadBy(payload, registration, parts_.public_url,
                       [&](const std::string& deployment_id) -> absl::StatusOr<TenantId> {
                         TenantId tenant =
                             parts_.platforms.DeploymentAtHand(registration, deployment_id);
                         if (tenant.empty()) return absl::UnavailableError("not at hand");
                         return tenant;
                       });
  if (!launch.ok()) return std::nullopt;
  return *std::move(launch);
}

}  // namespace driehoek::lti
