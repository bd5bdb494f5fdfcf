#include "progress/evidence/evidence_due.h"

#include "progress/evidence/item_events.h"
#include "progress/evidence/item_names.h"
#include "shared/base/errors.h"

namespace driehoek::progress::evidence {
namespace {

constexpr int kAtOnce = 200;

}  // namespace

absl::StatusOr<bool> EvidenceDue::Move(const TenantId& tenant, const EvidenceItem& item,
                                       absl::CivilDay today, absl::Time now,
                                       absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placement,
                            parts_.placements.Find(tenant, item.placement, deadline));
  if (!placement.has_value()) return false;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ProofPolicy policy,
      parts_.programmes.Policy(tenant, placement->programme_variant, deadline));
  auto change = PassTime(item, *placement, policy, today, now);
  if (!change.has_value()) return false;
  change->after.version = item.version + 1;
  events::CommitPlan plan;
  AddChange(tenant, *change, item.version, plan);
  plan.audit.push_back({"system", "EvidenceDue", ItemName(tenant, item.id),
                        std::string(NameOf(change->after.state))});
  const auto answer = parts_.change_log.Commit(
      tenant, plan, deadline, [&](storage::TenantTransaction& transaction) {
        return SqlItemStore::Put(transaction, change->after);
      });
  // Somebody was first: the next round decides anew.
  if (answer.status().code() == absl::StatusCode::kAborted) return false;
  if (!answer.ok()) return answer.status();
  return true;
}

absl::StatusOr<int> EvidenceDue::Run(const TenantId& tenant, absl::Time now,
                                     absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today,
                            parts_.directory.Today(tenant, now, deadline));
  int deleted = kAtOnce;
  while (deleted == kAtOnce) {
    DRIEHOEK_ASSIGN_OR_RETURN(deleted,
                              parts_.uploads.DeleteExpired(tenant, now, kAtOnce, deadline));
  }
  int moved = 0;
  ItemId after;
  while (true) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto page,
                              parts_.items.ToLookAt(tenant, today, after, kAtOnce, deadline));
    for (const EvidenceItem& item : page) {
      DRIEHOEK_ASSIGN_OR_RETURN(const bool did, Move(tenant, item, today, now, deadline));
      moved += did ? 1 : 0;
    }
    if (page.size() < kAtOnce) return moved;
    after = page.back().id;
  }
}

}  // namespace driehoek::progress::evidence
