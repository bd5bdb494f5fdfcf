#include "placement/round/run/seats.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/round/round_events.h"
#include "placement/round/round_proto.h"
#include "placement/round/run/publication.h"
#include "shared/base/errors.h"

namespace driehoek::placement::round::run {
namespace {

constexpr int kMostTries = 5;

bool IsOffered(const Participant& participant) {
  return participant.given.has_value() && participant.given->state == GivenState::kOffered;
}

}  // namespace

std::string SeatsName(const TenantId& tenant, const RoundId& round) {
  return absl::StrCat(RoundName(tenant, round), "/seats");
}

absl::StatusOr<SeatsNow> SeatsReader::Of(const TenantId& tenant, const MatchingRound& round,
                                         absl::Time deadline) const {
  SeatsNow seats{.round = round};
  // The version first: a change after it is found out at the commit.
  DRIEHOEK_RETURN_IF_ERROR(database_.Read(
      tenant, deadline, [&](storage::TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(seats.version,
                                  events::VersionOf(transaction, SeatsName(tenant, round.id)));
        return absl::OkStatus();
      }));
  DRIEHOEK_ASSIGN_OR_RETURN(seats.participants, rounds_.Participants(tenant, round.id, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto run, runs_.Find(tenant, round.published_run, deadline));
  if (!run.has_value()) {
    return Error(absl::StatusCode::kInternal, "RUN_MISSING", "the published run is not there");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(seats.input, runs_.InputOf(tenant, *run, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(seats.seed, seal_.Open(tenant, round));
  return seats;
}

std::vector<Participant> Merge(std::vector<Participant> all,
                               const std::vector<Participant>& changed) {
  for (Participant& participant : all) {
    const auto found = std::find_if(changed.begin(), changed.end(), [&](const Participant& other) {
      return other.id == participant.id;
    });
    if (found != changed.end()) participant = *found;
  }
  return all;
}

std::vector<Participant> WithNextInLine(const SeatsNow& seats, std::vector<Participant> changed,
                                        absl::Time now) {
  const Line line(seats.input, seats.seed);
  const std::vector<Participant> offered =
      line.Offer(Merge(seats.participants, changed), AnswerDue(seats.round, now));
  changed = Merge(std::move(changed), offered);
  for (const Participant& participant : offered) {
    const bool is_known = std::any_of(changed.begin(), changed.end(), [&](const Participant& one) {
      return one.id == participant.id;
    });
    if (!is_known) changed.push_back(participant);
  }
  return changed;
}

void AddSeatChanges(const TenantId& tenant, const SeatsNow& seats,
                    std::vector<Participant>& changed, events::CommitPlan& plan) {
  plan.relies_on.push_back({RoundName(tenant, seats.round.id), seats.round.version});
  plan.writes.push_back({SeatsName(tenant, seats.round.id), seats.version});
  std::map<ParticipantId, const Participant*> before;
  for (const Participant& participant : seats.participants) before[participant.id] = &participant;
  for (Participant& participant : changed) {
    plan.writes.push_back(
        {ParticipantName(tenant, seats.round.id, participant.id), participant.version});
    ++participant.version;
    const Participant* const old = before[participant.id];
    if (!IsOffered(participant)) continue;
    if (old != nullptr && IsOffered(*old) && old->given->place == participant.given->place)
      continue;
    plan.events.push_back(
        RoundEvent(tenant, "round.place_offered", seats.round.id, participant.id));
  }
}

absl::Status PutAll(storage::TenantTransaction& transaction,
                    const std::vector<Participant>& participants) {
  for (const Participant& participant : participants) {
    DRIEHOEK_RETURN_IF_ERROR(SqlRoundStore::Put(transaction, participant));
  }
  return absl::OkStatus();
}

absl::Status Repeat(absl::FunctionRef<absl::Status()> attempt) {
  absl::Status status = attempt();
  for (int i = 1; i < kMostTries; ++i) {
    const std::string reason = ReasonOf(status);
    if (status.code() != absl::StatusCode::kAborted || reason == "WRITE_CONFLICT") break;
    status = attempt();
  }
  return status;
}

}  // namespace driehoek::placement::round::run
