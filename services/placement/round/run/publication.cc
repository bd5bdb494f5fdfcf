#include "placement/round/run/publication.h"

#include <map>
#include <utility>

#include "shared/base/errors.h"

namespace driehoek::placement::round::run {
namespace {

absl::Status Refused(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text);
}

absl::Status PersonNeeded() {
  return Refused("SECOND_PERSON_NEEDED", "a run is published by two persons, not by a program");
}

absl::Status CheckCurrent(const MatchRun& run, absl::string_view hash_now) {
  if (run.input_hash == hash_now) return absl::OkStatus();
  return Refused("RUN_OUTDATED", "the round has changed since the run: its input is another one");
}

}  // namespace

absl::Status CheckFrozen(const MatchingRound& round) {
  if (round.state == State::kFrozen) return absl::OkStatus();
  return Refused("ROUND_NOT_FROZEN",
                 "runs are for a round whose wishes are closed and that is not published");
}

absl::StatusOr<RoundChange> Propose(MatchingRound round, const MatchRun& run,
                                    absl::string_view hash_now, const PersonId& by,
                                    absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckFrozen(round));
  if (by.empty()) return PersonNeeded();
  if (run.state != RunState::kSucceeded) {
    return Refused("RUN_NOT_SUCCEEDED", "only a run that succeeded can be published");
  }
  DRIEHOEK_RETURN_IF_ERROR(CheckCurrent(run, hash_now));
  round.proposed_run = run.id;
  round.proposed_by = by;
  round.update_time = now;
  return RoundChange{.after = std::move(round), .event = std::nullopt};
}

absl::StatusOr<RoundChange> Publish(MatchingRound round, const MatchRun& run,
                                    absl::string_view hash_now, const PersonId& by,
                                    absl::Time now) {
  if (round.state != State::kFrozen || round.proposed_run.empty() || round.proposed_run != run.id) {
    return Refused("NOTHING_PROPOSED", "this run was not put before a second person");
  }
  if (by.empty()) return PersonNeeded();
  if (round.proposed_by == by) {
    return Refused("SECOND_PERSON_NEEDED", "who proposed a run cannot publish it");
  }
  DRIEHOEK_RETURN_IF_ERROR(CheckCurrent(run, hash_now));
  round.state = State::kPublished;
  round.published_run = run.id;
  round.published_by = by;
  round.publish_time = now;
  round.proposed_run = RunId();
  round.proposed_by = PersonId();
  round.update_time = now;
  return RoundChange{.after = std::move(round), .event = "round.published"};
}

absl::Time AnswerDue(const MatchingRound& round, absl::Time now) {
  return now + absl::Hours(24) * round.answer_days;
}

std::vector<Participant> Give(const MatchingRound& round, std::vector<Participant> participants,
                              const std::vector<Allocation>& allocations, absl::Time now) {
  std::map<ParticipantId, const Allocation*> by_participant;
  for (const Allocation& allocation : allocations) {
    by_participant[allocation.participant] = &allocation;
  }
  for (Participant& participant : participants) {
    Given given;
    const auto found = by_participant.find(participant.id);
    if (found != by_participant.end() && !found->second->place.empty()) {
      given.state = GivenState::kOffered;
      given.place = found->second->place;
      given.rank = found->second->rank;
      given.answer_due_time = AnswerDue(round, now);
    }
    participant.given = std::move(given);
  }
  return participants;
}

}  // namespace driehoek::placement::round::run
