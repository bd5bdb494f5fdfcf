// What conflicts of interest ask of the directory: a port that the wiring fills in. Read-only,
// thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/conflict/conflict.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement::conflict {

// Both sides of a conflict as they are now; names are empty for who or what is not there.
struct SidesFact {
  std::string student_name;
  bool has_organisation = false;
  std::string organisation_name;
  OrganisationId organisation_of_supervisor;  // empty: there is no such supervisor
  std::string supervisor_name;
};

class SidesFacts {
 public:
  virtual ~SidesFacts() = default;
  // One for each, in order.
  virtual absl::StatusOr<std::vector<SidesFact>> Of(
      const TenantId& tenant, const std::vector<ConflictOfInterest>& conflicts,
      absl::Time deadline) = 0;
};

}  // namespace driehoek::placement::conflict
