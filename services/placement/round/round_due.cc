#include "placement/round/round_due.h"

#include "placement/round/round_events.h"
#include "placement/round/round_lifecycle.h"
#include "placement/round/round_proto.h"
#include "shared/base/errors.h"

namespace driehoek::placement::round {

absl::StatusOr<int> RoundDue::Run(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto open,
                            store_.InState(tenant, State::kPreferencesOpen, deadline));
  int frozen = 0;
  for (const MatchingRound& round : open) {
    std::optional<RoundChange> change = DueFreeze(round, now);
    if (!change.has_value()) continue;
    change->after.version = round.version + 1;
    const std::string name = RoundName(tenant, round.id);
    events::CommitPlan plan;
    plan.writes.push_back({name, round.version});
    plan.audit.push_back({"system", "RoundDue", name, std::string(NameOf(change->after.state))});
    plan.events.push_back(RoundEvent(tenant, *change->event, round.id));
    const auto answer =
        change_log_.Commit(tenant, plan, deadline, [&](storage::TenantTransaction& transaction) {
          return SqlRoundStore::Put(transaction, change->after);
        });
    if (answer.status().code() == absl::StatusCode::kAborted) continue;
    if (!answer.ok()) return answer.status();
    ++frozen;
  }
  return frozen;
}

}  // namespace driehoek::placement::round
