#include "placement/lottery.h"

#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::placement {

std::string SeedCommitment(absl::string_view seed) {
  return crypto::HexEncode(crypto::Sha256(seed));
}

std::uint64_t LotteryDraw(absl::string_view seed, absl::string_view student) {
  const auto digest = crypto::Sha256Of({seed, student});
  std::uint64_t draw = 0;
  for (std::size_t i = 0; i < sizeof(draw); ++i) {
    draw = draw << 8 | digest[i];
  }
  return draw;
}

std::string DrawText(std::uint64_t draw) {
  const auto hundredths = static_cast<int>(((draw >> 32) * 100) >> 32);
  return {'0', '.', static_cast<char>('0' + hundredths / 10),
          static_cast<char>('0' + hundredths % 10)};
}

}  // namespace driehoek::placement
