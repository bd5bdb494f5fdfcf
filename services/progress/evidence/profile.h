// How the evidence of a placement stands: by the five criteria for a portfolio (variation,
// relevance, authenticity, actuality, quantity), and for each outcome (R68). Pure; every number can
// be counted again from the items. Items that are archived are left out.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "progress/evidence/evidence_item.h"
#include "progress/evidence/facts.h"
#include "progress/facts.h"
#include "progress/proof_facts.h"
#include "shared/base/enum_names.h"

namespace driehoek::progress::evidence {

enum class Criterion { kVariation, kRelevance, kAuthenticity, kActuality, kQuantity };

inline constexpr int kEnoughKinds = 3;   // of content, for full variation
inline constexpr int kEnoughForOne = 2;  // items for one outcome, for full quantity

struct Score {
  Criterion criterion = Criterion::kVariation;
  int have = 0;
  int out_of = 0;
  friend bool operator==(const Score&, const Score&) = default;
};
// `have` of `out_of` in whole percents, rounded down, 100 at most; 0 out of nothing.
int PercentOf(const Score& score);

struct Profile {
  std::vector<Score> scores;  // one for each criterion, in their order
  int item_count = 0;
};
// `meant` are the outcomes that the placement is to cover; `day_of` gives the institution's day of
// an instant.
Profile ProfileOf(const std::vector<EvidenceItem>& items, const std::vector<Outcome>& meant,
                  const PlacementFact& placement,
                  const std::function<absl::CivilDay(absl::Time)>& day_of);

struct ProgressRow {
  Outcome outcome;
  int confirmed = 0;  // or used
  int requested = 0;
  int linked = 0;
  int unverified = 0;
  int disputed = 0;
  int tasks = 0;
  int closed_tasks = 0;
};
// One row for each of `meant`. An item counts for each of its outcomes.
std::vector<ProgressRow> ProgressOf(const std::vector<EvidenceItem>& items,
                                    const std::vector<TaskFact>& tasks,
                                    const std::vector<Outcome>& meant);

}  // namespace driehoek::progress::evidence
