#include "match/brute_force.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace driehoek::placement::match {
namespace {

struct Held {
  std::uint32_t student;
  std::uint32_t place;
  std::uint32_t priority;
};

using Set = std::vector<Held>;

std::uint32_t PriorityOf(const Problem& problem, std::uint32_t student, std::uint32_t place) {
  for (const Wish& wish : problem.wishes(student)) {
    if (wish.place == place) return wish.priority;
  }
  return kNone;
}

// Nobody is above a bound.
bool Fits(const Problem& problem, const Set& set) {
  std::map<std::uint32_t, std::uint32_t> at_place;
  std::map<std::uint32_t, std::uint32_t> of_supervisor;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> of_group;
  for (const Held& held : set) {
    if (++at_place[held.place] > problem.market().capacity[held.place]) return false;
    const std::uint32_t k = problem.supervisor(held.place);
    if (k != kNone && ++of_supervisor[k] > problem.market().limit[k]) return false;
    const std::uint32_t group = problem.group(held.student);
    ++of_group[{held.place, group}];
    for (const Quota& quota : problem.quotas(held.place)) {
      if (quota.group == group && of_group[{held.place, group}] > quota.ceiling) return false;
    }
  }
  return true;
}

std::uint32_t ReservedFilled(const Problem& problem, const Set& set) {
  std::uint32_t filled = 0;
  for (std::uint32_t p = 0; p < problem.places(); ++p) {
    for (const Quota& quota : problem.quotas(p)) {
      const auto count = std::count_if(set.begin(), set.end(), [&](const Held& held) {
        return held.place == p && problem.group(held.student) == quota.group;
      });
      filled += std::min(static_cast<std::uint32_t>(count), quota.reserved);
    }
  }
  return filled;
}

// Whether the host would choose `claim` out of `claims`: is it in the best set? The best set fills
// the most reserved seats and then has the strongest claim, then the next strongest, and so on.
bool Chosen(const Problem& problem, Set claims, const Held& claim) {
  std::sort(claims.begin(), claims.end(), [&](const Held& a, const Held& b) {
    const auto& lottery = problem.market().lottery;
    // Of one student's equal claims the one asked about counts as the stronger.
    return std::tuple(a.priority, lottery[a.student], a.place != claim.place) <
           std::tuple(b.priority, lottery[b.student], b.place != claim.place);
  });
  const auto subset = [&](std::uint32_t bits) {
    Set set;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if ((bits >> (claims.size() - 1 - i) & 1) != 0) set.push_back(claims[i]);
    }
    return set;
  };
  // Read as a number with the strongest claim as its highest digit, the better set is the greater
  // one.
  std::uint32_t best = 0;
  std::uint32_t most = 0;
  for (std::uint32_t bits = 0; bits < 1U << claims.size(); ++bits) {
    const Set set = subset(bits);
    if (!Fits(problem, set)) continue;
    const std::uint32_t filled = ReservedFilled(problem, set);
    if (filled < most) continue;
    most = filled;
    best = bits;
  }
  const Set chosen = subset(best);
  return std::any_of(chosen.begin(), chosen.end(), [&](const Held& held) {
    return held.student == claim.student && held.place == claim.place;
  });
}

Set AllHeld(const Problem& problem, const Matching& matching) {
  Set set;
  for (std::uint32_t s = 0; s < problem.students(); ++s) {
    const std::uint32_t p = matching.place[s];
    if (p != kNone) set.push_back({s, p, PriorityOf(problem, s, p)});
  }
  return set;
}

bool SameHost(const Problem& problem, std::uint32_t a, std::uint32_t b) {
  return a == b ||
         (problem.supervisor(a) != kNone && problem.supervisor(a) == problem.supervisor(b));
}

}  // namespace

std::vector<Matching> AllMatchings(const Problem& problem) {
  std::vector<Matching> all(1);
  for (std::uint32_t s = 0; s < problem.students(); ++s) {
    std::vector<Matching> longer;
    for (const Matching& matching : all) {
      longer.push_back(matching);
      longer.back().place.push_back(kNone);
      for (const Wish& wish : problem.wishes(s)) {
        longer.push_back(matching);
        longer.back().place.push_back(wish.place);
      }
    }
    all = std::move(longer);
  }
  return all;
}

bool IsFeasible(const Problem& problem, const Matching& matching) {
  return Fits(problem, AllHeld(problem, matching));
}

bool IsStable(const Problem& problem, const Matching& matching) {
  const Set all = AllHeld(problem, matching);
  if (!Fits(problem, all)) return false;
  for (std::uint32_t s = 0; s < problem.students(); ++s) {
    for (const Wish& wish : problem.wishes(s)) {
      if (wish.place == matching.place[s]) break;
      const Held claim{s, wish.place, wish.priority};
      Set claims{claim};
      for (const Held& held : all) {
        if (SameHost(problem, held.place, wish.place)) claims.push_back(held);
      }
      if (Chosen(problem, claims, claim)) return false;
    }
  }
  return true;
}

Score ScoreOf(const Problem& problem, const Matching& matching) {
  Score score{.reserved =
                  -static_cast<std::int64_t>(ReservedFilled(problem, AllHeld(problem, matching)))};
  for (std::uint32_t s = 0; s < problem.students(); ++s) {
    if (matching.place[s] == kNone) {
      ++score.unplaced;
    } else {
      score.rank += static_cast<std::int64_t>(RankOf(problem, matching, s)) + 1;
    }
  }
  return score;
}

std::size_t RankOf(const Problem& problem, const Matching& matching, std::uint32_t student) {
  std::size_t rank = 0;
  for (const Wish& wish : problem.wishes(student)) {
    if (wish.place == matching.place[student]) break;
    ++rank;
  }
  return rank;
}

}  // namespace driehoek::placement::match
