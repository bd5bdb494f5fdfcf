#include "placement/round/run/run_result.h"

#include <algorithm>
#include <utility>

#include "placement/lottery.h"
#include "placement/match/assign.h"
#include "placement/match/check.h"
#include "placement/match/explain.h"
#include "placement/match/lottery.h"
#include "placement/match/stable.h"
#include "shared/base/errors.h"

namespace driehoek::placement::round::run {
namespace {

using match::Matching;
using match::Problem;

absl::Status Refused(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text);
}

int Int(std::uint32_t number) { return static_cast<int>(number); }

match::Rule ToEngine(Rule rule) {
  return rule == Rule::kStable ? match::Rule::kStable : match::Rule::kMostPlaced;
}

Cause ToCause(match::Cause cause) {
  switch (cause) {
    case match::Cause::kNoSeats:
      return Cause::kNoSeats;
    case match::Cause::kOutranked:
      return Cause::kOutranked;
    case match::Cause::kReserved:
      return Cause::kReserved;
    case match::Cause::kCeiling:
      return Cause::kCeiling;
    case match::Cause::kLimit:
      return Cause::kLimit;
    case match::Cause::kWhole:
      return Cause::kWhole;
  }
  return Cause::kOutranked;
}

bool IsDecidedByOrder(Cause cause) {
  return cause == Cause::kOutranked || cause == Cause::kReserved || cause == Cause::kCeiling ||
         cause == Cause::kLimit;
}

// Tells what came of one student after the other.
class Teller {
 public:
  Teller(const RunInput& input, const Problem& problem, const Matching& matching,
         const std::vector<std::uint64_t>& draws)
      : input_(input),
        problem_(problem),
        matching_(matching),
        draws_(draws),
        explainer_(problem, matching, ToEngine(input.rule)),
        writer_(input) {}

  // Tells the next one; which wish it has, from 1, 0 for none.
  int Tell(std::size_t student) {
    const InputStudent& asked = input_.students[student];
    const int rank = RankOf(student);
    const int place = rank == 0 ? kNone : static_cast<int>(matching_.place[student]);
    writer_.Begin(asked, place, rank, DrawText(draws_[student]));
    // The engine's list has the eligible ones.
    const match::WishFacts* facts = explainer_.FactsOf(static_cast<std::uint32_t>(student)).data();
    for (std::size_t i = 0; i < asked.wishes.size(); ++i) {
      const InputWish& wish = asked.wishes[i];
      Reason reason = Facts(wish, static_cast<int>(i) + 1);
      if (wish.is_eligible) Decide(*facts++, reason.rank == rank, reason);
      writer_.Add(wish.place, reason);
    }
    return rank;
  }

  std::string Take() && { return std::move(writer_).Take(); }

 private:
  // Which wish the student got, from 1; 0 for none.
  int RankOf(std::size_t student) const {
    const std::vector<InputWish>& wishes = input_.students[student].wishes;
    const auto got = std::find_if(wishes.begin(), wishes.end(), [&](const InputWish& wish) {
      return wish.is_eligible && static_cast<std::uint32_t>(wish.place) == matching_.place[student];
    });
    return got == wishes.end() ? 0 : static_cast<int>(got - wishes.begin()) + 1;
  }

  Reason Facts(const InputWish& wish, int rank) const {
    const auto place = static_cast<std::uint32_t>(wish.place);
    return {.rank = rank,
            .cause = Cause::kNotEligible,
            .applicants = Int(problem_.applicants(place)),
            .seats = Int(problem_.market().capacity[place]),
            .priority_class = wish.priority_class};
  }

  static void Decide(const match::WishFacts& facts, bool is_got, Reason& reason) {
    reason.position = Int(facts.position);
    if (facts.waiting == 0) {
      reason.cause = is_got ? Cause::kGot : Cause::kNotNeeded;
      return;
    }
    reason.cause = ToCause(facts.cause);
    reason.bound = Int(facts.bound);
    reason.waiting = Int(facts.waiting);
    if (!IsDecidedByOrder(reason.cause)) return;
    reason.tie = facts.by_lottery ? Tie::kLottery : Tie::kPriority;
  }

