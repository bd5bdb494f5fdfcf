// ZIP archives as tests need them: what is said of an entry need not be so.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace driehoek::progress::evidence {

struct SaidEntry {
  std::string name;
  std::string bytes;
  std::uint32_t unpacked = 0;  // 0: as many as there are
  std::uint16_t method = 0;
  std::uint16_t flags = 0;
  int local_offset = -1;  // -1: where it is
};

inline void Put(std::string& bytes, std::uint64_t number, int count) {
  for (int i = 0; i < count; ++i) {
    bytes.push_back(static_cast<char>(number & 0xFFU));
    number >>= 8U;
  }
}

inline std::string ZipOf(const std::vector<SaidEntry>& entries) {
  std::string zip;
  std::string directory;
  for (const SaidEntry& entry : entries) {
    const std::uint64_t unpacked = entry.unpacked == 0 ? entry.bytes.size() : entry.unpacked;
    const std::uint64_t offset =
        entry.local_offset < 0 ? zip.size() : static_cast<std::uint64_t>(entry.local_offset);
    const auto facts = [&](std::string& out) {
      Put(out, 20, 2);
      Put(out, entry.flags, 2);
      Put(out, entry.method, 2);
      Put(out, 0x00210000, 4);
      Put(out, 0, 4);
      Put(out, entry.bytes.size(), 4);
      Put(out, unpacked, 4);
      Put(out, entry.name.size(), 2);
      Put(out, 0, 2);
    };
    Put(directory, 0x02014b50, 4);
    Put(directory, 20, 2);
    facts(directory);
    Put(directory, 0, 10);
    Put(directory, offset, 4);
    directory += entry.name;
    Put(zip, 0x04034b50, 4);
    facts(zip);
    zip += entry.name + entry.bytes;
  }
  const std::uint64_t begin = zip.size();
  zip += directory;
  Put(zip, 0x06054b50, 4);
  Put(zip, 0, 4);
  Put(zip, entries.size(), 2);
  Put(zip, entries.size(), 2);
  Put(zip, directory.size(), 4);
  Put(zip, begin, 4);
  Put(zip, 0, 2);
  return zip;
}

inline std::string DocxBytes() {
  return ZipOf({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<document/>"}});
}

// Ten kilobytes that say that they are 200 megabytes.
inline std::string ZipBomb() {
  return ZipOf({{"[Content_Types].xml", "<Types/>"},
                {"word/document.xml", std::string(10'000, '\0'), 200U << 20U, 8}});
}

}  // namespace driehoek::progress::evidence
