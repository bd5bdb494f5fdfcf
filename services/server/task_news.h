// What mails ask of learning tasks, joined.
#pragma once

#include "access/role_store.h"
#include "directory/reader.h"
#include "notify/ports.h"
#include "placement/sql_placement_store.h"
#include "progress/task/sql_task_store.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class NewsOfTasks final : public notify::Tasks {
 public:
  NewsOfTasks(const progress::task::SqlTaskStore& tasks,
              const placement::SqlPlacementStore& placements,
              const directory::DirectoryReader& reader, access::RoleStore& roles)
      : tasks_(tasks), placements_(placements), reader_(reader), roles_(roles) {}
  absl::StatusOr<notify::TaskNews> Of(const TenantId& tenant, absl::string_view name,
                                      absl::Time now, absl::Time deadline) override;

 private:
  const progress::task::SqlTaskStore& tasks_;
  const placement::SqlPlacementStore& placements_;
  const directory::DirectoryReader& reader_;
  access::RoleStore& roles_;
};

}  // namespace driehoek::server
