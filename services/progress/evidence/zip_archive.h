// A ZIP file (APPNOTE 6.3.10) that is worked out before it is written: its entries are stored as
// they are, so that any part of it can be given without making the whole. Pure but for `load`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::progress::evidence {

struct ArchiveEntry {
  std::string name;  // ASCII; unique
  std::int64_t size_bytes = 0;
  std::uint32_t crc32 = 0;
  std::string bytes;   // what it holds, or
  std::string sha256;  // of what `load` gives
};

class ZipArchive {
 public:
  // At most 65535 entries, 4 GiB in all: the caller's bounds are far below.
  explicit ZipArchive(std::vector<ArchiveEntry> entries);

  std::int64_t size_bytes() const { return size_; }
  // Changes when anything in the archive does: SHA-256 over all that is not loaded, which holds the
  // checksums of what is.
  std::string Fingerprint() const;
  // `size` bytes from `offset` on, fewer at the end. `load` gives the bytes of an entry with a
  // hash.
  absl::StatusOr<std::string> Bytes(
      std::int64_t offset, std::int64_t size,
      absl::FunctionRef<absl::StatusOr<std::string>(const ArchiveEntry&)> load) const;

 private:
  struct Part {
    std::int64_t offset = 0;
    std::int64_t size = 0;
    std::string literal;
    int entry = -1;  // whose bytes are loaded; -1: the literal
  };
  void Add(std::string literal);

  std::vector<ArchiveEntry> entries_;
  std::vector<Part> parts_;
  std::int64_t size_ = 0;
};

}  // namespace driehoek::progress::evidence
