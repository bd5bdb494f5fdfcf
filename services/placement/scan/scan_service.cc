#include "placement/scan/scan_service.h"

#include "driehoek/v1/workplace_scan_service.grpc.pb.h"
#include "placement/scan/scan_policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::placement::scan {
namespace {

class ScanGrpcService final : public v1::WorkplaceScanService::Service {
 public:
  ScanGrpcService(rpc::Border& border, const CriteriaHandler& criteria, const ScanHandler& scans)
      : border_(border), criteria_(criteria), scans_(scans) {}

  DRIEHOEK_SERVE(criteria_, CreateScanCriteria, v1::ScanCriteria)
  DRIEHOEK_SERVE(criteria_, GetScanCriteria, v1::ScanCriteria)
  DRIEHOEK_SERVE(criteria_, ListScanCriteria, v1::ListScanCriteriaResponse)
  DRIEHOEK_SERVE(scans_, RequestWorkplaceScan, v1::WorkplaceScan)
  DRIEHOEK_SERVE(scans_, GetWorkplaceScan, v1::WorkplaceScan)
  DRIEHOEK_SERVE(scans_, ListWorkplaceScans, v1::ListWorkplaceScansResponse)
  DRIEHOEK_SERVE(scans_, FillWorkplaceScan, v1::WorkplaceScan)
  DRIEHOEK_SERVE(scans_, AssessWorkplaceScan, v1::WorkplaceScan)
  DRIEHOEK_SERVE(scans_, CompleteScanCondition, v1::WorkplaceScan)
  DRIEHOEK_SERVE(scans_, ReopenWorkplaceScan, v1::WorkplaceScan)

 private:
  rpc::Border& border_;
  const CriteriaHandler& criteria_;
  const ScanHandler& scans_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeScanService(rpc::Border& border, const CriteriaHandler& criteria,
                                               const ScanHandler& scans) {
  return std::make_unique<ScanGrpcService>(border, criteria, scans);
}

}  // namespace driehoek::placement::scan
