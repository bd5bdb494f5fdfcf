// What evidence writes inside the commit that publishes an assessment: a port that the wiring fills
// in, so that both happen or neither.
#pragma once

#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "progress/assessment/facts.h"
#include "shared/events/change_log.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::assessment {

// Thread-safe.
class EvidenceUse {
 public:
  virtual ~EvidenceUse() = default;
  using Rows = std::function<absl::Status(storage::TenantTransaction&)>;
  // These confirmed items become used at `now`; what are used already stay. Adds versions and
  // events to `plan` and returns what writes the rows.
  virtual absl::StatusOr<Rows> Use(const TenantId& tenant, const std::vector<EvidenceId>& items,
                                   absl::Time now, absl::Time deadline,
                                   events::CommitPlan& plan) = 0;
};

}  // namespace driehoek::progress::assessment
