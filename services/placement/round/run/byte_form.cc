#include "placement/round/run/byte_form.h"

#include "shared/base/errors.h"

namespace driehoek::placement::round::run {

void ByteWriter::Number(std::int64_t number) {
  const auto raw = static_cast<std::uint64_t>(number);
  std::uint64_t rest = number < 0 ? ~(raw << 1) : raw << 1;
  while (rest >= 0x80) {
    bytes_.push_back(static_cast<char>((rest & 0x7F) | 0x80));
    rest >>= 7;
  }
  bytes_.push_back(static_cast<char>(rest));
}

void ByteWriter::Text(absl::string_view text) {
  Number(static_cast<std::int64_t>(text.size()));
  bytes_.append(text.data(), text.size());
}

std::int64_t ByteReader::Number() {
  std::uint64_t zigzag = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (rest_.empty()) break;
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    zigzag |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) {
      const std::uint64_t half = zigzag >> 1;
      return static_cast<std::int64_t>((zigzag & 1) != 0 ? ~half : half);
    }
  }
  is_broken_ = true;
  rest_ = {};
  return 0;
}

std::string ByteReader::Text() {
  const std::size_t size = Count();
  const std::string text(rest_.substr(0, size));
  rest_.remove_prefix(size);
  return text;
}

std::size_t ByteReader::Count() {
  const std::int64_t count = Number();
  if (count >= 0 && static_cast<std::uint64_t>(count) <= rest_.size()) {
    return static_cast<std::size_t>(count);
  }
  is_broken_ = true;
  rest_ = {};
  return 0;
}

absl::Status ByteReader::Finish() const {
  if (!is_broken_ && rest_.empty()) return absl::OkStatus();
  return Error(absl::StatusCode::kDataLoss, "RUN_UNREADABLE",
               "what is stored of a run cannot be read");
}

}  // namespace driehoek::placement::round::run
