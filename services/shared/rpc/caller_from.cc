#include "shared/rpc/caller_from.h"

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "shared/base/errors.h"

namespace driehoek::rpc {

absl::StatusOr<auth::Caller> CallerFrom(const grpc::ServerContextBase& context, const auth::CallTokenKeys& keys,
                                        auth::Credentials& credentials, absl::Time now, absl::Time deadline) {
  const auto range = context.client_metadata().equal_range("authorization");
  if (range.first == range.second || std::next(range.first) != range.second) {
    return Error(absl::StatusCode::kUnauthenticated, "CALLER_MISSING",
                 "send exactly one authorization: 'Bearer INSTITUTION.SECRET' of an API client");
  }
  absl::string_view value(range.first->second.data(), range.first->second.size());
  if (absl::ConsumePrefix(&value, "Driehoek ")) {
    DRIEHOEK_ASSIGN_OR_RETURN(auth::Caller caller, auth::VerifyCallToken(keys, value, now));
    if (!caller.guest_grant.empty()) {
      DRIEHOEK_RETURN_IF_ERROR(credentials.GuestGrantLive(caller.tenant, caller.guest_grant, now, deadline));
    } else if (auth::IsGranted(caller.role)) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          caller.programmes, credentials.GrantedReach(caller.tenant, caller.person, caller.role, now, deadline));
    }
    return caller;
  }
  if (absl::ConsumePrefix(&value, "Bearer ")) return credentials.ApiClient(value, deadline);
  return Error(absl::StatusCode::kUnauthenticated, "CALLER_MISSING", "authorization is of no known scheme");
}

}  // namespace driehoek::rpc
