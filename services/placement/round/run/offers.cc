#include "placement/round/run/offers.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "placement/match/lottery.h"
#include "placement/round/run/run_result.h"
#include "shared/base/errors.h"

namespace driehoek::placement::round::run {
namespace {

absl::Status Refused(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text);
}

// Which wish the place is, from 1; 0 when it is none.
int RankOf(const Participant& participant, const RoundPlaceId& place) {
  const auto found = std::find(participant.wishes.begin(), participant.wishes.end(), place);
  return found == participant.wishes.end()
             ? 0
             : static_cast<int>(found - participant.wishes.begin()) + 1;
}

}  // namespace

bool HoldsSeat(const Participant& participant) {
  return participant.given.has_value() && !participant.given->place.empty() &&
         (participant.given->state == GivenState::kOffered ||
          (participant.given->state == GivenState::kAccepted && !participant.given->is_seat_over));
}

absl::Status CheckAnswer(const MatchingRound& round, const Participant& participant,
                         absl::Time now) {
  const bool is_expired =
      participant.given.has_value() && participant.given->state == GivenState::kExpired;
  const bool is_offered =
      participant.given.has_value() && participant.given->state == GivenState::kOffered;
  if (is_expired || (is_offered && participant.given->answer_due_time <= now)) {
    return Refused("ANSWER_TOO_LATE", "the time to answer is over");
  }
  if (is_offered && round.state == State::kPublished) return absl::OkStatus();
  return Refused("NOTHING_OFFERED", "no place waits for an answer");
}

Participant Accept(Participant participant, const PlacementId& placement, std::string reason) {
  participant.given->state = GivenState::kAccepted;
  participant.given->answer_due_time.reset();
  participant.given->answer_reason = std::move(reason);
  participant.given->placement = placement;
  return participant;
}

Participant Decline(Participant participant, std::string reason) {
  participant.given->state = GivenState::kDeclined;
  participant.given->answer_due_time.reset();
  participant.given->answer_reason = std::move(reason);
  return participant;
}

std::vector<Participant> Expire(const std::vector<Participant>& participants, absl::Time now) {
  std::vector<Participant> expired;
  for (const Participant& participant : participants) {
    if (!participant.given.has_value() || participant.given->state != GivenState::kOffered ||
        participant.given->answer_due_time > now) {
      continue;
    }
    expired.push_back(participant);
    expired.back().given->state = GivenState::kExpired;
    expired.back().given->answer_due_time.reset();
  }
  return expired;
}

std::vector<Participant> GiveBack(const std::vector<Participant>& participants,
                                  const std::set<PlacementId>& ended) {
  std::vector<Participant> given_back;
  for (const Participant& participant : participants) {
    if (!HoldsSeat(participant) || !ended.contains(participant.given->placement)) continue;
    given_back.push_back(participant);
    given_back.back().given->is_seat_over = true;
  }
  return given_back;
}

// Who holds what while seats are offered.
class Line::Seats {
 public:
  Seats(const RunInput& input, const std::vector<Participant>& participants)
      : input_(input),
        held_(input.places.size()),
        held_by_group_(input.places.size(), std::vector<int>(input.groups.size())),
        supervised_(input.supervisors.size()),
        place_(input.students.size(), kNone),
        rank_(input.students.size(), 0),
        is_in_line_(input.students.size()) {
    std::map<ParticipantId, const Participant*> by_id;
    for (const Participant& participant : participants) by_id[participant.id] = &participant;
    for (std::size_t s = 0; s < input.students.size(); ++s) {
      const auto found = by_id.find(input.students[s].participant);
      if (found != by_id.end()) Seat(s, *found->second);
    }
  }

  // Whether the claim is of somebody who waits for this place.
  bool IsWaiting(const Claim& claim) const {
    return is_in_line_[claim.student] && claim.rank < rank_[claim.student];
  }
  bool HasFreeSeat(std::size_t place) const { return held_[place] < input_.places[place].capacity; }
  bool FitsReserve(std::size_t place, std::size_t student) const {
    const InputQuota* const quota = QuotaAt(place, student);
    return quota != nullptr && HeldByGroup(place, quota->group) < quota->reserved;
  }
  bool FitsCeiling(std::size_t place, std::size_t student) const {
    const InputQuota* const quota = QuotaAt(place, student);
    return quota == nullptr || quota->ceiling == kNone ||
           HeldByGroup(place, quota->group) < quota->ceiling;
  }
  bool FitsLimit(std::size_t place, std::size_t student) const {
    const int supervisor = input_.places[place].supervisor;
    if (supervisor == kNone) return true;
    const auto at = static_cast<std::size_t>(supervisor);
    return supervised_[at] - (SupervisorOf(student) == supervisor ? 1 : 0) <
           input_.supervisors[at].limit;
  }
  // As if the student held nothing.
  void Leave(std::size_t student) {
    if (place_[student] != kNone) Count(student, place_[student], -1);
    place_[student] = kNone;
  }
  void Take(std::size_t student, std::size_t place, int rank) {
    Leave(student);
    place_[student] = static_cast<int>(place);
    rank_[student] = rank;
    Count(student, place_[student], 1);
  }
  int PlaceOf(std::size_t student) const { return place_[student]; }
  int RankOf(std::size_t student) const { return rank_[student]; }

