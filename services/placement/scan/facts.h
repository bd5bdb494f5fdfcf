// What scans ask of others besides placement/facts.h: a port that the wiring fills in.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/placement.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement::scan {

// The directory. Read-only, thread-safe.
class Programmes {
 public:
  virtual ~Programmes() = default;
  // Whether the institution has it.
  virtual absl::StatusOr<bool> Has(const TenantId& tenant, const ProgrammeId& programme,
                                   absl::Time deadline) = 0;
};

}  // namespace driehoek::placement::scan
