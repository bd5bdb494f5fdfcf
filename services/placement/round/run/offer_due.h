// Takes back the offers that nobody answered in time and the seats whose placement ended early, and
// makes the next offers.
#pragma once

#include <set>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/round/run/seats.h"
#include "placement/round/sql_round_store.h"
#include "placement/sql_placement_store.h"
#include "shared/events/change_log.h"

namespace driehoek::placement::round::run {

// Thread-safe. What it refers to must outlive it.
class OfferDue {
 public:
  OfferDue(const SqlRoundStore& rounds, const SeatsReader& seats,
           const SqlPlacementStore& placements, events::ChangeLog& change_log)
      : rounds_(rounds), seats_(seats), placements_(placements), change_log_(change_log) {}

  // Every published round of the institution. A round in which somebody was first is left for the
  // next time.
  absl::Status Run(const TenantId& tenant, absl::Time now, absl::Time deadline);

 private:
  absl::Status RunRound(const TenantId& tenant, const MatchingRound& round, absl::Time now,
                        absl::Time deadline);
  // The placements of those who accepted that ended early.
  absl::StatusOr<std::set<PlacementId>> EndedOf(const TenantId& tenant,
                                                const std::vector<Participant>& participants,
                                                absl::Time deadline) const;

  const SqlRoundStore& rounds_;
  const SeatsReader& seats_;
  const SqlPlacementStore& placements_;
  events::ChangeLog& change_log_;
};

}  // namespace driehoek::placement::round::run
