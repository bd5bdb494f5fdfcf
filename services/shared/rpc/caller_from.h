// Who calls, from the metadata of the call.
#pragma once

#include <grpcpp/server_context.h>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/auth/call_token.h"
#include "shared/auth/caller.h"
#include "shared/auth/credentials.h"

namespace driehoek::rpc {

// Reads `authorization`: `Driehoek TOKEN` from the adapter, `Bearer INSTITUTION.SECRET` from an API client.
// UNAUTHENTICATED / CALLER_MISSING when there is none or more than one; reasons of VerifyCallToken and Credentials.
absl::StatusOr<auth::Caller> CallerFrom(const grpc::ServerContextBase& context, const auth::CallTokenKeys& keys,
                                        auth::Credentials& credentials, absl::Time now, absl::Time deadline);

}  // namespace driehoek::rpc
