// What EvidenceService tells of all evidence of a placement: its profile, the progress of each
// outcome, and the archive that a student takes along.
#pragma once

#include "absl/status/statusor.h"
#include "driehoek/v1/evidence_service.pb.h"
#include "progress/evidence/evidence_reading.h"
#include "shared/rpc/call.h"
#include "shared/storage/file_store.h"

namespace driehoek::progress::evidence {

// Thread-safe; holds no state. What it refers to must outlive it.
class ProfileHandler {
 public:
  ProfileHandler(const EvidenceReading& reading, const storage::FileStore& files)
      : reading_(reading), files_(files) {}

  absl::StatusOr<v1::EvidenceProfile> GetEvidenceProfile(
      const rpc::Call& call, const v1::GetEvidenceProfileRequest& request) const;
  absl::StatusOr<v1::OutcomeProgress> GetOutcomeProgress(
      const rpc::Call& call, const v1::GetOutcomeProgressRequest& request) const;
  absl::StatusOr<v1::EvidenceExportBytes> ExportEvidence(
      const rpc::Call& call, const v1::ExportEvidenceRequest& request) const;

 private:
  absl::StatusOr<std::vector<EvidenceItem>> ItemsOf(const rpc::Call& call,
                                                    const PlacementFact& placement) const;

  const EvidenceReading& reading_;
  const storage::FileStore& files_;
};

}  // namespace driehoek::progress::evidence
