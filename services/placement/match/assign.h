// The rule most placed of README.md, for rounds without priorities of workplaces.
#pragma once

#include <cstddef>
#include <cstdint>

#include "absl/status/statusor.h"
#include "placement/match/problem.h"

namespace driehoek::placement::match {

inline constexpr std::uint32_t kMostAssignedStudents = 200'000;
inline constexpr std::size_t kMostAssignedWishes = std::size_t{1} << 24;

// Places the most students; then fills the most reserved seats; then has the lowest total rank.
// Among equals: what follows from the order of the lottery and of the places. INVALID_ARGUMENT with
// more students or wishes than the bounds above. Seconds for thousands of students, minutes for a
// hundred thousand.
absl::StatusOr<Matching> SolveMostPlaced(const Problem& problem);

}  // namespace driehoek::placement::match
