// Asks each domain what fell due by now, for every institution: every half minute as a rule, and soon after something happened, since
// what happens in one part (an agreement comes into force) moves another (its placement may start).
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/base/clock.h"
#include "shared/base/strong_id.h"

namespace driehoek::server {

class DeadlineRunner {
 public:
  // Does what fell due in one institution by `now`; commits like any change.
  struct Task {
    std::string name;
    std::function<absl::Status(const TenantId& tenant, absl::Time now, absl::Time deadline)> run;
  };
  using ListTenants = std::function<absl::StatusOr<std::vector<TenantId>>(absl::Time deadline)>;

  // Begins within a moment and looks at least every `interval`. What it is given must outlive it.
  DeadlineRunner(const Clock& clock, ListTenants list_tenants, std::vector<Task> tasks,
                 absl::Duration interval = absl::Seconds(30));
  ~DeadlineRunner();
  DeadlineRunner(const DeadlineRunner&) = delete;
  DeadlineRunner& operator=(const DeadlineRunner&) = delete;

  // Returns when the task under way is done; no other begins. The destructor does this too.
  void Stop();
  // Something happened: look soon. Thread-safe, returns at once.
  void Nudge();

 private:
  void Run();
  void RunOnce();
  bool IsStopping();

  const Clock& clock_;
  const ListTenants list_tenants_;
  const std::vector<Task> tasks_;
  const absl::Duration interval_;
  // Guards nudged_ and stopping_.
  std::mutex mutex_;
  std::condition_variable wake_;
  bool nudged_ = true;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace driehoek::server