 private:
  void Seat(std::size_t student, const Participant& participant) {
    if (!participant.given.has_value()) return;
    const Given& given = *participant.given;
    rank_[student] = std::numeric_limits<int>::max();
    if (HoldsSeat(participant)) {
      for (std::size_t p = 0; p < input_.places.size(); ++p) {
        if (input_.places[p].id == given.place) Take(student, p, given.rank);
      }
    }
    is_in_line_[student] = given.move_reason.empty() && (given.state == GivenState::kUnplaced ||
                                                         given.state == GivenState::kOffered);
  }
  void Count(std::size_t student, int place, int step) {
    const auto at = static_cast<std::size_t>(place);
    held_[at] += step;
    if (const int group = input_.students[student].group; group != kNone) {
      held_by_group_[at][static_cast<std::size_t>(group)] += step;
    }
    if (const int supervisor = input_.places[at].supervisor; supervisor != kNone) {
      supervised_[static_cast<std::size_t>(supervisor)] += step;
    }
  }
  int HeldByGroup(std::size_t place, int group) const {
    return held_by_group_[place][static_cast<std::size_t>(group)];
  }
  int SupervisorOf(std::size_t student) const {
    const int place = place_[student];
    return place == kNone ? kNone : input_.places[static_cast<std::size_t>(place)].supervisor;
  }
  const InputQuota* QuotaAt(std::size_t place, std::size_t student) const {
    const auto& quotas = input_.places[place].quotas;
    const auto found = std::find_if(quotas.begin(), quotas.end(), [&](const InputQuota& quota) {
      return quota.group == input_.students[student].group;
    });
    return found == quotas.end() ? nullptr : &*found;
  }

  const RunInput& input_;
  std::vector<int> held_;                        // of each place
  std::vector<std::vector<int>> held_by_group_;  // of each place and group
  std::vector<int> supervised_;                  // of each supervisor
  std::vector<int> place_;                       // of each student
  std::vector<int> rank_;                        // likewise; above all wishes without a place
  std::vector<bool> is_in_line_;
};

Line::Line(const RunInput& input, absl::string_view seed)
    : input_(input), claims_(input.places.size()) {
  const std::vector<std::uint32_t> lottery = match::LotteryRanks(Draws(input, seed));
  for (std::size_t s = 0; s < input.students.size(); ++s) {
    int rank = 0;
    for (const InputWish& wish : input.students[s].wishes) {
      ++rank;
      if (!wish.is_eligible) continue;
      claims_[static_cast<std::size_t>(wish.place)].push_back(
          {.priority_class = wish.priority_class,
           .lottery = lottery[s],
           .student = s,
           .rank = rank});
    }
  }
  for (std::vector<Claim>& claims : claims_) {
    std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
      return std::tie(a.priority_class, a.lottery) < std::tie(b.priority_class, b.lottery);
    });
  }
}

std::vector<Participant> Line::Offer(const std::vector<Participant>& participants,
                                     absl::Time due) const {
  Seats seats(input_, participants);
  const auto next_at = [&](std::size_t place) -> const Claim* {
    if (!seats.HasFreeSeat(place)) return nullptr;
    const Claim* first = nullptr;
    for (const Claim& claim : claims_[place]) {
      if (!seats.IsWaiting(claim) || !seats.FitsLimit(place, claim.student)) continue;
      if (seats.FitsReserve(place, claim.student)) return &claim;
      if (first == nullptr && seats.FitsCeiling(place, claim.student)) first = &claim;
    }
    return first;
  };
  std::vector<bool> is_changed(input_.students.size());
  for (bool moves = true; moves;) {
    moves = false;
    for (std::size_t place = 0; place < input_.places.size(); ++place) {
      while (const Claim* const claim = next_at(place)) {
        seats.Take(claim->student, place, claim->rank);
        is_changed[claim->student] = true;
        moves = true;
      }
    }
  }
  std::vector<Participant> offered;
  for (std::size_t s = 0; s < input_.students.size(); ++s) {
    if (!is_changed[s]) continue;
    const auto found = std::find_if(
        participants.begin(), participants.end(),
        [&](const Participant& one) { return one.id == input_.students[s].participant; });
    offered.push_back(*found);
    offered.back().given =
        Given{.state = GivenState::kOffered,
              .place = input_.places[static_cast<std::size_t>(seats.PlaceOf(s))].id,
              .rank = seats.RankOf(s),
              .answer_due_time = due};
  }
  return offered;
}

absl::Status Line::CheckRoom(const std::vector<Participant>& participants, const Participant& moved,
                             const RoundPlaceId& place) const {
  Seats seats(input_, participants);
  std::size_t student = 0;
  while (student < input_.students.size() && input_.students[student].participant != moved.id) {
    ++student;
  }
  if (student == input_.students.size()) {
    return Refused("NO_CAPACITY", "the student is not in the published run");
  }
  seats.Leave(student);
  for (std::size_t p = 0; p < input_.places.size(); ++p) {
    if (input_.places[p].id != place) continue;
    if (!seats.HasFreeSeat(p)) return Refused("NO_CAPACITY", "the place has no free seat");
    if (seats.FitsLimit(p, student)) return absl::OkStatus();
    return Refused("ATTENTION_EXCEEDED",
                   "the supervisor has no attention left for another student");
  }
  return Refused("NO_CAPACITY", "the place is not in the published run");
}

absl::StatusOr<Participant> Move(const MatchingRound& round, Participant participant,
                                 const RoundPlaceId& place, std::string reason, absl::Time due) {
  if (round.state != State::kPublished || !participant.given.has_value()) {
    return Refused("ROUND_NOT_PUBLISHED", "students are moved while the round is published");
  }
  Given given{.state = GivenState::kUnplaced, .move_reason = std::move(reason)};
  if (!place.empty()) {
    given.state = GivenState::kOffered;
    given.place = place;
    given.rank = RankOf(participant, place);
    given.answer_due_time = due;
  }
  participant.given = std::move(given);
  return participant;
}

}  // namespace driehoek::placement::round::run
