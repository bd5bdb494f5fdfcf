#include "progress/assessment/assessment_due.h"

#include "progress/assessment/assessment_events.h"
#include "progress/assessment/assessment_names.h"
#include "progress/assessment/lifecycle.h"
#include "shared/base/errors.h"

namespace driehoek::progress::assessment {
namespace {

constexpr int kAtOnce = 200;

}  // namespace

absl::StatusOr<bool> AssessmentDue::Move(const TenantId& tenant, const Assessment& assessment,
                                         absl::CivilDay today, absl::Time now,
                                         absl::Time deadline) const {
  auto change = PassTime(assessment, today, now);
  if (!change.has_value()) return false;
  change->after.version = assessment.version + 1;
  events::CommitPlan plan;
  AddChange(tenant, *change, assessment.version, plan);
  plan.audit.push_back({"system", "AssessmentDue", AssessmentName(tenant, assessment.id),
                        std::string(NameOf(change->after.state))});
  const auto answer =
      change_log_.Commit(tenant, plan, deadline, [&](storage::TenantTransaction& transaction) {
        return SqlAssessmentStore::Put(transaction, change->after);
      });
  // Somebody was first: the next round decides anew.
  if (answer.status().code() == absl::StatusCode::kAborted) return false;
  if (!answer.ok()) return answer.status();
  return true;
}

absl::StatusOr<int> AssessmentDue::Run(const TenantId& tenant, absl::Time now,
                                       absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, directory_.Today(tenant, now, deadline));
  int moved = 0;
  AssessmentId after;
  while (true) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto page,
                              store_.ToLookAt(tenant, today, after, kAtOnce, deadline));
    for (const Assessment& assessment : page) {
      DRIEHOEK_ASSIGN_OR_RETURN(const bool did, Move(tenant, assessment, today, now, deadline));
      moved += did ? 1 : 0;
    }
    if (page.size() < kAtOnce) return moved;
    after = page.back().id;
  }
}

}  // namespace driehoek::progress::assessment
