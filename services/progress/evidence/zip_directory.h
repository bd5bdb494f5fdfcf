// What a ZIP container says that it holds (APPNOTE 6.3.10), read from its central directory without
// unpacking anything. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::progress::evidence {

struct ZipEntry {
  std::string name;
  std::uint64_t compressed_bytes = 0;
  std::uint64_t unpacked_bytes = 0;
  std::uint64_t local_offset = 0;
  int method = 0;  // 0: stored, 8: deflated
};

// INVALID_ARGUMENT / ZIP_UNREADABLE for anything but one plain archive: no end record, a directory
// that is not where that says, several disks, the 64-bit form, encryption, an entry outside the
// file, more than 5000 entries.
absl::StatusOr<std::vector<ZipEntry>> ReadZipDirectory(absl::string_view bytes);

// Whether what is in it would grow past bounds when it is unpacked: 250 MiB in all, or more than
// 200 times an entry's size once that is above 1 MiB; or entries that share bytes of the file,
// which is how a small file can say that it holds many large ones.
bool UnpacksTooLarge(const std::vector<ZipEntry>& entries);

// The bytes of an entry that is stored as it is; empty for any other, and when it is not where the
// directory says.
absl::string_view StoredBytes(absl::string_view bytes, const ZipEntry& entry);

}  // namespace driehoek::progress::evidence
