// What a claim must beat at each place, by group: one number to look at for each wish that is
// asked.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "placement/match/problem.h"

namespace driehoek::placement::match {

// A column is a group that has a quota at some place; the groups without any share the last one.
template <typename Key>
class Bars {
 public:
  explicit Bars(const Problem& problem) : column_(problem.students()) {
    absl::flat_hash_set<std::uint32_t> groups;
    for (const Quota& quota : problem.market().quotas) groups.insert(quota.group);
    groups_.assign(groups.begin(), groups.end());
    std::sort(groups_.begin(), groups_.end());
    bool has_others = false;
    for (std::uint32_t s = 0; s < problem.students(); ++s) {
      column_[s] = ColumnOf(problem.group(s));
      has_others |= column_[s] == groups_.size();
    }
    columns_ = groups_.size() + static_cast<std::size_t>(has_others);
    const std::size_t cells = problem.places() * columns_;
    if (cells <= std::max(kAlways, problem.market().wishes.size())) bars_.resize(cells);
  }

  // False when there are so many groups that the table would be larger than the lists: then it is
  // not there.
  bool has_table() const { return !bars_.empty(); }
  std::uint32_t columns() const { return static_cast<std::uint32_t>(columns_); }

  std::uint32_t ColumnOf(std::uint32_t group) const {
    const auto at = std::lower_bound(groups_.begin(), groups_.end(), group);
    const bool is_one = at != groups_.end() && *at == group;
    return static_cast<std::uint32_t>((is_one ? at : groups_.end()) - groups_.begin());
  }
  std::uint32_t ColumnOfStudent(std::uint32_t student) const { return column_[student]; }

  Key Of(std::uint32_t place, std::uint32_t student) const {
    return OfPlace(place)[column_[student]];
  }
  [[gnu::always_inline]] inline void Prefetch(std::uint32_t place, std::uint32_t student) const {
    __builtin_prefetch(OfPlace(place) + column_[student]);
  }
  // The bars of all columns.
  Key* OfPlace(std::uint32_t place) { return bars_.data() + place * columns_; }
  const Key* OfPlace(std::uint32_t place) const { return bars_.data() + place * columns_; }

 private:
  static constexpr std::size_t kAlways = std::size_t{1} << 16;

  std::vector<std::uint32_t> groups_;  // with a quota, sorted; a group's position is its column
  std::vector<std::uint32_t> column_;  // of each student
  std::size_t columns_ = 0;
  std::vector<Key> bars_;  // by place, then column
};

}  // namespace driehoek::placement::match
