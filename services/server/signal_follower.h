// Raises signals when something happened that they come from: follows the events of each
// institution, and looks at all running placements when this process starts, when a day begins, and
// now and then.
#pragma once

#include <map>
#include <vector>

#include "progress/facts.h"
#include "progress/signal/signal_due.h"
#include "shared/events/event_log.h"

namespace driehoek::server {

// For one thread, that of the deadline runner. What it refers to must outlive it.
class SignalFollower {
 public:
  SignalFollower(const progress::signal::SignalDue& due, progress::Directory& directory,
                 events::EventLog& log)
      : due_(due), directory_(directory), log_(log) {}

  absl::Status Run(const TenantId& tenant, absl::Time now, absl::Time deadline);

 private:
  struct Followed {
    std::int64_t sequence = 0;  // of the last event that was looked at
    absl::CivilDay day;         // on which all placements were last looked at
    absl::Time looked;          // when that was
  };
  absl::Status LookAtAll(const TenantId& tenant, absl::CivilDay today, absl::Time now,
                         absl::Time deadline);

  const progress::signal::SignalDue& due_;
  progress::Directory& directory_;
  events::EventLog& log_;
  std::map<TenantId, Followed> followed_;
};

}  // namespace driehoek::server
