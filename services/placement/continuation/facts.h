// What ways on ask of others besides placement/facts.h: a port that the wiring fills in.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/continuation/ranking.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement::continuation {

// The workplaces of each institution, at hand. Thread-safe.
class Registers {
 public:
  virtual ~Registers() = default;
  // As it stood some moments ago at the latest; never null.
  virtual absl::StatusOr<std::shared_ptr<const Register>> Of(const TenantId& tenant, absl::Time now,
                                                             absl::Time deadline) = 0;
};

}  // namespace driehoek::placement::continuation
