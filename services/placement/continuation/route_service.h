// The gRPC face of ContinuationService: every call passes the border and goes to the handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "placement/continuation/route_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::placement::continuation {

// Thread-safe. Border and handler must outlive it.
std::unique_ptr<grpc::Service> MakeContinuationService(rpc::Border& border,
                                                       const RouteHandler& handler);

}  // namespace driehoek::placement::continuation
