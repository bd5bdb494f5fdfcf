// Keeps learning tasks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "progress/task/learning_task.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::task {

// The tables of this component: plans and tasks.
absl::Span<const storage::Migration> Migrations();

// Which tasks to list. What is not set does not narrow; a set of nothing gives nothing.
struct TaskQuery {
  PlacementId placement;
  std::vector<TaskState> states;  // empty: all
  // The caller's reach.
  std::optional<std::vector<PersonId>> students;
  PersonId teacher;  // or named for the task; only with `students`
  std::optional<std::vector<PlacementId>> placements;
  std::optional<std::vector<std::string>> programmes;  // ids
  int limit = 50;
  std::string cursor;  // `next_cursor` of the page before, or empty
};

struct ListedTasks {
  std::vector<LearningTask> items;  // by id, which counts up with time, newest first
  std::string next_cursor;
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlTaskStore {
 public:
  explicit SqlTaskStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<LearningTask>> Find(const TenantId& tenant, const TaskId& id,
                                                   absl::Time deadline) const;
  absl::StatusOr<ListedTasks> List(const TenantId& tenant, const TaskQuery& query,
                                   absl::Time deadline) const;
  // All tasks of a placement, in the order of their making.
  absl::StatusOr<std::vector<LearningTask>> OfPlacement(const TenantId& tenant,
                                                        const PlacementId& placement,
                                                        absl::Time deadline) const;
  // The next `limit` tasks after `after`, by id, to which the clock may bring something by `today`.
  absl::StatusOr<std::vector<LearningTask>> ToLookAt(const TenantId& tenant, absl::CivilDay today,
                                                     const TaskId& after, int limit,
                                                     absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version.
  static absl::Status Put(storage::TenantTransaction& transaction, const LearningTask& task);

 private:
  absl::StatusOr<std::vector<LearningTask>> Select(const TenantId& tenant,
                                                   absl::string_view condition,
                                                   const std::vector<storage::Value>& parameters,
                                                   absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::progress::task
