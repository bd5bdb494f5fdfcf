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
  if (Expire(participants, now).empty()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(const SeatsNow seats, seats_.Of(tenant, round, deadline));
  std::vector<Participant> changed = WithNextInLine(seats, Expire(seats.participants, now), now);
  events::CommitPlan plan;
  plan.audit.push_back({"system", "OfferDue", RoundName(tenant, round.id), "expired"});
  AddSeatChanges(tenant, seats, changed, plan);
  return change_log_
      .Commit(tenant, plan, deadline,
              [&](storage::TenantTransaction& transaction) { return PutAll(transaction, changed); })
      .status();
}

}  // namespace driehoek::placement::round::run
