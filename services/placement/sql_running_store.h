// Reads placements that run, many at once and only what is asked of all of them together: for who
// looks at every one of them again and again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/placement.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement {

// Which running placements. What is not set does not narrow; a set of nothing gives nothing.
struct RunningQuery {
  std::optional<std::vector<PersonId>> students;
  std::optional<std::vector<PlacementId>> placements;
  int limit = 500;
  PlacementId after;  // the last one of the page before, or empty
};

// Students of one supervisor at the same time.
struct SupervisorLoad {
  SupervisorId supervisor;
  int student_count = 0;
  absl::CivilDay newest_start;  // first day of the placement that began last
};

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlRunningStore {
 public:
  explicit SqlRunningStore(storage::TenantDatabase& database) : database_(database) {}

  // By id: id, student, enrolment, programme, variant, phase, organisation, workplace, supervisor,
  // days and state; nothing else is filled. Those that are active or finishing.
  absl::StatusOr<std::vector<Placement>> Running(const TenantId& tenant, const RunningQuery& query,
                                                 absl::Time deadline) const;
  // These placements, filled likewise, whatever their state.
  absl::StatusOr<std::vector<Placement>> OfIds(const TenantId& tenant,
                                               const std::vector<PlacementId>& placements,
                                               absl::Time deadline) const;
  // What each of `supervisors` has on `today`, as attention is counted (TakesAttention).
  absl::StatusOr<std::vector<SupervisorLoad>> LoadsOf(const TenantId& tenant,
                                                      const std::vector<SupervisorId>& supervisors,
                                                      absl::CivilDay today,
                                                      absl::Time deadline) const;

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::placement
