#include "placement/round/run/byte_form.h"

#include "shared/base/errors.h"

namespace driehoek::placement::round::run {

std::int64_t ByteReader::LongNumber() {
  std::uint64_t zigzag = 0;
  for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    zigzag |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) {
      const std::uint64_t half = zigzag >> 1;
      return static_cast<std::int64_t>((zigzag & 1) != 0 ? ~half : half);
    }
  }
  return Break();
}

int ByteReader::Break() {
  is_broken_ = true;
  rest_ = {};
  return 0;
}

std::size_t ByteReader::Count() {
  const std::int64_t count = Number();
  if (count >= 0 && static_cast<std::uint64_t>(count) <= rest_.size()) {
    return static_cast<std::size_t>(count);
  }
  Break();
  return 0;
}

absl::Status ByteReader::Finish() const {
  if (!is_broken_ && rest_.empty()) return absl::OkStatus();
  return Error(absl::StatusCode::kDataLoss, "RUN_UNREADABLE",
               "what is stored of a run cannot be read");
}

}  // namespace driehoek::placement::round::run
