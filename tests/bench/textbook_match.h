// Deferred acceptance as a textbook writes it: a stack of free students, an ordered set of who is
// held at each place. The baseline of the matching engine; plain capacities only.
#pragma once

#include "placement/match/problem.h"

namespace driehoek::bench {

placement::match::Matching TextbookMatch(const placement::match::Problem& problem);

}  // namespace driehoek::bench
