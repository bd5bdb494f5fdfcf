// From draws to an order (R25). What a draw is stands in README.md; where they come from does not
// matter here.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace driehoek::placement::match {

// The rank of each student, 0 to n - 1: the smaller draw goes first, equal draws by index. Number
// the students by their sorted ids, then equal draws go by id.
std::vector<std::uint32_t> LotteryRanks(absl::Span<const std::uint64_t> draws);

}  // namespace driehoek::placement::match
