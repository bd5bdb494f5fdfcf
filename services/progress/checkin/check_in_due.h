// What the clock brings to check-ins, and the plan that the system makes of them by itself (R52):
// for the server's deadline runner.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "progress/checkin/facts.h"
#include "progress/checkin/lifecycle.h"
#include "progress/checkin/schedule.h"
#include "progress/checkin/sql_check_in_store.h"
#include "progress/facts.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"

namespace driehoek::progress::checkin {

// Thread-safe; holds no state. What it refers to must outlive it. Several processes may run it at
// once: each step is taken and told by one of them.
class CheckInDue {
 public:
  struct Parts {
    const SqlCheckInStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    Placements& placements;
    Directory& directory;
    Programmes& programmes;
    Institution& institution;
    Agreements& agreements;
    RunningPlacements& running;
  };
  explicit CheckInDue(const Parts& parts) : parts_(parts) {}

  // How many check-ins were invited to, opened for views, missed or cancelled. Cheap when there is
  // nothing to do.
  absl::StatusOr<int> Run(const TenantId& tenant, absl::Time now, absl::Time deadline) const;

  // Plans every placement that runs; how many of them changed.
  absl::StatusOr<int> PlanAll(const TenantId& tenant, absl::Time now, absl::Time deadline) const;
  // Plans one that runs, and cancels what is ahead of one that is over. Whether anything changed.
  absl::StatusOr<bool> PlanOne(const TenantId& tenant, const PlacementId& id, absl::Time now,
                               absl::Time deadline) const;

 private:
  // The instant of a round, and what it is at the institution.
  struct Moment {
    absl::Time now;
    absl::CivilDay today;
    absl::TimeZone zone;
    absl::Time deadline;
  };
  absl::StatusOr<Moment> At(const TenantId& tenant, absl::Time now, absl::Time deadline) const;
  absl::StatusOr<bool> Move(const TenantId& tenant, const CheckIn& check_in,
                            const Moment& moment) const;
  absl::StatusOr<bool> MakePlan(const TenantId& tenant, const PlacementFact& placement,
                                const Moment& moment) const;
  // When the contact person of a placement has other check-ins from today on.
  absl::StatusOr<std::vector<Taken>> TakenOf(const TenantId& tenant, const PlacementFact& placement,
                                             const Moment& moment) const;
  // False when somebody was first: the next round decides anew.
  absl::StatusOr<bool> Store(const TenantId& tenant, const std::vector<PlannedChange>& changes,
                             const Plan* plan, absl::Time deadline) const;

  const Parts parts_;
};

}  // namespace driehoek::progress::checkin
