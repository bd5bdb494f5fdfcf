// New identifiers, handed in like the time so that decisions stay repeatable in tests.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "shared/base/clock.h"

namespace driehoek {

class IdSource {
 public:
  virtual ~IdSource() = default;
  // A new UUID, lower case with hyphens. Thread-safe.
  virtual std::string NewId() = 0;
};

// UUIDv7 (RFC 9562 section 5.7): milliseconds of the clock in front, so that ids sort by creation; the rest is
// random from OpenSSL.
class Uuid7Source final : public IdSource {
 public:
  explicit Uuid7Source(const Clock& clock) : clock_(clock) {}
  std::string NewId() override;

 private:
  const Clock& clock_;
};

// Whether `text` is a UUID of any version in lower case with hyphens.
bool IsUuid(absl::string_view text);
// Whether `text` is a version 4 UUID (RFC 9562 section 5.4), as `request_id` must be. Upper case is accepted.
bool IsUuid4(absl::string_view text);

}  // namespace driehoek
