#include "bench/textbook_match.h"

#include <cstdint>
#include <iterator>
#include <set>
#include <tuple>
#include <vector>

namespace driehoek::bench {

using placement::match::kNone;

placement::match::Matching TextbookMatch(const placement::match::Problem& problem) {
  // (priority, lottery, student): the last one is the weakest.
  using Claim = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
  std::vector<std::set<Claim>> held(problem.places());
  std::vector<std::uint32_t> next(problem.students(), 0);
  placement::match::Matching result;
  result.place.assign(problem.students(), kNone);
  std::vector<std::uint32_t> free;
  for (std::uint32_t s = problem.students(); s > 0; --s) free.push_back(s - 1);
  while (!free.empty()) {
    const std::uint32_t student = free.back();
    free.pop_back();
    if (next[student] == problem.wishes(student).size()) continue;
    const auto& wish = problem.wishes(student)[next[student]++];
    std::set<Claim>& here = held[wish.place];
    here.insert({wish.priority, problem.market().lottery[student], student});
    result.place[student] = wish.place;
    if (here.size() <= problem.market().capacity[wish.place]) continue;
    const auto weakest = std::prev(here.end());
    const std::uint32_t out = std::get<2>(*weakest);
    here.erase(weakest);
    result.place[out] = kNone;
    free.push_back(out);
  }
  return result;
}

}  // namespace driehoek::bench
