// What a run gives each student and why (R25), what came of it for each group (R26), and what the
// judge found. Pure: the same input and seed give the same result, byte for byte.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "placement/match/problem.h"
#include "placement/round/run/allocation.h"
#include "placement/round/run/match_run.h"
#include "placement/round/run/run_input.h"

namespace driehoek::placement::round::run {

struct RunResult {
  // An Allocation for each student, in the order of the input, as bytes: what is stored, and what
  // the result's hash is taken of.
  std::string allocations;
  Outcome outcome;
  Verification verification;
  friend bool operator==(const RunResult&, const RunResult&) = default;
};

// What the lottery draws for each student. `seed` has kSeedBytes bytes.
std::vector<std::uint64_t> Draws(const RunInput& input, absl::string_view seed);

// The input of the engine: wishes that are not eligible any more are left out of the lists. Who is
// in no group is in one of their own.
match::Market MakeMarket(const RunInput& input, const std::vector<std::uint64_t>& draws);

// Divides, explains and has the judge look. A result in which the judge found faults is returned:
// look at `verification`. FAILED_PRECONDITION / SEED_WRONG when the seed is not the one that the
// input names; INPUT_NOT_SOLVABLE when reserves and seats do not fit together; TOO_LARGE by the
// rule most placed (match/assign.h).
absl::StatusOr<RunResult> Solve(const RunInput& input, absl::string_view seed);

}  // namespace driehoek::placement::round::run
