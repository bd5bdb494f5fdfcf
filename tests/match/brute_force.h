// The definitions of the engine's README, by trying everything: all results of a round, all sets of
// claims.
#pragma once

#include <cstdint>
#include <vector>

#include "placement/match/problem.h"

namespace driehoek::placement::match {

// Every result in which each student has a place that he ranks, or none; feasible or not.
std::vector<Matching> AllMatchings(const Problem& problem);

bool IsFeasible(const Problem& problem, const Matching& matching);

// Whether no claim blocks. A host's choice from a set of claims is found by comparing all its
// subsets.
bool IsStable(const Problem& problem, const Matching& matching);

// What the rule most placed compares, less is better: students without a place, reserved seats not
// filled (as a negative number of those filled), total rank.
struct Score {
  std::int64_t unplaced = 0;
  std::int64_t reserved = 0;
  std::int64_t rank = 0;
  friend auto operator<=>(const Score&, const Score&) = default;
};
Score ScoreOf(const Problem& problem, const Matching& matching);

// Position of the student's place in his list; its length when he has none.
std::size_t RankOf(const Problem& problem, const Matching& matching, std::uint32_t student);

}  // namespace driehoek::placement::match
