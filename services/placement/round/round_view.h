// A round as a caller sees it.
#pragma once

#include "absl/status/statusor.h"
#include "driehoek/v1/matching.pb.h"
#include "placement/round/seed_seal.h"
#include "placement/round/sql_round_store.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::round {

// Thread-safe. What it refers to must outlive it.
class RoundView {
 public:
  RoundView(const SqlRoundStore& store, const SeedSeal& seal) : store_(store), seal_(seal) {}

  // With the seed once published, and with counts for office and manager. A student does not see
  // who proposed what.
  absl::StatusOr<v1::MatchingRound> Of(const rpc::Call& call, const MatchingRound& round) const;
  // The same with counts that are not stored yet.
  absl::StatusOr<v1::MatchingRound> Of(const rpc::Call& call, const MatchingRound& round,
                                       const Counts& counts) const;

 private:
  const SqlRoundStore& store_;
  const SeedSeal& seal_;
};

}  // namespace driehoek::placement::round
