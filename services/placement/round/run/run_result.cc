#include "placement/round/run/run_result.h"

#include <algorithm>
#include <utility>

#include "placement/lottery.h"
#include "placement/match/assign.h"
#include "placement/match/check.h"
#include "placement/match/explain.h"
#include "placement/match/lottery.h"
#include "placement/match/stable.h"
#include "placement/round/run/byte_form.h"
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

// Everybody who ranked each place, by priority, then lottery.
class Applicants {
 public:
  explicit Applicants(const Problem& problem) : problem_(problem), keys_(problem.places()) {
    for (std::uint32_t s = 0; s < problem.students(); ++s) {
      for (const match::Wish& wish : problem.wishes(s)) {
        keys_[wish.place].push_back({wish.priority, problem.market().lottery[s]});
      }
    }
    for (auto& keys : keys_) std::sort(keys.begin(), keys.end());
  }
  int CountAt(std::uint32_t place) const { return static_cast<int>(keys_[place].size()); }
  // From 1.
  int PositionOf(std::uint32_t student, const match::Wish& wish) const {
    const auto& keys = keys_[wish.place];
    const std::pair key{wish.priority, problem_.market().lottery[student]};
    return static_cast<int>(std::lower_bound(keys.begin(), keys.end(), key) - keys.begin()) + 1;
  }

 private:
  const Problem& problem_;
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> keys_;
};

// Tells one student after the other.
class Teller {
 public:
  Teller(const RunInput& input, const Problem& problem, const Matching& matching)
      : input_(input),
        problem_(problem),
        matching_(matching),
        explainer_(problem, matching, ToEngine(input.rule)),
        applicants_(problem) {}

  Allocation Of(std::uint32_t student, absl::string_view seed) const {
    const InputStudent& asked = input_.students[student];
    Allocation allocation{
        .participant = asked.participant,
        .group = asked.group == kNone ? "" : input_.groups[static_cast<std::size_t>(asked.group)],
        .lottery_draw = DrawText(LotteryDraw(seed, asked.student.value()))};
    const match::Explanation explanation = explainer_.Of(student);
    std::size_t listed = 0;  // wishes in the engine's list, which has the eligible ones
    for (std::size_t i = 0; i < asked.wishes.size(); ++i) {
      Reason reason = Facts(asked.wishes[i], static_cast<int>(i) + 1);
      if (asked.wishes[i].is_eligible) {
        Decide(student, explanation, listed++, reason);
        if (reason.cause == Cause::kGot) {
          allocation.place = reason.place;
          allocation.rank = reason.rank;
        }
      }
      allocation.reasons.push_back(std::move(reason));
    }
    return allocation;
  }

 private:
  Reason Facts(const InputWish& wish, int rank) const {
    const InputPlace& place = input_.places[static_cast<std::size_t>(wish.place)];
    return {.place = place.id,
            .rank = rank,
            .cause = Cause::kNotEligible,
            .applicants = applicants_.CountAt(static_cast<std::uint32_t>(wish.place)),
            .seats = place.capacity,
            .priority_class = wish.priority_class};
  }

  // What came of the wish that is number `listed` in the engine's list.
  void Decide(std::uint32_t student, const match::Explanation& explanation, std::size_t listed,
              Reason& reason) const {
    reason.position = applicants_.PositionOf(student, problem_.wishes(student)[listed]);
    if (listed >= explanation.refusals.size()) {
      reason.cause = listed == explanation.refusals.size() ? Cause::kGot : Cause::kNotNeeded;
      return;
    }
    const match::Refusal& refusal = explanation.refusals[listed];
    reason.cause = ToCause(refusal.cause);
    reason.bound = Int(refusal.bound);
    reason.waiting = Int(refusal.waiting);
    if (!IsDecidedByOrder(reason.cause)) return;
    reason.tie = refusal.by_lottery ? Tie::kLottery : Tie::kPriority;
  }

