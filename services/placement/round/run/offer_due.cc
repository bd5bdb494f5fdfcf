#include "placement/round/run/offer_due.h"

#include <utility>

#include "placement/round/round_proto.h"
#include "shared/base/errors.h"

namespace driehoek::placement::round::run {

absl::Status OfferDue::Run(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto rounds,
                            rounds_.InState(tenant, State::kPublished, deadline));
  for (const MatchingRound& round : rounds) {
    const absl::Status status = RunRound(tenant, round, now, deadline);
    if (!status.ok() && status.code() != absl::StatusCode::kAborted) return status;
  }
  return absl::OkStatus();
}

absl::Status OfferDue::RunRound(const TenantId& tenant, const MatchingRound& round, absl::Time now,
                                absl::Time deadline) {
  // Most looks find nothing, so only the participants are read at first.
  DRIEHOEK_ASSIGN_OR_RETURN(const auto participants,
                            rounds_.Participants(tenant, round.id, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::set<PlacementId> ended,
                            EndedOf(tenant, participants, deadline));
  if (Expire(participants, now).empty() && GiveBack(participants, ended).empty()) {
    return absl::OkStatus();
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const SeatsNow seats, seats_.Of(tenant, round, deadline));
  std::vector<Participant> freed = Expire(seats.participants, now);
  const bool has_expired = !freed.empty();
  for (Participant& participant : GiveBack(seats.participants, ended)) {
    freed.push_back(std::move(participant));
  }
  std::vector<Participant> changed = WithNextInLine(seats, std::move(freed), now);
  events::CommitPlan plan;
  plan.audit.push_back({"system", "OfferDue", RoundName(tenant, round.id),
                        has_expired ? "expired" : "placement_ended"});
  AddSeatChanges(tenant, seats, changed, plan);
  return change_log_
      .Commit(tenant, plan, deadline,
              [&](storage::TenantTransaction& transaction) { return PutAll(transaction, changed); })
      .status();
}

absl::StatusOr<std::set<PlacementId>> OfferDue::EndedOf(
    const TenantId& tenant, const std::vector<Participant>& participants,
    absl::Time deadline) const {
  std::vector<PlacementId> held;
  for (const Participant& participant : participants) {
    if (HoldsSeat(participant) && !participant.given->placement.empty()) {
      held.push_back(participant.given->placement);
    }
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto ended, placements_.EndedEarly(tenant, held, deadline));
  return std::set<PlacementId>(ended.begin(), ended.end());
}

}  // namespace driehoek::placement::round::run
