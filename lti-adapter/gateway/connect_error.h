// Errors as the Connect protocol writes them (connectrpc.com/docs/protocol, "Error end-stream" and
// "Unary response").
#pragma once

#include "absl/status/status.h"
#include "gateway/method_table.h"
#include "gateway/service_channel.h"
#include "http/response.h"

namespace driehoek::lti {

// A refusal of a service, with its details as they came, each also readable under `debug`. The text
// of an INTERNAL error is left out.
Response ConnectError(const ServiceError& error, const MethodTable& methods);
// A status with the details it carries.
Response ConnectError(const absl::Status& status, const MethodTable& methods);

}  // namespace driehoek::lti
