// The gRPC face of JobStructureService: every call passes the border and goes to the handler of the
// directory, which keeps the roles beside their organisations.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "directory/directory_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::directory {

// Thread-safe. Border and handler must outlive it.
std::unique_ptr<grpc::Service> MakeJobStructureService(rpc::Border& border,
                                                       const DirectoryHandler& handler);

}  // namespace driehoek::directory
