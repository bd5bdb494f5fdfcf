#include "progress/evidence/upload.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "progress/evidence/file_name.h"

namespace driehoek::progress::evidence {
namespace {

constexpr std::size_t kHashDigits = 64;

absl::Status Refused(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text);
}

absl::Status WrongField(absl::string_view field, absl::string_view reason, absl::string_view text) {
  FieldViolations violations;
  violations.Add(field, reason, text);
  return violations.ToStatus();
}

bool IsLowerHex(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

void Check(const Upload& upload, FieldViolations& violations) {
  CheckFileName(upload.file_name, violations);
  if (upload.size_bytes < 1) {
    violations.Add("size_bytes", "FILE_EMPTY", "must be at least 1 byte");
  } else if (upload.size_bytes > kLargestFile) {
    violations.Add("size_bytes", "FILE_TOO_LARGE", "must be at most 25 MiB");
  }
  const std::string& hash = upload.sha256;
  if (!hash.empty() && (hash.size() != kHashDigits || !IsLowerHex(hash))) {
    violations.Add("sha256", "HASH_MALFORMED", "must be 64 lower-case hexadecimal digits");
  }
}

absl::StatusOr<ChunkStep> Place(const Upload& upload, std::int64_t offset, std::size_t size) {
  if (offset < 0) return WrongField("offset", "OFFSET_NEGATIVE", "must not be negative");
  if (size == 0) return WrongField("data", "CHUNK_EMPTY", "must hold bytes");
  if (size > kLargestChunk) {
    return WrongField("data", "CHUNK_TOO_LARGE", "must hold at most 512 KiB");
  }
  const std::int64_t end = offset + static_cast<std::int64_t>(size);
  if (offset > upload.size_bytes || end > upload.size_bytes) {
    return WrongField("data", "CHUNK_BEYOND_END", "must end within the size that was announced");
  }
  if (end <= upload.received_bytes) return ChunkStep::kCompare;
  if (upload.state != UploadState::kReceiving) {
    return Refused("UPLOAD_FINISHED", "the upload takes no more bytes");
  }
  if (offset != upload.received_bytes) {
    return Error(absl::StatusCode::kFailedPrecondition, "OFFSET_UNEXPECTED",
                 "bytes come one after another: go on at expected_offset",
                 {{"expected_offset", absl::StrCat(upload.received_bytes)}});
  }
  return ChunkStep::kAppend;
}

absl::Status ChunkDiffers() {
  return WrongField("data", "CHUNK_DIFFERS", "other bytes are in at that offset");
}

absl::Status CheckComplete(const Upload& upload) {
  if (upload.state != UploadState::kReceiving) {
    return Refused("UPLOAD_FINISHED", "the upload is finished already");
  }
  if (upload.received_bytes != upload.size_bytes) {
    return Error(absl::StatusCode::kFailedPrecondition, "UPLOAD_INCOMPLETE",
                 "bytes are missing: go on at expected_offset",
                 {{"expected_offset", absl::StrCat(upload.received_bytes)}});
  }
  return absl::OkStatus();
}

absl::Status CheckTakeable(const Upload& upload) {
  if (upload.state == UploadState::kReceiving) {
    return Refused("UPLOAD_NOT_FINISHED", "the upload is not finished");
  }
  if (upload.state == UploadState::kTaken) {
    return Refused("UPLOAD_TAKEN", "a version took the upload up already");
  }
  return absl::OkStatus();
}

}  // namespace driehoek::progress::evidence
