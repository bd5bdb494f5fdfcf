#include "agreement/agreement_due.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "agreement/agreement_events.h"
#include "agreement/agreement_names.h"
#include "agreement/lifecycle.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::agreement {
namespace {

constexpr absl::string_view kClockName = "system";

events::CommitPlan PlanOf(const TenantId& tenant, const AgreementChange& change) {
  events::CommitPlan plan;
  plan.events = EventsOf(tenant, change);
  for (const TimelineEntry& entry : change.timeline) {
    plan.audit.push_back({.actor = std::string(kClockName),
                          .action = absl::StrCat("agreement.", NameOf(entry.type)),
                          .resource = MakeName(tenant, "agreements", change.after.id.value()),
                          .reason = "",
                          .subject = PersonName(tenant, change.after.student)});
  }
  return plan;
}

}  // namespace

absl::StatusOr<bool> AgreementDue::RunOne(const TenantId& tenant, const AgreementId& id,
                                          absl::CivilDay today, absl::Time now,
                                          absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Agreement agreement, store_.Get(tenant, id, deadline));
  std::optional<AgreementChange> change = Expire(agreement, today, now);
  if (!change.has_value()) change = BecomeOverdue(agreement, today, now);
  if (!change.has_value()) return false;
  const absl::Status status =
      store_.Commit(tenant, *change, PlanOf(tenant, *change), deadline).status();
  if (status.code() == absl::StatusCode::kAborted) return false;
  DRIEHOEK_RETURN_IF_ERROR(status);
  return true;
}

absl::StatusOr<int> AgreementDue::Run(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const InstitutionFacts institution,
                            facts_.Institution(tenant, deadline));
  const absl::CivilDay today = absl::ToCivilDay(now, institution.zone);
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<AgreementId> due,
                            store_.FindDue(tenant, today, kAtOnce, deadline));
  int changed = 0;
  for (const AgreementId& id : due) {
    DRIEHOEK_ASSIGN_OR_RETURN(const bool did, RunOne(tenant, id, today, now, deadline));
    if (did) ++changed;
  }
  return changed;
}

}  // namespace driehoek::agreement
