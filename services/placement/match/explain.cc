#include "placement/match/explain.h"

#include <algorithm>

namespace driehoek::placement::match {
namespace {

std::uint32_t CountBelow(absl::Span<const std::uint64_t> keys, std::uint64_t key) {
  return static_cast<std::uint32_t>(std::lower_bound(keys.begin(), keys.end(), key) - keys.begin());
}

}  // namespace

Explainer::Explainer(const Problem& problem, const Matching& matching, Rule rule)
    : problem_(problem),
      matching_(matching),
      rule_(rule),
      drawn_(problem.students()),
      places_of_(problem.supervisors()) {
  for (std::uint32_t s = 0; s < problem.students(); ++s) drawn_[problem.market().lottery[s]] = s;
  for (std::uint32_t p = 0; p < problem.places(); ++p) {
    if (problem.supervisor(p) != kNone) places_of_[problem.supervisor(p)].push_back(p);
  }
  applicants_ = Gather([](std::uint32_t, std::uint32_t, bool) { return true; });
  held_ = Gather([](std::uint32_t place, std::uint32_t has, bool) { return place == has; });
  waiting_ = Gather([](std::uint32_t, std::uint32_t, bool preferred) { return preferred; });
}

// The claims for which visit(place, what the student has, whether he prefers the place to that)
// holds.
template <typename Visit>
Explainer::Claims Explainer::Gather(Visit visit) const {
  Claims claims;
  claims.begin.assign(problem_.places() + std::size_t{1}, 0);
  const auto each = [&](auto found) {
    for (std::uint32_t s = 0; s < problem_.students(); ++s) {
      bool preferred = true;
      for (const Wish& wish : problem_.wishes(s)) {
        preferred = preferred && wish.place != matching_.place[s];
        if (visit(wish.place, matching_.place[s], preferred)) found(s, wish);
      }
    }
  };
  each([&](std::uint32_t, const Wish& wish) { ++claims.begin[wish.place + 1]; });
  for (std::uint32_t p = 0; p < problem_.places(); ++p) claims.begin[p + 1] += claims.begin[p];
  claims.keys.resize(claims.begin.back());
  std::vector<std::uint32_t> next(claims.begin.begin(), claims.begin.end() - 1);
  each(
      [&](std::uint32_t s, const Wish& wish) { claims.keys[next[wish.place]++] = KeyOf(s, wish); });
  for (std::uint32_t p = 0; p < problem_.places(); ++p) {
    std::sort(claims.keys.begin() + claims.begin[p], claims.keys.begin() + claims.begin[p + 1]);
  }
  return claims;
}

std::uint64_t Explainer::KeyOf(std::uint32_t student, const Wish& wish) const {
  return std::uint64_t{wish.priority} << 32 | problem_.market().lottery[student];
}

Explanation Explainer::Of(std::uint32_t student) const {
  Explanation explanation;
  std::uint32_t rank = 0;
  for (const Wish& wish : problem_.wishes(student)) {
    ++rank;
    if (wish.place == matching_.place[student]) {
      explanation.got = StandingOf(student, wish, rank);
      break;
    }
    explanation.refusals.push_back(RefusalOf(student, wish, rank));
  }
  return explanation;
}

std::vector<std::uint32_t> Explainer::WaitingAt(std::uint32_t place) const {
  std::vector<std::uint32_t> ranks;
  for (const std::uint64_t key : waiting_.At(place)) {
    ranks.push_back(static_cast<std::uint32_t>(key));
  }
  return ranks;
}

Standing Explainer::StandingOf(std::uint32_t student, const Wish& wish, std::uint32_t rank) const {
  const absl::Span<const std::uint64_t> applicants = applicants_.At(wish.place);
  return {.place = wish.place,
          .rank = rank,
          .applicants = static_cast<std::uint32_t>(applicants.size()),
          .position = CountBelow(applicants, KeyOf(student, wish)) + 1,
          .priority = wish.priority,
          .capacity = problem_.market().capacity[wish.place]};
}

Refusal Explainer::RefusalOf(std::uint32_t student, const Wish& wish, std::uint32_t rank) const {
  Refusal refusal{.standing = StandingOf(student, wish, rank),
                  .waiting = CountBelow(waiting_.At(wish.place), KeyOf(student, wish)) + 1};
  if (rule_ == Rule::kMostPlaced) {
    refusal.cause = refusal.standing.capacity == 0 ? Cause::kNoSeats : Cause::kWhole;
  } else {
    FindCause(student, wish, refusal);
  }
  return refusal;
}

// The result is stable, so the bound that is reached first, from the group up, is what kept the
// claim out.
void Explainer::FindCause(std::uint32_t student, const Wish& wish, Refusal& refusal) const {
  const absl::Span<const std::uint64_t> held = held_.At(wish.place);
  const std::uint64_t key = KeyOf(student, wish);
  const std::uint32_t group = problem_.group(student);
  std::uint32_t of_group = 0;
  bool group_has_priority = false;
  bool place_has_priority = false;
  for (const std::uint64_t other : held) {
    const bool same_priority = other >> 32 == wish.priority;
    place_has_priority = place_has_priority || same_priority;
    if (problem_.group(drawn_[static_cast<std::uint32_t>(other)]) != group) continue;
    ++of_group;
    group_has_priority = group_has_priority || same_priority;
  }
  for (const Quota& quota : problem_.quotas(wish.place)) {
    if (quota.group != group || of_group < quota.ceiling) continue;
    refusal.cause = Cause::kCeiling;
    refusal.bound = quota.ceiling;
    refusal.by_lottery = group_has_priority;
    return;
  }
  if (held.size() == refusal.standing.capacity) {
    refusal.bound = static_cast<std::uint32_t>(held.size()) - CountBelow(held, key);
    refusal.cause = held.empty()         ? Cause::kNoSeats
                    : refusal.bound == 0 ? Cause::kOutranked
                                         : Cause::kReserved;
    refusal.by_lottery = place_has_priority;
    return;
  }
  const std::uint32_t supervisor = problem_.supervisor(wish.place);
  refusal.cause = Cause::kLimit;
  refusal.bound = supervisor == kNone ? 0 : problem_.market().limit[supervisor];
  refusal.by_lottery = supervisor != kNone && LimitHolds(supervisor, wish.priority);
}

// Whether a claim of this priority is among those of a supervisor.
bool Explainer::LimitHolds(std::uint32_t supervisor, std::uint32_t priority) const {
  const auto& places = places_of_[supervisor];
  return std::any_of(places.begin(), places.end(), [&](std::uint32_t place) {
    const absl::Span<const std::uint64_t> held = held_.At(place);
    return CountBelow(held, std::uint64_t{priority} << 32) <
           CountBelow(held, (std::uint64_t{priority} + 1) << 32);
  });
}

}  // namespace driehoek::placement::match
