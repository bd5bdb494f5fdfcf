// The gRPC face of PlacementService: every call passes the border and goes to the handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "placement/placement_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::placement {

// Thread-safe. Border and handler must outlive it.
std::unique_ptr<grpc::Service> MakePlacementService(rpc::Border& border,
                                                    const PlacementHandler& handler);

}  // namespace driehoek::placement
