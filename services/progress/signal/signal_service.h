// The gRPC face of SignalService: every call passes the border and goes to a handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "progress/signal/signal_handler.h"
#include "progress/signal/triangle_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::progress::signal {

// Thread-safe. Border and handlers must outlive it.
std::unique_ptr<grpc::Service> MakeSignalService(rpc::Border& border, const SignalHandler& signals,
                                                 const TriangleHandler& triangles);

}  // namespace driehoek::progress::signal
