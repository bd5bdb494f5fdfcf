// Keeps the seed of a round unreadable in its row: who can read the table cannot work out the draws
// while wishes can still change (R25).
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "placement/round/matching_round.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement::round {

// Thread-safe.
class SeedSeal {
 public:
  // The key is made of the one secret of the installation.
  explicit SeedSeal(absl::string_view installation_secret);

  // Bound to the round: a sealed seed cannot be moved to another one.
  absl::StatusOr<std::string> Seal(const TenantId& tenant, const RoundId& round,
                                   absl::string_view seed) const;
  // The kSeedBytes bytes of lottery.h. DATA_LOSS / AEAD_NOT_AUTHENTIC.
  absl::StatusOr<std::string> Open(const TenantId& tenant, const MatchingRound& round) const;

 private:
  const std::string key_;
};

}  // namespace driehoek::placement::round
