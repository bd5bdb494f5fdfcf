// The gRPC face of CapacityService: every call passes the border and goes to the handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "placement/capacity/capacity_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::capacity {

// Thread-safe. Border and handler must outlive it.
std::unique_ptr<grpc::Service> MakeCapacityService(rpc::Border& border,
                                                   const CapacityHandler& handler);

}  // namespace driehoek::capacity
