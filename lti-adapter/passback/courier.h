// Brings what waits for one platform to it, a batch at a time. No threads and no clock of its own:
// passback.cc calls it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "passback/grade_calls.h"
#include "passback/platform_queue.h"
#include "platform/registration_store.h"
#include "shared/base/clock.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// Thread-safe. What it refers to must outlive it.
class Courier {
 public:
  struct Parts {
    storage::Database& database;
    RegistrationStore& registrations;
    PlatformQueue& queue;
    GradeCalls& calls;
    const Clock& clock;
    std::function<double()> random;  // 0 to 1; thread-safe
  };
  explicit Courier(Parts parts) : parts_(std::move(parts)) {}

  // Sends one batch; how many scores were tried. 0: nothing is due, another adapter is at it, or
  // the platform is paused.
  absl::StatusOr<int> Deliver(const std::string& registration_id);

 private:
  CallResult Try(const Registration& registration, const Score& score);
  CallResult ColumnFor(const Registration& registration, const Score& score, bool anew);
  EndedScore Judge(const BegunScore& begun, const CallResult& result, absl::Time now);
  void NoteHealth(const CallResult& result, PlatformHealth& health, absl::Time now);

  Parts parts_;
};

}  // namespace driehoek::lti
