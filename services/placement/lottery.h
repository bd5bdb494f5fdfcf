// The lottery of a matching round (R25): what a seed makes of each student, so that anybody can
// redo it with a tool for SHA-256. The order of the draws is taken by match/lottery.h.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace driehoek::placement {

inline constexpr std::size_t kSeedBytes = 32;

// What is published before preferences close: the SHA-256 of the seed, 64 hexadecimal digits.
std::string SeedCommitment(absl::string_view seed);

// The first 8 bytes, big-endian, of SHA-256(seed followed by student). The smaller draw goes first.
std::uint64_t LotteryDraw(absl::string_view seed, absl::string_view student);

// The draw as a fraction of 1, rounded down to two decimals: "0.81".
std::string DrawText(std::uint64_t draw);

}  // namespace driehoek::placement
