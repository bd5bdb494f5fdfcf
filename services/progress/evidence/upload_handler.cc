#include "progress/evidence/upload_handler.h"

#include <algorithm>
#include <utility>

#include "progress/evidence/crc32.h"
#include "progress/evidence/evidence_policy.h"
#include "progress/evidence/file_name.h"
#include "progress/evidence/file_type.h"
#include "progress/evidence/item_names.h"
#include "progress/evidence/item_proto.h"
#include "progress/evidence/lifecycle.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"
#include "shared/rpc/field_reading.h"

namespace driehoek::progress::evidence {
namespace {

absl::Status HashDiffers() {
  FieldViolations violations;
  violations.Add("data", "HASH_DIFFERS", "the bytes are not those that were announced");
  return violations.ToStatus();
}

}  // namespace

absl::StatusOr<Upload> UploadHandler::Load(const rpc::Call& call, const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, kUploadPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto upload, parts_.uploads.Find(call.tenant(), UploadId(parsed.id()), call.deadline()));
  const bool is_own = upload.has_value() && !call.caller().person.empty() &&
                      upload->person == call.caller().person && upload->expire_time > call.now();
  if (!is_own) return auth::NotFound();
  DRIEHOEK_RETURN_IF_ERROR(call.MayDo(kGetEvidenceUpload, {auth::Relation::kSelf}));
  return *std::move(upload);
}

absl::StatusOr<v1::EvidenceUpload> UploadHandler::BeginEvidenceUpload(
    const rpc::Call& call, const v1::BeginEvidenceUploadRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  FieldViolations violations("evidence_upload");
  const v1::EvidenceUpload& wanted = request.evidence_upload();
  Upload upload{.id = UploadId(parts_.ids.NewId()),
                .placement = PlacementId(rpc::ReadIds(wanted.placement(), kPlacementPattern,
                                                      "placement", violations)[0]),
                .person = call.caller().person,
                .file_name = wanted.file_name(),
                .size_bytes = wanted.size_bytes(),
                .sha256 = wanted.sha256(),
                .expire_time = call.now() + kUploadKept};
  Check(upload, violations);
  DRIEHOEK_RETURN_IF_ERROR(
      parts_.reading.Referred(call, upload.placement, "placement", violations).status());
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const int open, parts_.uploads.CountOpen(call.tenant(), upload.person,
                                                                     call.now(), call.deadline()));
  if (open >= kMostUploads) {
    return Error(absl::StatusCode::kFailedPrecondition, "UPLOADS_TOO_MANY",
                 "at most 20 uploads are on their way at once");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const Totals totals, parts_.reading.TotalsOf(call, upload.placement));
  DRIEHOEK_RETURN_IF_ERROR(CheckRoom(totals, upload.size_bytes));
  return Commit(call, std::move(upload), 0);
}

absl::StatusOr<v1::EvidenceUpload> UploadHandler::GetEvidenceUpload(
    const rpc::Call& call, const v1::GetEvidenceUploadRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Upload upload, Load(call, request.name()));
  return ToProto(call.tenant(), upload);
}

absl::StatusOr<v1::EvidenceUpload> UploadHandler::WriteEvidenceUploadChunk(
    const rpc::Call& call, const v1::WriteEvidenceUploadChunkRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Upload upload, Load(call, request.name()));
  const std::string& data = request.data();
  DRIEHOEK_ASSIGN_OR_RETURN(const ChunkStep step, Place(upload, request.offset(), data.size()));
  switch (step) {
    case ChunkStep::kAppend:
      DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
      DRIEHOEK_RETURN_IF_ERROR(parts_.uploads.Append(call.tenant(), upload, data, call.deadline()));
      upload.received_bytes += static_cast<std::int64_t>(data.size());
      break;
    case ChunkStep::kCompare:
      if (upload.state != UploadState::kTaken) {  // then the bytes lie elsewhere and were checked
        DRIEHOEK_ASSIGN_OR_RETURN(
            const std::string stored,
            parts_.uploads.Bytes(call.tenant(), upload.id, request.offset(),
                                 static_cast<std::int64_t>(data.size()), call.deadline()));
        if (stored != data) return ChunkDiffers();
      }
      break;
  }
  return ToProto(call.tenant(), upload);
}

