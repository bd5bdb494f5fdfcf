#include "access/live_credentials.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/auth/carried_secret.h"
#include "shared/base/errors.h"

namespace driehoek::access {
namespace {

absl::Status CredentialUnknown() {
  return Error(absl::StatusCode::kUnauthenticated, "CREDENTIAL_UNKNOWN",
               "no API client has this credential, or it was revoked");
}

absl::Status GrantNotLive() {
  return Error(absl::StatusCode::kUnauthenticated, "GRANT_NOT_LIVE",
               "the guest grant expired or was taken back");
}

}  // namespace

absl::StatusOr<auth::Caller> LiveCredentials::ApiClient(absl::string_view credential,
                                                        absl::Time deadline) {
  const absl::Time now = parts_.clock.Now();
  const std::optional<auth::CarriedSecret> secret = auth::ParseCarriedSecret(credential);
  if (!secret.has_value()) return CredentialUnknown();
  auth::Caller caller;
  if (callers_.Find(secret->hash, now, caller)) return caller;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto client,
                            parts_.clients.FindSecret(secret->tenant, secret->hash, deadline));
  if (!client.has_value() || client->revoked) {
    return parts_.wrong_secrets.Answer(secret->tenant, now, CredentialUnknown());
  }
  caller = {.tenant = secret->tenant,
            .role = client->role,
            .roles = {client->role},
            .session = client->id.value()};
  callers_.Remember(secret->hash, now, caller);
  return caller;
}

absl::Status LiveCredentials::GuestGrantLive(const TenantId& tenant, absl::string_view grant,
                                             absl::Time now, absl::Time deadline) {
  const std::string key = absl::StrCat(tenant.value(), "/", grant);
  bool live = false;
  if (!grants_.Find(key, now, live)) {
    DRIEHOEK_ASSIGN_OR_RETURN(live, IsLiveNow(tenant, GuestGrantId(grant), now, deadline));
    grants_.Remember(key, now, live);
  }
  return live ? absl::OkStatus() : GrantNotLive();
}

absl::StatusOr<std::vector<std::string>> LiveCredentials::GrantedReach(const TenantId& tenant,
                                                                       const PersonId& person,
                                                                       auth::Role role,
                                                                       absl::Time now,
                                                                       absl::Time deadline) {
  const std::string key =
      absl::StrCat(tenant.value(), "/", person.value(), "/", auth::RoleName(role));
  std::optional<std::vector<std::string>> reach;
  if (!reaches_.Find(key, now, reach)) {
    DRIEHOEK_ASSIGN_OR_RETURN(reach, parts_.roles.ReachOf(tenant, person, role, deadline));
    reaches_.Remember(key, now, reach);
  }
  if (reach.has_value()) return *std::move(reach);
  return Error(absl::StatusCode::kPermissionDenied, "ROLE_NOT_HELD",
               "the role was taken back, or never given");
}

absl::StatusOr<bool> LiveCredentials::IsLiveNow(const TenantId& tenant, const GuestGrantId& id,
                                                absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto grant, parts_.guests.Get(tenant, id, deadline));
  if (!grant.has_value() || !IsLive(grant->state)) return false;
  DRIEHOEK_ASSIGN_OR_RETURN(auto placements,
                            parts_.supervision.PlacementsOf(tenant, grant->person, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const GuestPolicy policy,
                            parts_.people.PolicyForGuests(tenant, deadline));
  return IsLive(StateAt(*grant, AccessEnds(*grant, std::move(placements), policy), now));
}

}  // namespace driehoek::access
