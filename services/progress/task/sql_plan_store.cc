#include "progress/task/sql_plan_store.h"

#include "shared/base/errors.h"

namespace driehoek::progress::task {
namespace {

using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;

constexpr absl::string_view kFind =
    "SELECT version, fixed_part, free_part, update_time FROM learning_plan "
    "WHERE tenant_id = $1 AND placement_id = $2";

constexpr absl::string_view kPut =
    "INSERT INTO learning_plan (tenant_id, placement_id, version, fixed_part, free_part, "
    "update_time) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, placement_id) "
    "DO UPDATE SET version = excluded.version, fixed_part = excluded.fixed_part, "
    "free_part = excluded.free_part, update_time = excluded.update_time";

}  // namespace

absl::StatusOr<LearningPlan> SqlPlanStore::Of(const TenantId& tenant, const PlacementId& placement,
                                              absl::Time deadline) const {
  LearningPlan plan{.placement = placement};
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(kFind, {placement.value()}));
        if (rows.empty()) return absl::OkStatus();
        plan.version = rows[0].Int(0);
        plan.fixed_part = rows[0].Text(1);
        plan.free_part = rows[0].Text(2);
        plan.update_time = rows[0].Time(3);
        return absl::OkStatus();
      }));
  return plan;
}

absl::Status SqlPlanStore::Put(TenantTransaction& transaction, const LearningPlan& plan) {
  return transaction
      .Execute(kPut, {plan.placement.value(), plan.version, plan.fixed_part, plan.free_part,
                      ToValue(plan.update_time)})
      .status();
}

}  // namespace driehoek::progress::task
