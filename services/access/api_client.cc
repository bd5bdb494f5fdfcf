#include "access/api_client.h"

#include <optional>

#include "shared/base/errors.h"
#include "shared/base/field_checks.h"

namespace driehoek::access {
namespace {

constexpr std::size_t kMaxDisplayName = 200;

}  // namespace

absl::StatusOr<ApiClient> MakeApiClient(absl::string_view display_name, absl::string_view role,
                                        absl::Time now) {
  const std::optional<auth::Role> parsed = auth::ParseRole(role);
  FieldViolations wrong;
  if (parsed != auth::Role::kService && parsed != auth::Role::kPracticeOffice &&
      parsed != auth::Role::kInstitutionAdmin) {
    wrong.Add("api_client.role", "ROLE_NOT_GRANTABLE",
              "must be service, practice_office or institution_admin");
  }
  CheckText(wrong, "api_client.display_name", display_name, 1, kMaxDisplayName);
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  return ApiClient{.display_name = std::string(display_name), .role = *parsed, .create_time = now};
}

absl::StatusOr<ApiClient> RevokeClient(ApiClient client) {
  if (client.revoked) {
    return Error(absl::StatusCode::kFailedPrecondition, "CLIENT_NOT_ACTIVE",
                 "the client was revoked before");
  }
  client.revoked = true;
  return client;
}

}  // namespace driehoek::access
