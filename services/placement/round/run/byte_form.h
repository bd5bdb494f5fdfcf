// Values as bytes, in one way only: equal values have equal bytes, so that the bytes can be hashed
// and kept.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace driehoek::placement::round::run {

class ByteWriter {
 public:
  ByteWriter() = default;
  // Has room for so many bytes from the start.
  explicit ByteWriter(std::size_t expected) : bytes_(expected, '\0') {}

  // 1 to 10 bytes, small numbers in few: zigzag, then 7 bits a byte, the lowest first.
  void Number(std::int64_t number) { Numbers({number}); }
  // One after the other.
  void Numbers(std::initializer_list<std::int64_t> numbers) {
    char* end = Room(kLongestNumber * numbers.size());
    for (const std::int64_t number : numbers) end = Put(number, end);
    size_ = static_cast<std::size_t>(end - bytes_.data());
  }
  // Its length, then itself.
  void Text(absl::string_view text) {
    Number(static_cast<std::int64_t>(text.size()));
    std::copy(text.begin(), text.end(), Room(text.size()));
    size_ += text.size();
  }
  // All that was written.
  std::string Take() && {
    bytes_.resize(size_);
    return std::move(bytes_);
  }

 private:
  static constexpr std::size_t kLongestNumber = 10;

  // Where the number ends that is written from `end` on.
  static char* Put(std::int64_t number, char* end) {
    std::uint64_t rest =
        static_cast<std::uint64_t>(number) << 1 ^ static_cast<std::uint64_t>(number >> 63);
    for (; rest >= 0x80; rest >>= 7) *end++ = static_cast<char>((rest & 0x7F) | 0x80);
    *end++ = static_cast<char>(rest);
    return end;
  }
  // Where the next `more` bytes go.
  char* Room(std::size_t more) {
    if (bytes_.size() - size_ < more) bytes_.resize(2 * bytes_.size() + more);
    return bytes_.data() + size_;
  }

  std::string bytes_;  // with room behind
  std::size_t size_ = 0;
};

// Reads what a ByteWriter wrote, in the same order. After the first fault it gives 0 and empty
// texts; Finish tells.
class ByteReader {
 public:
  // `bytes` must outlive it.
  explicit ByteReader(absl::string_view bytes) : rest_(bytes) {}

  std::int64_t Number() {
    // Most numbers are of one byte.
    if (rest_.empty() || (rest_.front() & 0x80) != 0) return LongNumber();
    const int zigzag = rest_.front();
    rest_.remove_prefix(1);
    return (zigzag >> 1) ^ -(zigzag & 1);
  }
  int Int() { return static_cast<int>(Number()); }
  std::string Text() {
    const std::size_t size = Count();
    std::string text(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return text;
  }
  // How many entries follow; each takes a byte at least, so that a wrong number asks for no memory.
  std::size_t Count();
  // DATA_LOSS / RUN_UNREADABLE unless everything was read, and nothing but it.
  absl::Status Finish() const;
  // Reads no further, because what was read cannot be: 0.
  int Break();

 private:
  std::int64_t LongNumber();

  absl::string_view rest_;
  bool is_broken_ = false;
};

}  // namespace driehoek::placement::round::run
