// The gRPC face of PreferenceFileService: every call passes the border and goes to the handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "placement/register/preference_file_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::registry {

// Thread-safe. Border and handler must outlive it.
std::unique_ptr<grpc::Service> MakePreferenceFileService(rpc::Border& border,
                                                         const PreferenceFileHandler& handler);

}  // namespace driehoek::registry
