// An absl::Status on the wire: code, text and google.rpc.Status details.
#pragma once

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace driehoek::rpc {

// Every error leaves with one ErrorInfo: a status that carries none gets its code's name as the reason. The text of INTERNAL
// and UNKNOWN stays here, since it may quote what a client must not see.
grpc::Status ToGrpc(const absl::Status& status);

}  // namespace driehoek::rpc
