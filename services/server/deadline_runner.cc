#include "server/deadline_runner.h"

#include <utility>

#include "shared/base/errors.h"
#include "shared/log/log.h"

namespace driehoek::server {
namespace {

// Several things that happen at once are looked at together.
constexpr absl::Duration kSettle = absl::Milliseconds(50);
constexpr absl::Duration kTaskLimit = absl::Seconds(30);

}  // namespace

DeadlineRunner::DeadlineRunner(const Clock& clock, ListTenants list_tenants, std::vector<Task> tasks,
                               absl::Duration interval)
    : clock_(clock),
      list_tenants_(std::move(list_tenants)),
      tasks_(std::move(tasks)),
      interval_(interval),
      thread_([this] { Run(); }) {}

DeadlineRunner::~DeadlineRunner() { Stop(); }

void DeadlineRunner::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void DeadlineRunner::Nudge() {
  {
    const std::lock_guard lock(mutex_);
    nudged_ = true;
  }
  wake_.notify_one();
}

void DeadlineRunner::Run() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, absl::ToChronoMilliseconds(interval_), [this] { return nudged_ || stopping_; });
      wake_.wait_for(lock, absl::ToChronoMilliseconds(kSettle), [this] { return stopping_; });
      if (stopping_) return;
      nudged_ = false;
    }
    RunOnce();
  }
}

bool DeadlineRunner::IsStopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void DeadlineRunner::RunOnce() {
  const absl::Time now = clock_.Now();
  const auto tenants = list_tenants_(now + kTaskLimit);
  if (!tenants.ok()) {
    log::Warning("due_tenants_unknown", {{"reason", ReasonOf(tenants.status())}});
    return;
  }
  for (const TenantId& tenant : *tenants) {
    for (const Task& task : tasks_) {
      if (IsStopping()) return;
      const absl::Status status = task.run(tenant, now, now + kTaskLimit);
      if (!status.ok()) {
        log::Warning("due_task_failed",
                     {{"task", task.name}, {"institution", tenant.value()}, {"reason", ReasonOf(status)}});
      }
    }
  }
}

}  // namespace driehoek::server
