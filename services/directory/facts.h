// What the directory asks of other services, each by a small port that the wiring fills in.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "shared/auth/caller.h"
#include "shared/base/strong_id.h"

namespace driehoek::directory {

// The roles that were granted to a person inside, beyond those of a launch. Access knows.
class GrantedRoles {
 public:
  virtual ~GrantedRoles() = default;
  virtual absl::StatusOr<std::vector<auth::Role>> Of(const TenantId& tenant, const PersonId& person,
                                                     absl::Time now, absl::Time deadline) = 0;
};

// Under which number the school's own files know a student. The register knows.
class StudentNumbers {
 public:
  virtual ~StudentNumbers() = default;
  // The student of this number; nothing when no file had it.
  virtual absl::StatusOr<std::optional<PersonId>> StudentOf(const TenantId& tenant,
                                                            absl::string_view number,
                                                            absl::Time deadline) = 0;
  // Whether a file gave this person a number.
  virtual absl::StatusOr<bool> HasNumber(const TenantId& tenant, const PersonId& person,
                                         absl::Time deadline) = 0;
};

struct StudentAndSupervisor {
  PersonId student;
  PersonId supervisor;
};

// Who learns with whom: the students and floor supervisors of placements that are prepared or run,
// in which one of `persons` is either. Placement knows.
class PlacementPairs {
 public:
  virtual ~PlacementPairs() = default;
  virtual absl::StatusOr<std::vector<StudentAndSupervisor>> Of(const TenantId& tenant,
                                                               const std::vector<PersonId>& persons,
                                                               absl::Time deadline) = 0;
};

}  // namespace driehoek::directory
