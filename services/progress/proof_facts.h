// What evidence and assessments ask of the programme, besides facts.h: a port that the wiring fills
// in. Read-only, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "progress/facts.h"

namespace driehoek::progress {

// The policy set of the variant, as far as proof goes (directory.proto, PolicySet).
struct ProofPolicy {
  int guest_after_end_days = 0;  // that a supervisor keeps access after a placement
  int appeal_weeks = 0;
  FactVersion programme_variant;
};

struct Outcome {
  std::string code;
  std::string title;
};

class ProofProgrammes {
 public:
  virtual ~ProofProgrammes() = default;
  virtual absl::StatusOr<ProofPolicy> Policy(const TenantId& tenant, const VariantId& variant,
                                             absl::Time deadline) = 0;
  // Of the set that applies to the variant; none when it has no set.
  virtual absl::StatusOr<std::vector<Outcome>> Outcomes(const TenantId& tenant,
                                                        const VariantId& variant,
                                                        absl::Time deadline) = 0;
};

// Those of `all` that the placement is meant to cover: all when it names none.
inline std::vector<Outcome> MeantOutcomes(const PlacementFact& placement,
                                          const std::vector<Outcome>& all) {
  if (placement.outcome_codes.empty()) return all;
  std::vector<Outcome> meant;
  for (const Outcome& outcome : all) {
    for (const std::string& code : placement.outcome_codes) {
      if (code == outcome.code) meant.push_back(outcome);
    }
  }
  return meant;
}

}  // namespace driehoek::progress
