// What the border asks of whoever keeps credentials (services/access): three questions, all live.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "shared/auth/caller.h"

namespace driehoek::auth {

class Credentials {
 public:
  virtual ~Credentials() = default;
  // The API client behind `INSTITUTION.SECRET`. UNAUTHENTICATED / CREDENTIAL_UNKNOWN when there is none or it was
  // revoked, at most a second ago.
  virtual absl::StatusOr<Caller> ApiClient(absl::string_view credential, absl::Time deadline) = 0;
  // OK while the guest grant gives access. UNAUTHENTICATED / GRANT_NOT_LIVE once it expired or was revoked, at most a
  // second ago (R86).
  virtual absl::Status GuestGrantLive(const TenantId& tenant, absl::string_view grant, absl::Time now,
                                      absl::Time deadline) = 0;
  // The programmes that a granted role of this person is limited to; empty: the whole institution. PERMISSION_DENIED /
  // ROLE_NOT_HELD once it was taken back, at most a second ago.
  virtual absl::StatusOr<std::vector<std::string>> GrantedReach(const TenantId& tenant, const PersonId& person, Role role,
                                                                absl::Time now, absl::Time deadline) = 0;
};

}  // namespace driehoek::auth
