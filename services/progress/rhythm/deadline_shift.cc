#include "progress/rhythm/deadline_shift.h"

#include "shared/base/field_checks.h"

namespace driehoek::progress::rhythm {

void Check(const DeadlineShift& shift, FieldViolations& violations) {
  CheckText(violations, "subject", shift.subject, 0, 200);
  if (shift.task.empty() == shift.subject.empty()) {
    violations.Add("subject", "EITHER_ONE", "give a learning task or a subject, one of them");
  }
  if (shift.to <= shift.from) {
    violations.Add("to_date", "NOT_AFTER", "must be after the day it was to be");
  }
  const std::size_t least = shift.reason == ShiftReason::kOther ? 1 : 0;
  CheckText(violations, "note", shift.note, least, 500, TextKind::kBlock);
}

absl::StatusOr<DeadlineShift> Record(DeadlineShift shift, const PlacementFact& placement, int count,
                                     const PersonId& recorder, absl::Time now) {
  if (placement.is_final) {
    return Error(absl::StatusCode::kFailedPrecondition, "PLACEMENT_FINAL", "the placement is over");
  }
  if (count >= kMostShifts) {
    return Error(absl::StatusCode::kFailedPrecondition, "SHIFTS_TOO_MANY",
                 "the placement has the most shifts that are kept");
  }
  shift.placement = placement.id;
  shift.recorder = recorder;
  shift.ordinal = count + 1;
  shift.create_time = now;
  shift.version = 1;
  return shift;
}

}  // namespace driehoek::progress::rhythm
