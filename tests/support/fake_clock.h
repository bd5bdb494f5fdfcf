// A clock that a test sets. Starts at noon of Wednesday 1 July 2026, Amsterdam.
#pragma once

#include <mutex>

#include "absl/time/time.h"
#include "shared/base/clock.h"

namespace driehoek::test {

inline constexpr std::int64_t kStartSeconds = 1782900000;  // 2026-07-01 10:00:00 UTC

// Thread-safe.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(absl::Time now = absl::FromUnixSeconds(kStartSeconds)) : now_(now) {}

  absl::Time Now() const override {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  void Set(absl::Time now) {
    const std::lock_guard lock(mutex_);
    now_ = now;
  }
  void Advance(absl::Duration duration) {
    const std::lock_guard lock(mutex_);
    now_ += duration;
  }

 private:
  mutable std::mutex mutex_;  // guards now_
  absl::Time now_;
};

}  // namespace driehoek::test
