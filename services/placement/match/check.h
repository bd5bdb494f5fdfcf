// The judge. It proves or refutes a result against the definitions of README.md, however the result
// was made: it shares no code with the solvers (I2, I7).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "placement/match/problem.h"

namespace driehoek::placement::match {

enum class Rule { kStable, kMostPlaced };

enum class Fault {
  kWrongSize,     // the result is not of as many students as the problem
  kNotRanked,     // `student` has a place that he did not rank
  kOverCapacity,  // `place` has `count` students and `bound` seats
  kOverCeiling,   // `place` has `count` students of `group`, whose ceiling is `bound`
  kOverLimit,     // `supervisor` has `count` students, more than the limit `bound`
  kBlocks,        // `student` prefers `place`, and its host would choose this claim
  kNotMost,       // by the rule most placed there is a better result
};

struct Finding {
  Fault fault = Fault::kWrongSize;
  std::uint32_t student = kNone;
  std::uint32_t place = kNone;
  std::uint32_t group = kNone;
  std::uint32_t supervisor = kNone;
  std::uint64_t count = 0;
  std::uint64_t bound = 0;
};

struct Report {
  std::vector<Finding> findings;     // the first kMostFindings
  std::uint64_t faults = 0;          // all of them
  std::uint64_t claims_checked = 0;  // claims on places that somebody prefers to what he got
  std::uint32_t placed = 0;
  std::uint64_t total_rank = 0;  // first choice counts 1

  bool ok() const { return faults == 0; }
};

inline constexpr std::size_t kMostFindings = 100;

// Feasible, and by kStable stable, by kMostPlaced optimal. Every claim that could block is looked
// at; none is looked at when the result is not feasible. kMostPlaced takes time in the order of
// students x wishes at worst; use it up to some 100,000 students.
Report Check(const Problem& problem, const Matching& matching, Rule rule);

// One sentence, by index: "place 3 has 4 students and 3 seats".
std::string Describe(const Finding& finding);

}  // namespace driehoek::placement::match
