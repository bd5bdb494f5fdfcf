#include "progress/evidence/evidence_service.h"

#include "driehoek/v1/evidence_service.grpc.pb.h"
#include "progress/evidence/evidence_policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::progress::evidence {
namespace {

class EvidenceGrpcService final : public v1::EvidenceService::Service {
 public:
  EvidenceGrpcService(rpc::Border& border, const ItemHandler& items, const UploadHandler& uploads,
                      const ProfileHandler& profiles)
      : border_(border), items_(items), uploads_(uploads), profiles_(profiles) {}

  DRIEHOEK_SERVE(items_, CreateEvidenceItem, v1::EvidenceItem)
  DRIEHOEK_SERVE(items_, GetEvidenceItem, v1::EvidenceItem)
  DRIEHOEK_SERVE(items_, ListEvidenceItems, v1::ListEvidenceItemsResponse)
  DRIEHOEK_SERVE(items_, AddEvidenceVersion, v1::EvidenceItem)
  DRIEHOEK_SERVE(items_, LinkEvidenceItem, v1::EvidenceItem)
  DRIEHOEK_SERVE(items_, RequestEvidenceConfirmations, v1::RequestEvidenceConfirmationsResponse)
  DRIEHOEK_SERVE(items_, ConfirmEvidenceItems, v1::ConfirmEvidenceItemsResponse)
  DRIEHOEK_SERVE(items_, DisputeEvidenceItem, v1::EvidenceItem)
  DRIEHOEK_SERVE(items_, ArchiveEvidenceItem, v1::EvidenceItem)
  DRIEHOEK_SERVE(uploads_, BeginEvidenceUpload, v1::EvidenceUpload)
  DRIEHOEK_SERVE(uploads_, GetEvidenceUpload, v1::EvidenceUpload)
  DRIEHOEK_SERVE(uploads_, WriteEvidenceUploadChunk, v1::EvidenceUpload)
  DRIEHOEK_SERVE(uploads_, FinishEvidenceUpload, v1::EvidenceUpload)
  DRIEHOEK_SERVE(uploads_, ReadEvidenceFile, v1::EvidenceFileBytes)
  DRIEHOEK_SERVE(profiles_, GetEvidenceProfile, v1::EvidenceProfile)
  DRIEHOEK_SERVE(profiles_, GetOutcomeProgress, v1::OutcomeProgress)
  DRIEHOEK_SERVE(profiles_, ExportEvidence, v1::EvidenceExportBytes)

 private:
  rpc::Border& border_;
  const ItemHandler& items_;
  const UploadHandler& uploads_;
  const ProfileHandler& profiles_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeEvidenceService(rpc::Border& border, const ItemHandler& items,
                                                   const UploadHandler& uploads,
                                                   const ProfileHandler& profiles) {
  return std::make_unique<EvidenceGrpcService>(border, items, uploads, profiles);
}

}  // namespace driehoek::progress::evidence
