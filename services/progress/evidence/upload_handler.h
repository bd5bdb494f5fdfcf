// What EvidenceService does with files: taking them in chunk by chunk, and giving them back.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "driehoek/v1/evidence_service.pb.h"
#include "progress/evidence/evidence_reading.h"
#include "progress/evidence/sql_upload_store.h"
#include "progress/evidence/virus_scanner.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"
#include "shared/storage/file_store.h"

namespace driehoek::progress::evidence {

// Thread-safe; holds no state. What it refers to must outlive it.
class UploadHandler {
 public:
  struct Parts {
    const EvidenceReading& reading;
    const SqlUploadStore& uploads;
    const storage::FileStore& files;
    VirusScanner& scanner;
    events::ChangeLog& change_log;
    IdSource& ids;
  };
  explicit UploadHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::EvidenceUpload> BeginEvidenceUpload(
      const rpc::Call& call, const v1::BeginEvidenceUploadRequest& request) const;
  absl::StatusOr<v1::EvidenceUpload> GetEvidenceUpload(
      const rpc::Call& call, const v1::GetEvidenceUploadRequest& request) const;
  absl::StatusOr<v1::EvidenceUpload> WriteEvidenceUploadChunk(
      const rpc::Call& call, const v1::WriteEvidenceUploadChunkRequest& request) const;
  absl::StatusOr<v1::EvidenceUpload> FinishEvidenceUpload(
      const rpc::Call& call, const v1::FinishEvidenceUploadRequest& request) const;
  absl::StatusOr<v1::EvidenceFileBytes> ReadEvidenceFile(
      const rpc::Call& call, const v1::ReadEvidenceFileRequest& request) const;

 private:
  // The caller's own, not yet over.
  absl::StatusOr<Upload> Load(const rpc::Call& call, const std::string& name) const;
  // What the whole file is, when it is accepted.
  absl::StatusOr<FileFact> Inspect(const rpc::Call& call, const Upload& upload) const;
  // Stores `upload`, decided on version `before`, and answers with it.
  absl::StatusOr<v1::EvidenceUpload> Commit(const rpc::Call& call, Upload upload,
                                            std::int64_t before) const;

  const Parts parts_;
};

}  // namespace driehoek::progress::evidence
