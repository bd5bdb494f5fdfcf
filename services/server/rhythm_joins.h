// What pulses, hours and shifts ask of the directory and of learning tasks, joined.
#pragma once

#include "directory/reader.h"
#include "progress/rhythm/facts.h"
#include "progress/task/sql_task_store.h"

namespace driehoek::server {

// Thread-safe. The reader must outlive it.
class ProgrammesOfRhythm final : public progress::rhythm::Programmes {
 public:
  explicit ProgrammesOfRhythm(const directory::DirectoryReader& reader) : reader_(reader) {}
  absl::StatusOr<int> PulseWeeks(const TenantId& tenant, const progress::VariantId& variant,
                                 absl::Time deadline) override;

 private:
  const directory::DirectoryReader& reader_;
};

// Thread-safe. The store must outlive it.
class TasksOfRhythm final : public progress::rhythm::Tasks {
 public:
  explicit TasksOfRhythm(const progress::task::SqlTaskStore& store) : store_(store) {}
  absl::StatusOr<std::optional<progress::PlacementId>> PlacementOf(
      const TenantId& tenant, const progress::rhythm::TaskId& task, absl::Time deadline) override;

 private:
  const progress::task::SqlTaskStore& store_;
};

}  // namespace driehoek::server
