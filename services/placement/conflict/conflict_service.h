// The gRPC face of ConflictService: every call passes the border and goes to the handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "placement/conflict/conflict_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::placement::conflict {

// Thread-safe. Border and handler must outlive it.
std::unique_ptr<grpc::Service> MakeConflictService(rpc::Border& border,
                                                   const ConflictHandler& handler);

}  // namespace driehoek::placement::conflict
