// Values that may be taken once: states and nonces of launches, and what is kept for a minute
// between two requests.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "platform/secrets.h"
#include "shared/base/clock.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// Thread-safe. What it refers to must outlive it.
class SingleUse {
 public:
  SingleUse(storage::Database& database, const Secrets& secrets, const Clock& clock)
      : database_(database), secrets_(secrets), clock_(clock) {}

  // Notes `value` as used, kept until `expires`. False when it was used before.
  absl::StatusOr<bool> Take(const std::string& value, absl::Time expires);

  // Keeps `content`, sealed, under `key` until `expires`.
  absl::Status Keep(const std::string& key, const std::string& content, absl::Time expires);
  // The content, once; nothing when unknown, expired or taken before.
  absl::StatusOr<std::optional<std::string>> TakeKept(const std::string& key);

  // Forgets what has expired. Called now and then.
  absl::Status Sweep();

 private:
  storage::Database& database_;
  const Secrets& secrets_;
  const Clock& clock_;
};

}  // namespace driehoek::lti
