// The verdicts that the programme owes on the tasks of many placements at once: one statement for
// all.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/task/learning_task.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::task {

struct OwedVerdict {
  PlacementId placement;
  TaskId task;
  std::string title;
  VerdictClock clock;
};

// Thread-safe; the database must outlive it.
class OwedVerdicts {
 public:
  explicit OwedVerdicts(storage::TenantDatabase& database) : database_(database) {}

  // By placement, the first due day first.
  absl::StatusOr<std::vector<OwedVerdict>> Of(const TenantId& tenant,
                                              const std::vector<PlacementId>& placements,
                                              absl::Time deadline) const;

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::progress::task
