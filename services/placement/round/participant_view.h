// Participants as a caller sees them.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "driehoek/v1/matching.pb.h"
#include "placement/round/facts.h"
#include "placement/round/matching_round.h"
#include "placement/round/participant.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::round {

// What the published run says of its students; implemented beside the runs. Thread-safe.
class PublishedReasons {
 public:
  virtual ~PublishedReasons() = default;
  // Adds draw and reasons to the allocation of each. `round` is published.
  virtual absl::Status AddTo(const TenantId& tenant, const MatchingRound& round,
                             std::vector<v1::Participant>& participants, absl::Time deadline) = 0;
};

// Thread-safe. What it refers to must outlive it.
class ParticipantView {
 public:
  ParticipantView(RoundFacts& facts, PublishedReasons& reasons)
      : facts_(facts), reasons_(reasons) {}

  // One for each, in order, with the home for the student and the practice office. Records that the
  // caller saw them.
  absl::StatusOr<std::vector<v1::Participant>> Of(
      const rpc::Call& call, const MatchingRound& round,
      const std::vector<Participant>& participants) const;

 private:
  RoundFacts& facts_;
  PublishedReasons& reasons_;
};

}  // namespace driehoek::placement::round