  const RunInput& input_;
  const Problem& problem_;
  const Matching& matching_;
  const match::Explainer explainer_;
  const Applicants applicants_;
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

Outcome OutcomeOf(const RunInput& input, const Matching& matching,
                  const std::vector<Allocation>& allocations) {
  Outcome outcome;
  for (std::size_t g = 0; g < input.groups.size(); ++g) {
    outcome.groups.push_back(
        {.group = input.groups[g],
         .displaced_seats = DisplacedSeats(input, matching, static_cast<int>(g))});
  }
  for (std::size_t s = 0; s < allocations.size(); ++s) {
    CountRank(allocations[s].rank, outcome);
    if (input.students[s].group == kNone) continue;
    GroupOutcome& group = outcome.groups[static_cast<std::size_t>(input.students[s].group)];
    ++group.students;
    group.placed += allocations[s].rank > 0 ? 1 : 0;
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

void Write(const Reason& reason, ByteWriter& writer) {
  writer.Text(reason.place.value());
  for (const int number : {reason.rank, static_cast<int>(reason.cause), reason.applicants,
                           reason.position, reason.seats, reason.bound, reason.priority_class,
                           reason.waiting, static_cast<int>(reason.tie)}) {
    writer.Number(number);
  }
}

Reason ReadReason(ByteReader& reader) {
  Reason reason;
  reason.place = RoundPlaceId(reader.Text());
  reason.rank = reader.Int();
  reason.cause = static_cast<Cause>(reader.Int());
  for (int* number : {&reason.applicants, &reason.position, &reason.seats, &reason.bound,
                      &reason.priority_class, &reason.waiting}) {
    *number = reader.Int();
  }
  reason.tie = static_cast<Tie>(reader.Int());
  return reason;
}

}  // namespace

match::Market MakeMarket(const RunInput& input, absl::string_view seed) {
  match::Market market;
  std::vector<std::uint64_t> draws;
  for (const InputStudent& student : input.students) {
    draws.push_back(LotteryDraw(seed, student.student.value()));
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
  const absl::StatusOr<Problem> problem = Problem::Make(MakeMarket(input, seed));
  if (!problem.ok()) {
    return Refused("INPUT_NOT_SOLVABLE", std::string(problem.status().message()));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const Matching matching, Divide(*problem, input.rule));
  RunResult result{.verification = Judge(*problem, matching, ToEngine(input.rule))};
  const Teller teller(input, *problem, matching);
  for (std::uint32_t s = 0; s < problem->students(); ++s) {
    result.allocations.push_back(teller.Of(s, seed));
  }
  result.outcome = OutcomeOf(input, matching, result.allocations);
  return result;
}

std::string ToBytes(const std::vector<Allocation>& allocations) {
  ByteWriter writer;
  writer.Number(static_cast<std::int64_t>(allocations.size()));
  for (const Allocation& allocation : allocations) {
    writer.Text(allocation.participant.value());
    writer.Text(allocation.group);
    writer.Text(allocation.place.value());
    writer.Number(allocation.rank);
    writer.Text(allocation.lottery_draw);
    writer.Number(static_cast<std::int64_t>(allocation.reasons.size()));
    for (const Reason& reason : allocation.reasons) Write(reason, writer);
  }
  return writer.bytes();
}

absl::StatusOr<std::vector<Allocation>> ParseAllocations(absl::string_view bytes) {
  ByteReader reader(bytes);
  std::vector<Allocation> allocations(reader.Count());
  for (Allocation& allocation : allocations) {
    allocation.participant = ParticipantId(reader.Text());
    allocation.group = reader.Text();
    allocation.place = RoundPlaceId(reader.Text());
    allocation.rank = reader.Int();
    allocation.lottery_draw = reader.Text();
    allocation.reasons.resize(reader.Count());
    for (Reason& reason : allocation.reasons) reason = ReadReason(reader);
  }
  DRIEHOEK_RETURN_IF_ERROR(reader.Finish());
  return allocations;
}

}  // namespace driehoek::placement::round::run
