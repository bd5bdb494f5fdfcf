#include "placement/match/problem.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace driehoek::placement::match {
namespace {

template <typename... Parts>
absl::Status Wrong(const Parts&... parts) {
  return absl::InvalidArgumentError(absl::StrCat(parts...));
}

// `begin` must lead from 0 to `end` without going back.
absl::Status CheckBegins(absl::string_view name, const std::vector<std::uint32_t>& begin,
                         std::size_t rows, std::size_t end) {
  if (begin.size() != rows + 1) {
    return Wrong(name, " has ", begin.size(), " entries; ", rows + 1, " are needed");
  }
  if (begin.front() != 0) return Wrong(name, "[0] is ", begin.front(), ", not 0");
  for (std::size_t i = 0; i < rows; ++i) {
    if (begin[i + 1] < begin[i]) return Wrong(name, "[", i + 1, "] is less than the one before");
  }
  if (begin.back() != end) {
    return Wrong(name, "[", rows, "] is ", begin.back(), "; there are ", end, " entries");
  }
  return absl::OkStatus();
}

absl::Status CheckSize(absl::string_view name, std::size_t size, std::size_t needed) {
  if (size == 0 || size == needed) return absl::OkStatus();
  return Wrong(name, " has ", size, " entries; ", needed, " or none are needed");
}

}  // namespace

absl::StatusOr<Problem> Problem::Make(Market market) {
  for (const auto& [name, size] :
       {std::pair("lottery", market.lottery.size()), std::pair("capacity", market.capacity.size()),
        std::pair("limit", market.limit.size())}) {
    if (size > kMostEntities) return Wrong(name, " has ", size, " entries, over ", kMostEntities);
  }
  if (market.wishes.size() >= kNone) return Wrong("wishes has ", market.wishes.size(), " entries");
  Problem problem(std::move(market));
  if (absl::Status status = problem.CheckStudents(); !status.ok()) return status;
  if (absl::Status status = problem.CheckPlaces(); !status.ok()) return status;
  if (absl::Status status = problem.CheckWishes(); !status.ok()) return status;
  return problem;
}

absl::Status Problem::CheckStudents() {
  const std::size_t count = market_.lottery.size();
  absl::Status begins = CheckBegins("wish_begin", market_.wish_begin, count, market_.wishes.size());
  if (!begins.ok()) return begins;
  std::vector<bool> seen(count);
  for (std::size_t s = 0; s < count; ++s) {
    const std::uint32_t rank = market_.lottery[s];
    if (rank >= count) return Wrong("lottery[", s, "] is ", rank, "; there are ", count);
    if (seen[rank]) return Wrong("lottery[", s, "] is ", rank, ", as an earlier one");
    seen[rank] = true;
  }
  absl::Status size = CheckSize("group", market_.group.size(), count);
  if (!size.ok()) return size;
  for (std::size_t s = 0; s < market_.group.size(); ++s) {
    if (market_.group[s] >= kMostEntities) {
      return Wrong("group[", s, "] is ", market_.group[s], ", over ", kMostEntities);
    }
  }
  return absl::OkStatus();
}

absl::Status Problem::CheckPlaces() {
  const std::size_t count = market_.capacity.size();
  if (absl::Status size = CheckSize("supervisor", market_.supervisor.size(), count); !size.ok()) {
    return size;
  }
  for (std::size_t p = 0; p < market_.supervisor.size(); ++p) {
    const std::uint32_t supervisor = market_.supervisor[p];
    if (supervisor != kNone && supervisor >= market_.limit.size()) {
      return Wrong("supervisor[", p, "] is ", supervisor, "; there are ", market_.limit.size());
    }
  }
  if (market_.quota_begin.empty()) {
    return market_.quotas.empty() ? absl::OkStatus() : Wrong("quotas without quota_begin");
  }
  absl::Status begins =
      CheckBegins("quota_begin", market_.quota_begin, count, market_.quotas.size());
  for (std::uint32_t p = 0; begins.ok() && p < count; ++p) begins = CheckQuotas(p);
  return begins;
}

// Puts them in the order of their groups too, so that the order of rows means nothing.
absl::Status Problem::CheckQuotas(std::uint32_t place) {
  const auto begin = market_.quotas.begin() + market_.quota_begin[place];
  const auto end = market_.quotas.begin() + market_.quota_begin[place + 1];
  std::uint64_t reserved = 0;
  for (auto quota = begin; quota != end; ++quota) {
    const auto index = quota - market_.quotas.begin();
    if (quota->group >= kMostEntities) {
      return Wrong("quotas[", index, "].group is ", quota->group, ", over ", kMostEntities);
    }
    if (quota->reserved > quota->ceiling) {
      return Wrong("quotas[", index, "].reserved is ", quota->reserved, ", above its ceiling");
    }
    reserved += quota->reserved;
  }
  if (reserved > market_.capacity[place]) {
    return Wrong("place ", place, " reserves ", reserved, " seats and has ",
                 market_.capacity[place]);
  }
  std::sort(begin, end, [](const Quota& a, const Quota& b) { return a.group < b.group; });
  const auto twice = std::adjacent_find(
      begin, end, [](const Quota& a, const Quota& b) { return a.group == b.group; });
  if (twice == end) return absl::OkStatus();
  return Wrong("quotas of place ", place, " name group ", twice->group, " twice");
}

absl::Status Problem::CheckWishes() {
  const std::uint32_t count = places();
  applicants_.assign(count, 0);
  std::vector<std::uint32_t> last(count, kNone);  // the last student seen to rank each place
  for (std::uint32_t s = 0; s < students(); ++s) {
    for (std::uint32_t w = market_.wish_begin[s]; w < market_.wish_begin[s + 1]; ++w) {
      const Wish wish = market_.wishes[w];
      if (wish.place >= count) {
        return Wrong("wishes[", w, "].place is ", wish.place, "; there are ", count, " (student ",
                     s, ")");
      }
      if (last[wish.place] == s) {
        return Wrong("wishes[", w, "].place is ", wish.place, ", twice in the list of student ", s);
      }
      last[wish.place] = s;
      ++applicants_[wish.place];
      greatest_priority_ = std::max(greatest_priority_, wish.priority);
    }
  }
  return absl::OkStatus();
}

}  // namespace driehoek::placement::match
