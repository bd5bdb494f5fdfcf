// The student-optimal stable result of README.md: deferred acceptance from the students' side (Gale
// and Shapley 1962), with reserves, ceilings and attention limits (R23, R25, R26).
#pragma once

#include "placement/match/problem.h"

namespace driehoek::placement::match {

// The one stable result that every student likes at least as much as any other stable result. Needs
// about 20 bytes a student above the problem. Pure: safe to call from several threads.
Matching SolveStable(const Problem& problem);

}  // namespace driehoek::placement::match
