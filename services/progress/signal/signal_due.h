// Looks at what happened in running placements, raises what is new, and passes the time for
// acknowledging: for the server's deadline runner.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "progress/facts.h"
#include "progress/signal/facts.h"
#include "progress/signal/history_reading.h"
#include "progress/signal/lifecycle.h"
#include "progress/signal/sql_signal_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"

namespace driehoek::progress::signal {

// Thread-safe; holds no state. What it refers to must outlive it. Several processes may look at
// once: each signal is raised, and each manager told, by one of them.
class SignalDue {
 public:
  struct Parts {
    const SqlSignalStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    Running& running;
    const HistoryReading& histories;
    Directory& directory;
  };
  explicit SignalDue(const Parts& parts) : parts_(parts) {}

  // Looks at every running placement, and at signals on placements that no longer run. How many
  // signals were raised or changed.
  absl::StatusOr<int> LookAtAll(const TenantId& tenant, absl::Time now, absl::Time deadline) const;
  // Looks at these placements.
  absl::StatusOr<int> LookAt(const TenantId& tenant, const std::vector<PlacementId>& placements,
                             absl::Time now, absl::Time deadline) const;
  // Tells managers of signals that nobody acknowledged in time. How many. Cheap when there are
  // none.
  absl::StatusOr<int> PassTime(const TenantId& tenant, absl::Time now, absl::Time deadline) const;

 private:
  absl::StatusOr<int> LookAtPage(const TenantId& tenant,
                                 const std::vector<RunningPlacement>& placements,
                                 absl::CivilDay today, absl::Time now, absl::Time deadline) const;
  // What was found on a placement that no longer runs is so no more.
  absl::StatusOr<int> LetGo(const TenantId& tenant, const std::vector<Signal>& open, absl::Time now,
                            absl::Time deadline) const;
  // False: somebody was first.
  absl::StatusOr<bool> Commit(const TenantId& tenant, SignalChange change,
                              absl::Time deadline) const;

  const Parts parts_;
};

}  // namespace driehoek::progress::signal
