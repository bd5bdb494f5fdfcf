// API clients: other services of the institution that call this one with a credential of their own.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "shared/auth/caller.h"
#include "shared/base/strong_id.h"

namespace driehoek::access {

using ApiClientId = StrongId<struct ApiClientTag>;

struct ApiClient {
  ApiClientId id;
  std::string display_name;
  auth::Role role = auth::Role::kService;
  std::string secret_hash;
  bool revoked = false;
  absl::Time create_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// INVALID_ARGUMENT / ROLE_NOT_GRANTABLE unless `role` is service, practice_office or
// institution_admin; TEXT_MISSING, TEXT_TOO_LONG or TEXT_UNPRINTABLE unless the name has 1 to 200
// characters.
absl::StatusOr<ApiClient> MakeApiClient(absl::string_view display_name, absl::string_view role,
                                        absl::Time now);

// FAILED_PRECONDITION / CLIENT_NOT_ACTIVE when it was revoked before.
absl::StatusOr<ApiClient> RevokeClient(ApiClient client);

}  // namespace driehoek::access
