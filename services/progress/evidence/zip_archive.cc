#include "progress/evidence/zip_archive.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::progress::evidence {
namespace {

// 1 January 1980 at midnight, the first that the format has: an archive of the same things is the
// same archive.
constexpr std::uint32_t kNoTime = 0x00210000;
constexpr std::uint16_t kVersion = 20;

void Put16(std::string& bytes, std::uint32_t number) {
  bytes.push_back(static_cast<char>(number & 0xFFU));
  bytes.push_back(static_cast<char>(number >> 8U & 0xFFU));
}
void Put32(std::string& bytes, std::uint64_t number) {
  Put16(bytes, static_cast<std::uint32_t>(number & 0xFFFFU));
  Put16(bytes, static_cast<std::uint32_t>(number >> 16U & 0xFFFFU));
}

// What a local header and the directory have alike.
void PutFacts(std::string& bytes, const ArchiveEntry& entry) {
  Put16(bytes, kVersion);
  Put16(bytes, 0);  // flags
  Put16(bytes, 0);  // stored
  Put32(bytes, kNoTime);
  Put32(bytes, entry.crc32);
  Put32(bytes, static_cast<std::uint64_t>(entry.size_bytes));
  Put32(bytes, static_cast<std::uint64_t>(entry.size_bytes));
  Put16(bytes, static_cast<std::uint32_t>(entry.name.size()));
  Put16(bytes, 0);  // extra field
}

std::string LocalHeader(const ArchiveEntry& entry) {
  std::string bytes;
  Put32(bytes, 0x04034b50);
  PutFacts(bytes, entry);
  return bytes + entry.name;
}

std::string DirectoryEntry(const ArchiveEntry& entry, std::int64_t local_offset) {
  std::string bytes;
  Put32(bytes, 0x02014b50);
  Put16(bytes, kVersion);
  PutFacts(bytes, entry);
  Put16(bytes, 0);  // comment
  Put16(bytes, 0);  // disk
  Put16(bytes, 0);  // internal attributes
  Put32(bytes, 0);  // external attributes
  Put32(bytes, static_cast<std::uint64_t>(local_offset));
  return bytes + entry.name;
}

std::string EndRecord(std::size_t count, std::size_t size, std::int64_t offset) {
  std::string bytes;
  Put32(bytes, 0x06054b50);
  Put32(bytes, 0);  // disks
  Put16(bytes, static_cast<std::uint32_t>(count));
  Put16(bytes, static_cast<std::uint32_t>(count));
  Put32(bytes, size);
  Put32(bytes, static_cast<std::uint64_t>(offset));
  Put16(bytes, 0);  // comment
  return bytes;
}

}  // namespace

ZipArchive::ZipArchive(std::vector<ArchiveEntry> entries) : entries_(std::move(entries)) {
  std::string directory;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const ArchiveEntry& entry = entries_[i];
    directory += DirectoryEntry(entry, size_);
    Add(LocalHeader(entry));
    if (entry.sha256.empty()) {
      Add(entry.bytes);
    } else {
      parts_.push_back({size_, entry.size_bytes, "", static_cast<int>(i)});
      size_ += entry.size_bytes;
    }
  }
  const std::string end = EndRecord(entries_.size(), directory.size(), size_);
  Add(directory + end);
}

void ZipArchive::Add(std::string literal) {
  const auto size = static_cast<std::int64_t>(literal.size());
  parts_.push_back({size_, size, std::move(literal), -1});
  size_ += size;
}

std::string ZipArchive::Fingerprint() const {
  std::string literals;
  for (const Part& part : parts_) literals += part.literal;
  return crypto::HexEncode(crypto::Sha256(literals));
}

absl::StatusOr<std::string> ZipArchive::Bytes(
    std::int64_t offset, std::int64_t size,
    absl::FunctionRef<absl::StatusOr<std::string>(const ArchiveEntry&)> load) const {
  std::string bytes;
  const std::int64_t end = std::min(offset + size, size_);
  for (const Part& part : parts_) {
    const std::int64_t from = std::max(offset, part.offset) - part.offset;
    const std::int64_t to = std::min(end, part.offset + part.size) - part.offset;
    if (from >= to) continue;
    std::string loaded;
    if (part.entry >= 0) {
      DRIEHOEK_ASSIGN_OR_RETURN(loaded, load(entries_[static_cast<std::size_t>(part.entry)]));
    }
    const std::string& source = part.entry >= 0 ? loaded : part.literal;
    if (static_cast<std::int64_t>(source.size()) < to) {
      return Error(absl::StatusCode::kDataLoss, "FILE_CORRUPT", "a stored file is shorter");
    }
    bytes.append(source, static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
  }
  return bytes;
}

}  // namespace driehoek::progress::evidence
