#include "placement/match/lottery.h"

#include <algorithm>
#include <utility>

namespace driehoek::placement::match {

std::vector<std::uint32_t> LotteryRanks(absl::Span<const std::uint64_t> draws) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
  order.reserve(draws.size());
  for (const std::uint64_t draw : draws) {
    order.emplace_back(draw, static_cast<std::uint32_t>(order.size()));
  }
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> ranks(draws.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks[order[rank].second] = rank;
  return ranks;
}

}  // namespace driehoek::placement::match
