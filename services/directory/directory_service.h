// The gRPC face of DirectoryService: every call passes the border and goes to the handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "directory/directory_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::directory {

// Thread-safe. Border and handler must outlive it.
std::unique_ptr<grpc::Service> MakeDirectoryService(rpc::Border& border,
                                                    const DirectoryHandler& handler);

}  // namespace driehoek::directory
