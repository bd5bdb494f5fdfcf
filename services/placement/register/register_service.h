// The gRPC face of RegisterService: every call passes the border and goes to the handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "placement/register/register_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::registry {

// Thread-safe. Border and handler must outlive it.
std::unique_ptr<grpc::Service> MakeRegisterService(rpc::Border& border,
                                                   const RegisterHandler& handler);

}  // namespace driehoek::registry
