#include "placement/conflict/conflict.h"

#include "shared/base/field_checks.h"

namespace driehoek::placement::conflict {

ConflictState StateOf(const ConflictOfInterest& conflict) {
  return conflict.end_time.has_value() ? ConflictState::kEnded : ConflictState::kRunning;
}

void Check(const ConflictOfInterest& conflict, FieldViolations& violations) {
  if (conflict.enrolment.empty()) {
    violations.Add("enrolment", "ENROLMENT_MISSING", "must be named");
  }
  if (conflict.organisation.empty()) {
    violations.Add("organisation", "ORGANISATION_MISSING", "must be named");
  }
  CheckText(violations, "reason", conflict.reason, 1, kLongestReason, TextKind::kBlock);
}

absl::StatusOr<ConflictOfInterest> End(ConflictOfInterest conflict, const std::string& reason,
                                       absl::Time now) {
  if (conflict.end_time.has_value()) {
    return Error(absl::StatusCode::kFailedPrecondition, "CONFLICT_ENDED", "it was ended before");
  }
  conflict.end_time = now;
  conflict.end_reason = reason;
  return conflict;
}

}  // namespace driehoek::placement::conflict
