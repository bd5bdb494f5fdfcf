// What LearningTaskService does with plans: each call in six steps.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "driehoek/v1/learning_task_service.pb.h"
#include "progress/facts.h"
#include "progress/task/facts.h"
#include "progress/task/learning_plan.h"
#include "progress/task/sql_plan_store.h"
#include "progress/task/sql_task_store.h"
#include "progress/task/task_reading.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::task {

// Thread-safe; holds no state. What it refers to must outlive it.
class PlanHandler {
 public:
  struct Parts {
    const SqlPlanStore& plans;
    const SqlTaskStore& tasks;
    events::ChangeLog& change_log;
    Placements& placements;
    Directory& directory;
    Programmes& programmes;
  };
  explicit PlanHandler(const Parts& parts)
      : parts_(parts), reading_(parts.tasks, parts.placements, parts.directory) {}

  absl::StatusOr<v1::LearningPlan> GetLearningPlan(const rpc::Call& call,
                                                   const v1::GetLearningPlanRequest& request) const;
  absl::StatusOr<v1::LearningPlan> UpdateLearningPlan(
      const rpc::Call& call, const v1::UpdateLearningPlanRequest& request) const;

 private:
  // The placement of the plan `name`, to whose plan the caller may do this.
  absl::StatusOr<PlacementFact> LoadAllowed(const rpc::Call& call, const std::string& name) const;
  // With all that is worked out for it.
  absl::StatusOr<v1::LearningPlan> View(const rpc::Call& call, const PlacementFact& placement,
                                        const LearningPlan& plan) const;

  const Parts parts_;
  const TaskReading reading_;
};

}  // namespace driehoek::progress::task
