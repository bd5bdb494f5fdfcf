#include "placement/scan/scan_service.h"

#include "driehoek/v1/workplace_scan_service.grpc.pb.h"
#include "placement/scan/scan_policy.h"

namespace driehoek::placement::scan {
namespace {

// One override: through the border to the function of the same name of `handler`.
#define DRIEHOEK_SERVE(handler, Method, Response)                                       \
  grpc::Status Method(grpc::ServerContext* context, const v1::Method##Request* request, \
                      v1::Response* response) override {                                \
    return border_.Handle(context, k##Method, request, response,                        \
                          [this](const rpc::Call& call, const v1::Method##Request& q) { \
                            return handler.Method(call, q);                             \
                          });                                                           \
  }

class ScanGrpcService final : public v1::WorkplaceScanService::Service {
 public:
  ScanGrpcService(rpc::Border& border, const CriteriaHandler& criteria, const ScanHandler& scans)
      : border_(border), criteria_(criteria), scans_(scans) {}

  DRIEHOEK_SERVE(criteria_, CreateScanCriteria, ScanCriteria)
  DRIEHOEK_SERVE(criteria_, GetScanCriteria, ScanCriteria)
  DRIEHOEK_SERVE(criteria_, ListScanCriteria, ListScanCriteriaResponse)
  DRIEHOEK_SERVE(scans_, RequestWorkplaceScan, WorkplaceScan)
  DRIEHOEK_SERVE(scans_, GetWorkplaceScan, WorkplaceScan)
  DRIEHOEK_SERVE(scans_, ListWorkplaceScans, ListWorkplaceScansResponse)
  DRIEHOEK_SERVE(scans_, FillWorkplaceScan, WorkplaceScan)
  DRIEHOEK_SERVE(scans_, AssessWorkplaceScan, WorkplaceScan)
  DRIEHOEK_SERVE(scans_, CompleteScanCondition, WorkplaceScan)
  DRIEHOEK_SERVE(scans_, ReopenWorkplaceScan, WorkplaceScan)

 private:
  rpc::Border& border_;
  const CriteriaHandler& criteria_;
  const ScanHandler& scans_;
};

#undef DRIEHOEK_SERVE

}  // namespace

std::unique_ptr<grpc::Service> MakeScanService(rpc::Border& border, const CriteriaHandler& criteria,
                                               const ScanHandler& scans) {
  return std::make_unique<ScanGrpcService>(border, criteria, scans);
}

}  // namespace driehoek::placement::scan
