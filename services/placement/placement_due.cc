#include "placement/placement_due.h"

#include <algorithm>

#include "placement/placement_events.h"
#include "placement/placement_proto.h"
#include "placement/search.h"

namespace driehoek::placement {
namespace {

constexpr int kAtOnce = 200;

}  // namespace

absl::StatusOr<StartFacts> ReadStartFacts(const TenantId& tenant, const Placement& placement,
                                          absl::CivilDay today, DirectoryFacts& directory,
                                          AgreementFacts& agreements, ScanFacts& scans,
                                          absl::Time deadline) {
  StartFacts facts;
  DRIEHOEK_ASSIGN_OR_RETURN(facts.policy,
                            directory.Policy(tenant, placement.programme_variant, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(facts.agreement, agreements.Of(tenant, placement.id, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(
      facts.contact,
      directory.ContactOn(tenant, placement.student, ContactDay(placement, today), deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(facts.scan, scans.Of(tenant, placement, today, deadline));
  return facts;
}

absl::StatusOr<bool> PlacementDue::Move(const TenantId& tenant, const Placement& placement,
                                        absl::CivilDay today, absl::Time now, absl::Time deadline) {
  if (placement.state == State::kSearching) {
    return EscalateSearch(tenant, placement, today, now, deadline);
  }
  DRIEHOEK_ASSIGN_OR_RETURN(auto change, Ending(tenant, placement, today, now, deadline));
  if (!change.has_value()) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const StartFacts facts,
        ReadStartFacts(tenant, placement, today, directory_, agreements_, scans_, deadline));
    change = Due(placement, facts, today, now);
  }
  if (!change.has_value()) return false;
  change->after.version = placement.version + 1;
  events::CommitPlan plan;
  AddChange(tenant, *change, placement.version, plan);
  plan.audit.push_back({"system", "PlacementDue", PlacementName(tenant, placement.id),
                        std::string(NameOf(change->after.state))});
  return Store(tenant, plan, change->after, deadline);
}

absl::StatusOr<std::optional<PlacementChange>> PlacementDue::Ending(const TenantId& tenant,
                                                                    const Placement& placement,
                                                                    absl::CivilDay today,
                                                                    absl::Time now,
                                                                    absl::Time deadline) {
  JudgementFact judgement;
  if (placement.state == State::kFinishing && judgements_ != nullptr) {
    DRIEHOEK_ASSIGN_OR_RETURN(judgement, judgements_->Of(tenant, placement.id, deadline));
  }
  return Finish(placement, judgement, today, now);
}

absl::StatusOr<bool> PlacementDue::EscalateSearch(const TenantId& tenant,
                                                  const Placement& placement, absl::CivilDay today,
                                                  absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const PolicyFact policy,
                            directory_.Policy(tenant, placement.programme_variant, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay created,
                            directory_.Today(tenant, placement.create_time, deadline));
  std::optional<Escalation> escalation = Escalate(placement, policy, created, today, now);
  if (!escalation.has_value()) return false;
  escalation->after.version = placement.version + 1;
  const std::string name = PlacementName(tenant, placement.id);
  events::CommitPlan plan;
  plan.writes.push_back({name, placement.version});
  plan.relies_on.push_back({escalation->relies_on.name, escalation->relies_on.version});
  for (const int step : escalation->steps) {
    plan.events.push_back(SearchEscalated(tenant, placement.id, placement.state, step));
  }
  plan.audit.push_back({"system", "PlacementDue", name, "search_escalated"});
  return Store(tenant, plan, escalation->after, deadline);
}

absl::StatusOr<bool> PlacementDue::Store(const TenantId& tenant, const events::CommitPlan& plan,
                                         const Placement& after, absl::Time deadline) {
  const auto answer =
      change_log_.Commit(tenant, plan, deadline, [&](storage::TenantTransaction& transaction) {
        return SqlPlacementStore::Put(transaction, after);
      });
  if (answer.status().code() == absl::StatusCode::kAborted) return false;
  if (!answer.ok()) return answer.status();
  return true;
}

absl::StatusOr<bool> PlacementDue::MoveOne(const TenantId& tenant, const PlacementId& id,
                                           absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placement, store_.Find(tenant, id, deadline));
  if (!placement.has_value()) return false;
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, directory_.Today(tenant, now, deadline));
  return Move(tenant, *placement, today, now, deadline);
}

absl::StatusOr<int> PlacementDue::MoveOfStudent(const TenantId& tenant, const PersonId& student,
                                                absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, directory_.Today(tenant, now, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placements,
                            store_.OfPersons(tenant, {student}, today, deadline));
  int moved = 0;
  for (const Placement& placement : placements) {
    if (placement.student != student) continue;
    DRIEHOEK_ASSIGN_OR_RETURN(const bool did, Move(tenant, placement, today, now, deadline));
    moved += did ? 1 : 0;
  }
  return moved;
}

absl::StatusOr<int> PlacementDue::MoveAll(const TenantId& tenant, absl::Time now,
                                          absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, directory_.Today(tenant, now, deadline));
  int moved = 0;
  PlacementId after;
  while (true) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto page, store_.Movable(tenant, after, kAtOnce, deadline));
    for (const Placement& placement : page) {
      DRIEHOEK_ASSIGN_OR_RETURN(const bool did, Move(tenant, placement, today, now, deadline));
      moved += did ? 1 : 0;
    }
    if (page.size() < kAtOnce) return moved;
    after = page.back().id;
  }
}

}  // namespace driehoek::placement
