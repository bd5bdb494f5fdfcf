// What shared attention asks of the directory: a port that the wiring fills in. Read-only,
// thread-safe.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/attention/claim.h"
#include "placement/placement.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement::attention {

class SharedSupervisors {
 public:
  virtual ~SharedSupervisors() = default;
  // How other institutions know the supervisor. Nothing when they cannot: the organisation has no
  // verified KvK number, or the supervisor no mail address.
  virtual absl::StatusOr<std::optional<SharedSupervisor>> Of(const TenantId& tenant,
                                                             const OrganisationId& organisation,
                                                             const SupervisorId& supervisor,
                                                             absl::Time deadline) = 0;
};

}  // namespace driehoek::placement::attention
