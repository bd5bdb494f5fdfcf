// What a claim must beat at each place, by group: one number to look at for each wish that is
// asked.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "placement/match/problem.h"

namespace driehoek::placement::match {

// A column is a group that has a quota at some place; all groups without any share column 0.
template <typename Key>
class Bars {
 public:
  explicit Bars(const Problem& problem) : column_(problem.students()) {
    for (const Quota& quota : problem.market().quotas) groups_.push_back(quota.group);
    std::sort(groups_.begin(), groups_.end());
    groups_.erase(std::unique(groups_.begin(), groups_.end()), groups_.end());
    for (std::uint32_t s = 0; s < problem.students(); ++s) column_[s] = ColumnOf(problem.group(s));
    columns_ = groups_.size() + 1;
    const std::size_t cells = problem.places() * columns_;
    if (cells <= std::max(kAlways, problem.market().wishes.size())) bars_.resize(cells);
  }

  // False when there are so many groups that the table would be larger than the lists: then it is
  // not there.
  bool has_table() const { return !bars_.empty(); }

  std::uint32_t ColumnOf(std::uint32_t group) const {
    const auto at = std::lower_bound(groups_.begin(), groups_.end(), group);
    if (at == groups_.end() || *at != group) return 0;
    return static_cast<std::uint32_t>(at - groups_.begin()) + 1;
  }
  std::uint32_t ColumnOfStudent(std::uint32_t student) const { return column_[student]; }

  Key Of(std::uint32_t place, std::uint32_t student) const {
    return bars_[place * columns_ + column_[student]];
  }
  [[gnu::always_inline]] inline void Prefetch(std::uint32_t place, std::uint32_t student) const {
    __builtin_prefetch(&bars_[place * columns_ + column_[student]]);
  }
  void Set(std::uint32_t place, std::uint32_t column, Key bar) {
    bars_[place * columns_ + column] = bar;
  }
  void SetAll(std::uint32_t place, Key bar) {
    std::fill_n(&bars_[place * columns_], columns_, bar);
  }

 private:
  static constexpr std::size_t kAlways = std::size_t{1} << 16;

  std::vector<std::uint32_t> groups_;  // with a quota, sorted; a group's position is its column
  std::vector<std::uint32_t> column_;  // of each student
  std::size_t columns_ = 1;
  std::vector<Key> bars_;  // by place, then column
};

}  // namespace driehoek::placement::match
