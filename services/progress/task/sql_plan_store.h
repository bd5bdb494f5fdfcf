// Keeps what is written in learning plans.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "progress/task/learning_plan.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::task {

// Thread-safe; the database must outlive it. The tables come with those of SqlTaskStore.
class SqlPlanStore {
 public:
  explicit SqlPlanStore(storage::TenantDatabase& database) : database_(database) {}

  // An empty plan of version 0 before anybody wrote in it.
  absl::StatusOr<LearningPlan> Of(const TenantId& tenant, const PlacementId& placement,
                                  absl::Time deadline) const;
  // Inside ChangeLog::Commit, which guards the version.
  static absl::Status Put(storage::TenantTransaction& transaction, const LearningPlan& plan);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::progress::task
