// A gRPC server of one service and nothing else: no caller, no rule, no database.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

namespace driehoek::bench {

// Listens on a free port of loopback, says it as a line of the log does, and serves until the
// process ends. 1 when it cannot.
int Serve(grpc::Service& service, const std::shared_ptr<grpc::ServerCredentials>& credentials);

}  // namespace driehoek::bench