  const RunInput& input_;
  const Problem& problem_;
  const Matching& matching_;
  const std::vector<std::uint64_t>& draws_;
  const match::Explainer explainer_;
  AllocationWriter writer_;
};

void CountRank(int rank, Outcome& outcome) {
  if (rank == 0) {
    ++outcome.unplaced;
    return;
  }
  ++outcome.placed;
  outcome.total_rank += rank;
  ++(rank == 1   ? outcome.first_wish
     : rank <= 3 ? outcome.second_or_third_wish
                 : outcome.lower_wish);
}

// Seats meant for `group` that others have while somebody of the group who wished for the place has
// none.
int DisplacedSeats(const RunInput& input, const Matching& matching, int group) {
  std::vector<int> others(input.places.size());
  std::vector<bool> is_missed(input.places.size());
  for (std::size_t s = 0; s < input.students.size(); ++s) {
    const InputStudent& student = input.students[s];
    const std::uint32_t place = matching.place[s];
    if (place != match::kNone && student.group != group) ++others[place];
    if (place != match::kNone || student.group != group) continue;
    for (const InputWish& wish : student.wishes) {
      if (wish.is_eligible) is_missed[static_cast<std::size_t>(wish.place)] = true;
    }
  }
  int displaced = 0;
  for (std::size_t p = 0; p < input.places.size(); ++p) {
    if (input.places[p].intended_group == group && is_missed[p]) displaced += others[p];
  }
  return displaced;
}

Outcome OutcomeOf(const RunInput& input, const Matching& matching, const std::vector<int>& ranks) {
  Outcome outcome;
  for (std::size_t g = 0; g < input.groups.size(); ++g) {
    outcome.groups.push_back(
        {.group = input.groups[g],
         .displaced_seats = DisplacedSeats(input, matching, static_cast<int>(g))});
  }
  for (std::size_t s = 0; s < ranks.size(); ++s) {
    CountRank(ranks[s], outcome);
    if (input.students[s].group == kNone) continue;
    GroupOutcome& group = outcome.groups[static_cast<std::size_t>(input.students[s].group)];
    ++group.students;
    group.placed += ranks[s] > 0 ? 1 : 0;
  }
  for (const InputPlace& place : input.places) outcome.free_seats += place.capacity;
  outcome.free_seats -= outcome.placed;
  return outcome;
}

Verification Judge(const Problem& problem, const Matching& matching, match::Rule rule) {
  const match::Report report = match::Check(problem, matching, rule);
  Verification verification{.claims = static_cast<std::int64_t>(report.claims_checked),
                            .faults = static_cast<std::int64_t>(report.faults)};
  for (const match::Finding& finding : report.findings) {
    verification.findings.push_back(match::Describe(finding));
  }
  return verification;
}

absl::StatusOr<Matching> Divide(const Problem& problem, Rule rule) {
  if (rule == Rule::kStable) return match::SolveStable(problem);
  absl::StatusOr<Matching> matching = match::SolveMostPlaced(problem);
  if (matching.ok()) return matching;
  return Refused("TOO_LARGE", "the rule most placed cannot take so many students or wishes");
}

}  // namespace

std::vector<std::uint64_t> Draws(const RunInput& input, absl::string_view seed) {
  std::vector<std::uint64_t> draws;
  draws.reserve(input.students.size());
  for (const InputStudent& student : input.students) {
    draws.push_back(LotteryDraw(seed, student.student.value()));
  }
  return draws;
}

match::Market MakeMarket(const RunInput& input, const std::vector<std::uint64_t>& draws) {
  match::Market market;
  for (const InputStudent& student : input.students) {
    for (const InputWish& wish : student.wishes) {
      if (!wish.is_eligible) continue;
      market.wishes.push_back({static_cast<std::uint32_t>(wish.place),
                               static_cast<std::uint32_t>(wish.priority_class)});
    }
    market.wish_begin.push_back(static_cast<std::uint32_t>(market.wishes.size()));
    market.group.push_back(static_cast<std::uint32_t>(
        student.group == kNone ? input.groups.size() : static_cast<std::size_t>(student.group)));
  }
  market.lottery = match::LotteryRanks(draws);
  market.quota_begin.push_back(0);
  for (const InputPlace& place : input.places) {
    market.capacity.push_back(static_cast<std::uint32_t>(place.capacity));
    market.supervisor.push_back(
        place.supervisor == kNone ? match::kNone : static_cast<std::uint32_t>(place.supervisor));
    for (const InputQuota& quota : place.quotas) {
      market.quotas.push_back({.group = static_cast<std::uint32_t>(quota.group),
                               .reserved = static_cast<std::uint32_t>(quota.reserved),
                               .ceiling = quota.ceiling == kNone
                                              ? match::kNone
                                              : static_cast<std::uint32_t>(quota.ceiling)});
    }
    market.quota_begin.push_back(static_cast<std::uint32_t>(market.quotas.size()));
  }
  for (const InputSupervisor& supervisor : input.supervisors) {
    market.limit.push_back(static_cast<std::uint32_t>(supervisor.limit));
  }
  return market;
}

absl::StatusOr<RunResult> Solve(const RunInput& input, absl::string_view seed) {
  if (SeedCommitment(seed) != input.seed_commitment) {
    return Refused("SEED_WRONG", "the seed is not the one that was committed");
  }
  const std::vector<std::uint64_t> draws = Draws(input, seed);
  const absl::StatusOr<Problem> problem = Problem::Make(MakeMarket(input, draws));
  if (!problem.ok()) {
    return Refused("INPUT_NOT_SOLVABLE", std::string(problem.status().message()));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const Matching matching, Divide(*problem, input.rule));
  RunResult result{.verification = Judge(*problem, matching, ToEngine(input.rule))};
  Teller teller(input, *problem, matching, draws);
  std::vector<int> ranks;
  ranks.reserve(input.students.size());
  for (std::size_t s = 0; s < input.students.size(); ++s) ranks.push_back(teller.Tell(s));
  result.outcome = OutcomeOf(input, matching, ranks);
  result.allocations = std::move(teller).Take();
  return result;
}

}  // namespace driehoek::placement::round::run