absl::StatusOr<FileFact> UploadHandler::Inspect(const rpc::Call& call, const Upload& upload) const {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string bytes,
      parts_.uploads.Bytes(call.tenant(), upload.id, 0, upload.size_bytes, call.deadline()));
  FileFact file{.size_bytes = upload.size_bytes,
                .sha256 = crypto::HexEncode(crypto::Sha256(bytes)),
                .crc32 = Crc32(bytes)};
  if (!upload.sha256.empty() && upload.sha256 != file.sha256) return HashDiffers();
  DRIEHOEK_ASSIGN_OR_RETURN(file.content_type, TypeOf(bytes, upload.file_name));
  file.file_name = WithSuitableExtension(upload.file_name, file.content_type);
  DRIEHOEK_ASSIGN_OR_RETURN(file.scan, parts_.scanner.Scan(bytes, call.deadline()));
  return file;
}

absl::StatusOr<v1::EvidenceUpload> UploadHandler::FinishEvidenceUpload(
    const rpc::Call& call, const v1::FinishEvidenceUploadRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Upload upload, Load(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(CheckComplete(upload));
  DRIEHOEK_ASSIGN_OR_RETURN(upload.file, Inspect(call, upload));
  upload.state = UploadState::kFinished;
  const std::int64_t before = upload.version;
  return Commit(call, std::move(upload), before);
}

absl::StatusOr<v1::EvidenceFileBytes> UploadHandler::ReadEvidenceFile(
    const rpc::Call& call, const v1::ReadEvidenceFileRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto loaded, parts_.reading.LoadAllowed(call, request.name()));
  const auto& versions = loaded.item.versions;
  const int number = request.version() == 0 ? static_cast<int>(versions.size()) : request.version();
  const bool is_there = number >= 1 && number <= static_cast<int>(versions.size());
  if (!is_there || !versions[static_cast<std::size_t>(number) - 1].content.file.has_value()) {
    return Error(absl::StatusCode::kFailedPrecondition, "VERSION_WITHOUT_FILE",
                 "the version has no file");
  }
  const FileFact& file = *versions[static_cast<std::size_t>(number) - 1].content.file;
  if (request.offset() < 0 || request.offset() > file.size_bytes) {
    return Error(absl::StatusCode::kOutOfRange, "OFFSET_BEYOND_END",
                 "the file has no byte at that offset");
  }
  call.RecordRead(request.name(), loaded.item.student);
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string bytes, parts_.files.Get(call.tenant(), file.sha256));
  v1::EvidenceFileBytes answer;
  *answer.mutable_file() = ToProto(file);
  answer.set_offset(request.offset());
  answer.set_data(bytes.substr(static_cast<std::size_t>(request.offset()), kLargestChunk));
  answer.set_next_offset(request.offset() + static_cast<std::int64_t>(answer.data().size()));
  return answer;
}

absl::StatusOr<v1::EvidenceUpload> UploadHandler::Commit(const rpc::Call& call, Upload upload,
                                                         std::int64_t before) const {
  upload.version = before + 1;
  const std::string name = UploadName(call.tenant(), upload.id);
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  events::CommitPlan plan = call.NewPlan(name);
  plan.writes.push_back({name, before});
  plan.response = ToProto(call.tenant(), upload).SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string answer,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlUploadStore::Put(transaction,
                                                                                  upload);
                                                     }));
  v1::EvidenceUpload proto;
  proto.ParseFromString(answer);
  return proto;
}

}  // namespace driehoek::progress::evidence
