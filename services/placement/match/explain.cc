#include "placement/match/explain.h"

#include <algorithm>
#include <utility>

namespace driehoek::placement::match {

Explainer::Explainer(const Problem& problem, const Matching& matching, Rule rule)
    : problem_(problem),
      matching_(matching),
      rule_(rule),
      first_place_(problem.supervisors(), kNone),
      next_place_(problem.places(), kNone),
      facts_(problem.market().wishes.size()) {
  for (std::uint32_t p = 0; p < problem.places(); ++p) {
    const std::uint32_t supervisor = problem.supervisor(p);
    if (supervisor != kNone) next_place_[p] = std::exchange(first_place_[supervisor], p);
  }
  Gather();
  for (std::uint32_t p = 0; p < problem.places(); ++p) Explain(p);
}

void Explainer::Gather() {
  const Market& market = problem_.market();
  for (std::uint32_t p = 0; p < problem_.places(); ++p) {
    applicants_.begin.push_back(applicants_.begin.back() + problem_.applicants(p));
  }
  applicants_.all.resize(market.wishes.size());
  std::vector<std::uint32_t> next = applicants_.begin;
  for (std::uint32_t s = 0; s < problem_.students(); ++s) {
    bool is_waiting = true;
    for (std::uint32_t w = market.wish_begin[s]; w < market.wish_begin[s + 1]; ++w) {
      const Wish& wish = market.wishes[w];
      const bool is_held = wish.place == matching_.place[s];
      is_waiting = is_waiting && !is_held;
      applicants_.all[next[wish.place]++] = {
          .key = std::uint64_t{wish.priority} << 32 | market.lottery[s],
          .wish = w,
          .group = problem_.group(s) & (kMostEntities - 1),
          .is_held = is_held,
          .is_waiting = is_waiting};
    }
  }
  for (std::uint32_t p = 0; p < problem_.places(); ++p) {
    std::sort(applicants_.all.begin() + applicants_.begin[p],
              applicants_.all.begin() + applicants_.begin[p + 1],
              [](const Claim& a, const Claim& b) { return a.key < b.key; });
    for (const Claim& claim : applicants_.At(p)) {
      if (claim.is_held) held_.all.push_back(claim);
    }
    held_.begin.push_back(static_cast<std::uint32_t>(held_.all.size()));
  }
}

void Explainer::Explain(std::uint32_t place) {
  std::uint32_t position = 0;
  std::uint32_t waiting = 0;
  std::uint32_t held = 0;
  for (const Claim& claim : applicants_.At(place)) {
    WishFacts& facts = facts_[claim.wish];
    facts.position = ++position;
    held += claim.is_held;
    if (!claim.is_waiting) continue;
    facts.waiting = ++waiting;
    FindCause(place, claim, held, facts);
  }
}

// The result is stable, so the bound that is reached first, from the group up, is what kept the
// claim out. `stronger` claims are held that are stronger than this one.
void Explainer::FindCause(std::uint32_t place, const Claim& claim, std::uint32_t stronger,
                          WishFacts& facts) const {
  const std::uint32_t capacity = problem_.market().capacity[place];
  if (rule_ == Rule::kMostPlaced) {
    facts.cause = capacity == 0 ? Cause::kNoSeats : Cause::kWhole;
    return;
  }
  const absl::Span<const Claim> held = held_.At(place);
  std::uint32_t of_group = 0;
  bool group_has_priority = false;
  bool place_has_priority = false;
  for (const Claim& other : held) {
    const bool same_priority = other.priority() == claim.priority();
    const bool same_group = other.group == claim.group;
    of_group += static_cast<std::uint32_t>(same_group);
    group_has_priority |= same_priority && same_group;
    place_has_priority |= same_priority;
  }
  for (const Quota& quota : problem_.quotas(place)) {
    if (quota.group != claim.group || of_group < quota.ceiling) continue;
    facts.cause = Cause::kCeiling;
    facts.bound = quota.ceiling;
    facts.by_lottery = group_has_priority;
    return;
  }
  if (held.size() == capacity) {
    facts.bound = capacity - stronger;
    facts.cause = held.empty()       ? Cause::kNoSeats
                  : facts.bound == 0 ? Cause::kOutranked
                                     : Cause::kReserved;
    facts.by_lottery = place_has_priority;
    return;
  }
  const std::uint32_t supervisor = problem_.supervisor(place);
  facts.cause = Cause::kLimit;
  facts.bound = supervisor == kNone ? 0 : problem_.market().limit[supervisor];
  facts.by_lottery = supervisor != kNone && LimitHolds(supervisor, claim.priority());
}

// Whether a claim of this priority is among those of a supervisor.
bool Explainer::LimitHolds(std::uint32_t supervisor, std::uint32_t priority) const {
  for (std::uint32_t p = first_place_[supervisor]; p != kNone; p = next_place_[p]) {
    for (const Claim& claim : held_.At(p)) {
      if (claim.priority() == priority) return true;
    }
  }
  return false;
}

Explanation Explainer::Of(std::uint32_t student) const {
  const absl::Span<const Wish> wishes = problem_.wishes(student);
  const absl::Span<const WishFacts> facts = FactsOf(student);
  Explanation explanation;
  for (std::uint32_t i = 0; i < wishes.size(); ++i) {
    const Standing standing = StandingOf(wishes[i], i + 1, facts[i]);
    if (wishes[i].place == matching_.place[student]) {
      explanation.got = standing;
      break;
    }
    explanation.refusals.push_back({.standing = standing,
                                    .cause = facts[i].cause,
                                    .bound = facts[i].bound,
                                    .by_lottery = facts[i].by_lottery,
                                    .waiting = facts[i].waiting});
  }
  return explanation;
}

std::vector<std::uint32_t> Explainer::WaitingAt(std::uint32_t place) const {
  std::vector<std::uint32_t> ranks;
  for (const Claim& claim : applicants_.At(place)) {
    if (claim.is_waiting) ranks.push_back(static_cast<std::uint32_t>(claim.key));
  }
  return ranks;
}

Standing Explainer::StandingOf(const Wish& wish, std::uint32_t rank, const WishFacts& facts) const {
  return {.place = wish.place,
          .rank = rank,
          .applicants = problem_.applicants(wish.place),
          .position = facts.position,
          .priority = wish.priority,
          .capacity = problem_.market().capacity[wish.place]};
}

}  // namespace driehoek::placement::match
