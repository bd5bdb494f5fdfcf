// Freezes rounds whose preferences are due, by the clock.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/round/sql_round_store.h"
#include "shared/events/change_log.h"

namespace driehoek::placement::round {

// Thread-safe. What it refers to must outlive it.
class RoundDue {
 public:
  RoundDue(const SqlRoundStore& store, events::ChangeLog& change_log)
      : store_(store), change_log_(change_log) {}

  // How many rounds of the institution it froze. One that somebody changed meanwhile stays for the
  // next time.
  absl::StatusOr<int> Run(const TenantId& tenant, absl::Time now, absl::Time deadline);

 private:
  const SqlRoundStore& store_;
  events::ChangeLog& change_log_;
};

}  // namespace driehoek::placement::round
