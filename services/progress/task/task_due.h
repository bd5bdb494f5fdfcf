// What the clock brings to tasks that wait for a verdict: for the server's deadline runner.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "progress/facts.h"
#include "progress/task/lifecycle.h"
#include "progress/task/sql_task_store.h"
#include "shared/events/change_log.h"

namespace driehoek::progress::task {

// Thread-safe; holds no state. What it refers to must outlive it.
class TaskDue {
 public:
  struct Parts {
    const SqlTaskStore& store;
    events::ChangeLog& change_log;
    Placements& placements;
    Directory& directory;
  };
  explicit TaskDue(const Parts& parts) : parts_(parts) {}

  // How many tasks passed a mark or were stopped. Cheap when there is nothing to do. Several
  // processes may run it at once: each mark is told by one of them.
  absl::StatusOr<int> Run(const TenantId& tenant, absl::Time now, absl::Time deadline) const;

 private:
  absl::StatusOr<bool> Move(const TenantId& tenant, const LearningTask& task, absl::CivilDay today,
                            absl::Time now, absl::Time deadline) const;

  const Parts parts_;
};

}  // namespace driehoek::progress::task
