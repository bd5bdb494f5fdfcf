// Reads all that a run is made of, as it is now.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/round/facts.h"
#include "placement/round/run/run_input.h"
#include "placement/round/sql_round_store.h"
#include "placement/shared_attention.h"
#include "placement/sql_placement_store.h"

namespace driehoek::placement::round::run {

// Thread-safe. What it refers to must outlive it.
class SnapshotReader {
 public:
  // `shared` may be null: then no organisation shares the attention of its supervisors.
  SnapshotReader(const SqlRoundStore& rounds, const SqlPlacementStore& placements,
                 RoundFacts& facts, SharedAttention* shared = nullptr)
      : rounds_(rounds), placements_(placements), facts_(facts), shared_(shared) {}

  // Each supervisor of a place can have as many students as the round says, else as the strictest
  // policy of the participants allows, less those who take his or her attention on the fullest day
  // of the round's period, students of other institutions among them (R23).
  absl::StatusOr<Snapshot> Of(const TenantId& tenant, const MatchingRound& round,
                              absl::Time deadline) const;

 private:
  absl::StatusOr<int> LimitOf(const TenantId& tenant, const MatchingRound& round,
                              const std::vector<Participant>& participants,
                              absl::Time deadline) const;

  const SqlRoundStore& rounds_;
  const SqlPlacementStore& placements_;
  RoundFacts& facts_;
  SharedAttention* const shared_;
};

}  // namespace driehoek::placement::round::run
