#include "placement/placement.h"

#include "shared/base/field_checks.h"

namespace driehoek::placement {
namespace {

constexpr int kLongestMonths = 12 * 5;

}  // namespace

bool IsFinal(State state) { return state == State::kCompleted || state == State::kEndedEarly; }

bool HasStarted(State state) {
  return state == State::kActive || state == State::kPaused || state == State::kFinishing ||
         state == State::kCompleted;
}

bool TakesAttention(State state) {
  switch (state) {
    case State::kConfirmed:
    case State::kReady:
    case State::kActive:
    case State::kPaused:
    case State::kFinishing:
      return true;
    case State::kSearching:
    case State::kProposed:
    case State::kScreened:
    case State::kCompleted:
    case State::kEndedEarly:
      return false;
  }
  return false;
}

void Check(const Placement& placement, FieldViolations& violations) {
  if (placement.end_date < placement.start_date) {
    violations.Add("end_date", "END_BEFORE_START", "must not lie before the first day");
  }
  const absl::CivilMonth last_month = absl::CivilMonth(placement.start_date) + kLongestMonths;
  if (placement.end_date > absl::CivilDay(last_month) + (placement.start_date.day() - 1)) {
    violations.Add("end_date", "PERIOD_TOO_LONG", "must lie at most 5 years after the first day");
  }
  CheckNumber(violations, "weekly_hours", placement.weekly_hours, 1, 60);
  CheckNumber(violations, "load_hours", placement.load_hours, 0, 20000);
  if (placement.workplace.empty() && !placement.supervisor.empty()) {
    violations.Add("supervisor", "SUPERVISOR_WITHOUT_WORKPLACE",
                   "needs a workplace to supervise at");
  }
}

}  // namespace driehoek::placement
