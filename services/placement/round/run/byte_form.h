// Values as bytes, in one way only: equal values have equal bytes, so that the bytes can be hashed
// and kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace driehoek::placement::round::run {

class ByteWriter {
 public:
  // 1 to 10 bytes, small numbers in few: zigzag, then 7 bits a byte, the lowest first.
  void Number(std::int64_t number);
  // Its length, then itself.
  void Text(absl::string_view text);
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Reads what a ByteWriter wrote, in the same order. After the first fault it gives 0 and empty
// texts; Finish tells.
class ByteReader {
 public:
  // `bytes` must outlive it.
  explicit ByteReader(absl::string_view bytes) : rest_(bytes) {}

  std::int64_t Number();
  int Int() { return static_cast<int>(Number()); }
  std::string Text();
  // How many entries follow; each takes a byte at least, so that a wrong number asks for no memory.
  std::size_t Count();
  // DATA_LOSS / RUN_UNREADABLE unless everything was read, and nothing but it.
  absl::Status Finish() const;

 private:
  absl::string_view rest_;
  bool is_broken_ = false;
};

}  // namespace driehoek::placement::round::run
