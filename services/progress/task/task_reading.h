// What the handlers of plans and tasks read before they decide, and how they show tasks.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/learning_task.pb.h"
#include "progress/facts.h"
#include "progress/task/learning_task.h"
#include "progress/task/sql_task_store.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::task {

// Thread-safe; holds no state. What it refers to must outlive it.
class TaskReading {
 public:
  TaskReading(const SqlTaskStore& store, Placements& placements, Directory& directory)
      : store_(store), placements_(placements), directory_(directory) {}

  absl::StatusOr<absl::CivilDay> Today(const rpc::Call& call) const;
  // What the caller reaches today.
  absl::StatusOr<ReachFact> Reach(const rpc::Call& call) const;
  // Today's contact person.
  absl::StatusOr<ContactFact> Contact(const rpc::Call& call, const PersonId& student) const;

  struct OfPlacement {
    LearningTask task;
    PlacementFact placement;
  };
  // The task behind `name`, which the caller may do this to, with its placement.
  absl::StatusOr<OfPlacement> LoadAllowed(const rpc::Call& call, const std::string& name) const;
  // With names to show.
  absl::StatusOr<std::vector<v1::LearningTask>> View(const rpc::Call& call,
                                                     const std::vector<LearningTask>& tasks) const;

 private:
  const SqlTaskStore& store_;
  Placements& placements_;
  Directory& directory_;
};

}  // namespace driehoek::progress::task
