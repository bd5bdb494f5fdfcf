// A student, the programme and the workplace, as somebody who watches over them sees it; and what
// needs attention first: values and a pure rule.
#pragma once

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "progress/signal/facts.h"
#include "progress/signal/history.h"
#include "progress/signal/signal.h"

namespace driehoek::progress::signal {

struct Triangle {
  RunningPlacement placement;
  PolicyFact policy;
  PlacementHistory history;
  std::optional<absl::Time> next_check_in;
  std::vector<Signal> open;  // what asks most first
};

// Puts the triangles in the order in which they need attention: by the most severe open signal;
// then by the working days that verdicts are late, added up; then by the longest silence over what
// the policy allows; then by the first day on which a verdict is due; then by placement, so that
// the order is always the same. Puts the open signals of each in order too, the most severe first,
// then the oldest. A signal that is not current asks as a notice, after those that are.
void SortByAttention(std::vector<Triangle>& triangles, absl::CivilDay today);

// How a triangle in that order asks for attention by its signals; nothing: it has none open.
std::optional<Severity> SeverityOf(const Triangle& triangle);

}  // namespace driehoek::progress::signal
