// How a placement ends: as planned, with the judgement that it led to, or before its time. Pure
// decisions (domain text 6.2).
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/facts.h"
#include "placement/lifecycle.h"
#include "placement/placement.h"

namespace driehoek::placement {

// Where a placement must move by now because its period is over: what ran becomes FINISHING on the
// day after its last day, and COMPLETED once its judgement is published. Relies on the assessment
// that says so.
std::optional<PlacementChange> Finish(const Placement& placement, const JudgementFact& judgement,
                                      absl::CivilDay today, absl::Time now);

// Completes it without a judgement, for a reason that is kept: not every placement is judged.
// FAILED_PRECONDITION / PLACEMENT_FINAL, PLACEMENT_NOT_FINISHING, JUDGEMENT_COMING (an assessment
// is under way).
absl::StatusOr<PlacementChange> CompleteWithoutJudgement(Placement placement,
                                                         const JudgementFact& judgement,
                                                         absl::string_view reason, absl::Time now);

// FAILED_PRECONDITION / PLACEMENT_FINAL.
absl::StatusOr<PlacementChange> EndEarly(Placement placement, absl::string_view reason,
                                         absl::Time now);

}  // namespace driehoek::placement
