// Markets to test and to measure with: the same options give the same market on every machine.
#pragma once

#include <cstdint>

#include "placement/match/problem.h"

namespace driehoek::placement::match {

struct MarketOptions {
  std::uint64_t seed = 1;
  std::uint32_t students = 1000;
  // Each list is of a length between these, all in the student's own region; shorter where the
  // region has fewer places.
  std::uint32_t shortest_list = 10;
  std::uint32_t longest_list = 20;
  // Places of 1 to most_seats seats, until there are seats_per_student seats a student.
  std::uint32_t most_seats = 5;
  double seats_per_student = 0.9;
  // The i-th most popular place of a region is ranked with weight i^-popularity_skew.
  double popularity_skew = 0.8;
  std::uint32_t regions = 12;
  // Priorities 0 to classes - 1.
  std::uint32_t classes = 4;
  std::uint32_t groups = 4;
  // Share of the places with a reserve for one group and a ceiling for another.
  double guarded_share = 0;
  // Share of the places that have a supervisor, each with 1 to 6 places and room for about three
  // quarters of their seats.
  double supervised_share = 0;
};

Market GenerateMarket(const MarketOptions& options);

}  // namespace driehoek::placement::match
