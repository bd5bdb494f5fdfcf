// The gRPC face of WorkplaceScanService: every call passes the border and goes to a handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "placement/scan/criteria_handler.h"
#include "placement/scan/scan_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::placement::scan {

// Thread-safe. Border and handlers must outlive it.
std::unique_ptr<grpc::Service> MakeScanService(rpc::Border& border, const CriteriaHandler& criteria,
                                               const ScanHandler& scans);

}  // namespace driehoek::placement::scan
