// Counts wrong secrets per institution, so that somebody who tries links or credentials is slowed
// down and seen. Right ones are never held up: whoever guesses must not be able to lock a school's
// guests out.
#pragma once

#include <cstdint>
#include <mutex>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "shared/base/strong_id.h"

namespace driehoek::auth {

inline constexpr int kWrongSecretsAMinute = 60;

// Thread-safe: one mutex guards the counts. Remembers at most 1,024 institutions, since the name
// before the dot is for the sender to choose; one count stands for all beyond.
class WrongSecrets {
 public:
  // Notes one more at `now`: the answer for it, `unknown`, or RESOURCE_EXHAUSTED /
  // TOO_MANY_WRONG_SECRETS once there were more than kWrongSecretsAMinute within a minute.
  absl::Status Answer(const TenantId& tenant, absl::Time now, const absl::Status& unknown);
  // All since the start, for the metrics.
  std::int64_t total() const;

 private:
  struct Minute {
    absl::Time start;
    int count = 0;
  };
  mutable std::mutex mutex_;
  absl::flat_hash_map<TenantId, Minute> minutes_;
  std::int64_t total_ = 0;
};

}  // namespace driehoek::auth
