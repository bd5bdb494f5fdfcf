#include "progress/evidence/zip_directory.h"

#include <algorithm>

#include "shared/base/errors.h"

namespace driehoek::progress::evidence {
namespace {

constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kLongestComment = 65535;
constexpr std::size_t kCentralBytes = 46;
constexpr std::size_t kLocalBytes = 30;
constexpr std::uint32_t kEndMark = 0x06054b50;
constexpr std::uint32_t kCentralMark = 0x02014b50;
constexpr std::uint32_t kLocalMark = 0x04034b50;
constexpr std::uint64_t kIn64Form = 0xFFFFFFFF;
constexpr std::uint16_t kEncrypted = 0x0001;
constexpr std::size_t kMostEntries = 5000;
constexpr std::uint64_t kMostUnpacked = std::uint64_t{250} << 20;
constexpr std::uint64_t kSmall = std::uint64_t{1} << 20;
constexpr std::uint64_t kMostGrowth = 200;

absl::Status Unreadable() {
  return Error(absl::StatusCode::kInvalidArgument, "ZIP_UNREADABLE", "is no plain ZIP archive");
}

// Little-endian; the caller has checked that the bytes are there.
std::uint64_t Number(absl::string_view bytes, std::size_t offset, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = size; i > 0; --i) {
    number = number << 8U | static_cast<unsigned char>(bytes[offset + i - 1]);
  }
  return number;
}
std::uint32_t Mark(absl::string_view bytes, std::size_t offset) {
  return static_cast<std::uint32_t>(Number(bytes, offset, 4));
}

// Where the end record begins: the last one whose comment reaches exactly to the end of the file.
std::size_t FindEnd(absl::string_view bytes) {
  if (bytes.size() < kEndBytes) return absl::string_view::npos;
  const std::size_t last = bytes.size() - kEndBytes;
  const std::size_t first = last > kLongestComment ? last - kLongestComment : 0;
  for (std::size_t at = last + 1; at > first; --at) {
    const std::size_t offset = at - 1;
    if (Mark(bytes, offset) == kEndMark && Number(bytes, offset + 20, 2) == last - offset) {
      return offset;
    }
  }
  return absl::string_view::npos;
}

}  // namespace

absl::StatusOr<std::vector<ZipEntry>> ReadZipDirectory(absl::string_view bytes) {
  const std::size_t end = FindEnd(bytes);
  if (end == absl::string_view::npos) return Unreadable();
  const std::uint64_t count = Number(bytes, end + 10, 2);
  const std::uint64_t size = Number(bytes, end + 12, 4);
  const std::uint64_t begin = Number(bytes, end + 16, 4);
  const bool has_one_disk = Number(bytes, end + 4, 2) == 0 && Number(bytes, end + 6, 2) == 0 &&
                            Number(bytes, end + 8, 2) == count;
  if (!has_one_disk || count > kMostEntries || begin + size != end) return Unreadable();

  std::vector<ZipEntry> entries;
  std::size_t at = begin;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (at + kCentralBytes > end || Mark(bytes, at) != kCentralMark) return Unreadable();
    const std::size_t name_bytes = Number(bytes, at + 28, 2);
    const std::size_t next =
        at + kCentralBytes + name_bytes + Number(bytes, at + 30, 2) + Number(bytes, at + 32, 2);
    if (next > end || (Number(bytes, at + 8, 2) & kEncrypted) != 0) return Unreadable();
    ZipEntry entry{.name = std::string(bytes.substr(at + kCentralBytes, name_bytes)),
                   .compressed_bytes = Number(bytes, at + 20, 4),
                   .unpacked_bytes = Number(bytes, at + 24, 4),
                   .local_offset = Number(bytes, at + 42, 4),
                   .method = static_cast<int>(Number(bytes, at + 10, 2))};
    const bool is_in_64_form = entry.compressed_bytes == kIn64Form ||
                               entry.unpacked_bytes == kIn64Form || entry.local_offset == kIn64Form;
    if (is_in_64_form || entry.local_offset + kLocalBytes + entry.compressed_bytes > begin) {
      return Unreadable();
    }
    entries.push_back(std::move(entry));
    at = next;
  }
  if (at != end) return Unreadable();
  return entries;
}

bool UnpacksTooLarge(const std::vector<ZipEntry>& entries) {
  std::uint64_t unpacked = 0;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> spans;
  for (const ZipEntry& entry : entries) {
    unpacked += entry.unpacked_bytes;
    const bool grows_much = entry.unpacked_bytes > kSmall &&
                            entry.unpacked_bytes > kMostGrowth * entry.compressed_bytes;
    if (grows_much || unpacked > kMostUnpacked) return true;
    spans.emplace_back(entry.local_offset,
                       entry.local_offset + kLocalBytes + entry.compressed_bytes);
  }
  std::sort(spans.begin(), spans.end());
  for (std::size_t i = 1; i < spans.size(); ++i) {
    if (spans[i].first < spans[i - 1].second) return true;
  }
  return false;
}

absl::string_view StoredBytes(absl::string_view bytes, const ZipEntry& entry) {
  const std::size_t at = entry.local_offset;
  if (entry.method != 0 || at + kLocalBytes > bytes.size() || Mark(bytes, at) != kLocalMark) {
    return {};
  }
  const std::size_t begin =
      at + kLocalBytes + Number(bytes, at + 26, 2) + Number(bytes, at + 28, 2);
  if (begin + entry.compressed_bytes > bytes.size()) return {};
  return bytes.substr(begin, entry.compressed_bytes);
}

}  // namespace driehoek::progress::evidence
