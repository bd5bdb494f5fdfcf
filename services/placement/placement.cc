#include "placement/placement.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "shared/base/field_checks.h"

namespace driehoek::placement {
namespace {

constexpr int kLongestMonths = 12 * 5;
constexpr int kMostOutcomes = 50;
constexpr int kHighestLevel = 5;

void CheckOutcomeCodes(const std::vector<std::string>& codes, FieldViolations& violations) {
  if (codes.size() > kMostOutcomes) {
    violations.Add("outcome_codes", "OUTCOMES_TOO_MANY", "at most 50 codes");
    return;
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const std::string field = absl::StrCat("outcome_codes[", i, "]");
    CheckText(violations, field, codes[i], 1, 20);
    if (!seen.insert(codes[i]).second) {
      violations.Add(field, "OUTCOME_CODE_REPEATED", "each code may stand in it once");
    }
  }
}

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

bool IsShownToEmployer(const Placement& placement) {
  return placement.origin == Origin::kOwnEmployer || placement.state == State::kScreened ||
         !placement.supervisor.empty();
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
  CheckNumber(violations, "collaboration_level", placement.collaboration_level, 0, kHighestLevel);
  CheckNumber(violations, "authenticity_level", placement.authenticity_level, 0, kHighestLevel);
  CheckOutcomeCodes(placement.outcome_codes, violations);
  if (placement.workplace.empty() && !placement.capacity_offer.empty()) {
    violations.Add("capacity_offer", "OFFER_WITHOUT_WORKPLACE",
                   "is an offer of a workplace that must be named too");
  }
}

}  // namespace driehoek::placement
