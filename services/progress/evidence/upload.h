// A file on its way in, chunk by chunk: pure decisions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "progress/evidence/evidence_item.h"
#include "progress/facts.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::progress::evidence {

using UploadId = StrongId<struct EvidenceUploadTag>;

enum class UploadState { kReceiving, kFinished, kTaken };

struct Upload {
  UploadId id;
  PlacementId placement;
  PersonId person;  // who announced it; nobody else reaches it
  std::string file_name;
  std::int64_t size_bytes = 0;
  std::string sha256;  // as announced; empty: not said
  UploadState state = UploadState::kReceiving;
  std::int64_t received_bytes = 0;
  std::optional<FileFact> file;  // once finished
  absl::Time expire_time;
  std::int64_t version = 0;  // 0: not stored yet
};

inline constexpr std::int64_t kLargestFile = std::int64_t{25} << 20;
inline constexpr std::size_t kLargestChunk = std::size_t{512} << 10;
inline constexpr int kMostUploads = 20;  // of one person at once
inline constexpr absl::Duration kUploadKept = absl::Hours(24);

// Names every wrong field: FILE_NAME_UNSAFE (a path, `.` or `..`, a control or direction character,
// malformed UTF-8), TEXT_MISSING, TEXT_TOO_LONG (255 bytes), FILE_EMPTY, FILE_TOO_LARGE,
// HASH_MALFORMED.
void Check(const Upload& upload, FieldViolations& violations);

// What to do with bytes that came.
enum class ChunkStep { kAppend, kCompare };
// kCompare: bytes for that place are in already. INVALID_ARGUMENT naming the field:
// OFFSET_NEGATIVE, CHUNK_EMPTY, CHUNK_TOO_LARGE, CHUNK_BEYOND_END; FAILED_PRECONDITION /
// UPLOAD_FINISHED, OFFSET_UNEXPECTED.
absl::StatusOr<ChunkStep> Place(const Upload& upload, std::int64_t offset, std::size_t size);

// INVALID_ARGUMENT / CHUNK_DIFFERS.
absl::Status ChunkDiffers();

// Whether it can be finished: FAILED_PRECONDITION / UPLOAD_INCOMPLETE, UPLOAD_FINISHED.
absl::Status CheckComplete(const Upload& upload);
// Whether a version can take it up: FAILED_PRECONDITION / UPLOAD_NOT_FINISHED, UPLOAD_TAKEN.
absl::Status CheckTakeable(const Upload& upload);

}  // namespace driehoek::progress::evidence

template <>
struct driehoek::EnumNames<driehoek::progress::evidence::UploadState> {
  static constexpr std::array<absl::string_view, 3> kNames = {"receiving", "finished", "taken"};
};
