#include "progress/task/task_due.h"

#include "progress/task/task_events.h"
#include "progress/task/task_proto.h"
#include "shared/base/errors.h"

namespace driehoek::progress::task {
namespace {

constexpr int kAtOnce = 200;

}  // namespace

absl::StatusOr<bool> TaskDue::Move(const TenantId& tenant, const LearningTask& task,
                                   absl::CivilDay today, absl::Time now,
                                   absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placement,
                            parts_.placements.Find(tenant, task.placement, deadline));
  if (!placement.has_value()) return false;
  auto change = PassTime(task, *placement, today, now);
  if (!change.has_value()) return false;
  change->after.version = task.version + 1;
  events::CommitPlan plan;
  AddChange(tenant, *change, task.version, plan);
  const Mark mark = change->after.submissions.back().clock.mark;
  plan.audit.push_back({"system", "TaskDue", TaskName(tenant, task.id), std::string(NameOf(mark))});
  const auto answer = parts_.change_log.Commit(
      tenant, plan, deadline, [&](storage::TenantTransaction& transaction) {
        return SqlTaskStore::Put(transaction, change->after);
      });
  // Somebody was first: the next round decides anew.
  if (answer.status().code() == absl::StatusCode::kAborted) return false;
  if (!answer.ok()) return answer.status();
  return true;
}

absl::StatusOr<int> TaskDue::Run(const TenantId& tenant, absl::Time now,
                                 absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today,
                            parts_.directory.Today(tenant, now, deadline));
  int moved = 0;
  TaskId after;
  while (true) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto page,
                              parts_.store.ToLookAt(tenant, today, after, kAtOnce, deadline));
    for (const LearningTask& task : page) {
      DRIEHOEK_ASSIGN_OR_RETURN(const bool did, Move(tenant, task, today, now, deadline));
      moved += did ? 1 : 0;
    }
    if (page.size() < kAtOnce) return moved;
    after = page.back().id;
  }
}

}  // namespace driehoek::progress::task
