// Small rounds of every shape, by chance: so small that all results can be tried.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "placement/match/problem.h"

namespace driehoek::placement::match {

struct RoundShape {
  std::uint32_t most_students = 5;
  std::uint32_t most_places = 4;
  bool guarded = false;     // reserves and ceilings
  bool supervised = false;  // limits
};

// Up to two groups, three classes, two supervisors; lists of any length, empty ones too.
Market RandomMarket(std::mt19937_64& random, const RoundShape& shape);

// The same market with its students and places in another order. `student` and `place` say where
// each went.
Market Reordered(const Market& market, const std::vector<std::uint32_t>& student,
                 const std::vector<std::uint32_t>& place);

// 0 to count - 1, shuffled.
std::vector<std::uint32_t> RandomOrder(std::mt19937_64& random, std::uint32_t count);

}  // namespace driehoek::placement::match
