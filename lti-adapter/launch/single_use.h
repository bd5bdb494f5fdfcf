// Values that may be taken once: states of launches, with the nonce that follows from each, and
// what is kept for some minutes between two requests.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "launch/use_queue.h"
#include "platform/secrets.h"
#include "shared/base/clock.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// Thread-safe. What it refers to must outlive it.
class SingleUse {
 public:
  // Uses are noted in `uses`, which need not wait for the disk (platform/used_values.h).
  SingleUse(storage::Database& database, storage::Database& uses, const Secrets& secrets,
            const Clock& clock)
      : database_(database), uses_(uses), secrets_(secrets), clock_(clock), queue_(uses) {}

  // Notes the value as used. False when it was used before.
  absl::StatusOr<bool> Take(const UsedValue& used);
  // The same without waiting; see UseQueue.
  void TakeSoon(UsedValue used, UseQueue::Done done) {
    queue_.Take(std::move(used), std::move(done));
  }
  // Answers what is queued; TakeSoon takes nothing any more.
  void Stop() { queue_.Stop(); }

  // Keeps `content`, sealed, under `key` until `expires`.
  absl::Status Keep(const std::string& key, const std::string& content, absl::Time expires);
  // The content, once; nothing when unknown, expired or taken before.
  absl::StatusOr<std::optional<std::string>> TakeKept(const std::string& key);

  // Forgets what has expired. Called now and then.
  absl::Status Sweep();

 private:
  storage::Database& database_;
  storage::Database& uses_;
  const Secrets& secrets_;
  const Clock& clock_;
  UseQueue queue_;
};

}  // namespace driehoek::lti
