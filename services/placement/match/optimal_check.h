// Part of the judge: whether a feasible result is the best by the rule most placed (README.md).
#pragma once

#include "placement/match/problem.h"

namespace driehoek::placement::match {

// `matching` must be feasible. Exact: a feasible flow of least cost is one whose residual graph has
// no cycle of negative cost (Klein 1967); the graph is searched for one by Bellman and Ford's rule.
bool IsOptimal(const Problem& problem, const Matching& matching);

}  // namespace driehoek::placement::match
