#include "placement/ending.h"

#include <string>
#include <utility>

namespace driehoek::placement {
namespace {

absl::Status Refused(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text);
}

PlacementChange ComeTo(Placement placement, State state, absl::Time now) {
  placement.state = state;
  placement.update_time = now;
  return {.after = std::move(placement), .reached = {state}};
}

}  // namespace

std::optional<PlacementChange> Finish(const Placement& placement, const JudgementFact& judgement,
                                      absl::CivilDay today, absl::Time now) {
  const bool ran = placement.state == State::kActive || placement.state == State::kPaused;
  if (ran && today > placement.end_date) return ComeTo(placement, State::kFinishing, now);
  if (placement.state != State::kFinishing || !judgement.is_published) return std::nullopt;
  PlacementChange change = ComeTo(placement, State::kCompleted, now);
  if (judgement.assessment.has_value()) change.relies_on = {*judgement.assessment};
  return change;
}

absl::StatusOr<PlacementChange> CompleteWithoutJudgement(Placement placement,
                                                         const JudgementFact& judgement,
                                                         absl::string_view reason, absl::Time now) {
  if (IsFinal(placement.state)) return Refused("PLACEMENT_FINAL", "the placement is over");
  if (placement.state != State::kFinishing) {
    return Refused("PLACEMENT_NOT_FINISHING", "its last day is still to come, or it never ran");
  }
  if (judgement.assessment.has_value()) {
    return Refused("JUDGEMENT_COMING", "an assessment of it is under way");
  }
  placement.end_reason = std::string(reason);
  return ComeTo(std::move(placement), State::kCompleted, now);
}

absl::StatusOr<PlacementChange> EndEarly(Placement placement, absl::string_view reason,
                                         absl::Time now) {
  if (IsFinal(placement.state)) return Refused("PLACEMENT_FINAL", "the placement is over");
  placement.end_reason = std::string(reason);
  return ComeTo(std::move(placement), State::kEndedEarly, now);
}

}  // namespace driehoek::placement
