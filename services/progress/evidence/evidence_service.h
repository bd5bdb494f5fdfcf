// The gRPC face of EvidenceService: every call passes the border and goes to a handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "progress/evidence/item_handler.h"
#include "progress/evidence/profile_handler.h"
#include "progress/evidence/upload_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::progress::evidence {

// Thread-safe. Border and handlers must outlive it.
std::unique_ptr<grpc::Service> MakeEvidenceService(rpc::Border& border, const ItemHandler& items,
                                                   const UploadHandler& uploads,
                                                   const ProfileHandler& profiles);

}  // namespace driehoek::progress::evidence
