// The one source of time: everything but main gets a Clock handed in, so that a test can say what time it is.
#pragma once

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace driehoek {

class Clock {
 public:
  virtual ~Clock() = default;
  // The present instant. Thread-safe.
  virtual absl::Time Now() const = 0;
};

// The machine's clock. Only main makes one.
class SystemClock final : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
};

}  // namespace driehoek
