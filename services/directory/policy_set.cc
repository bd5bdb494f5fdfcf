#include "directory/policy_set.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "directory/policy_defaults.h"
#include "shared/base/field_checks.h"

namespace driehoek::directory {
namespace {

using P = PolicySet;

constexpr PolicyNumber kNumbers[] = {
    {"agreement_due_days", &P::agreement_due_days, 0, 365, Looser::kLess},
    {"scan_validity_days", &P::scan_validity_days, 0, 1830, Looser::kMoreNotZero},
    {"scan_lead_days", &P::scan_lead_days, 0, 365, Looser::kLess},
    {"task_submit_percent", &P::task_submit_percent, 1, 100, Looser::kMore},
    {"task_submit_week", &P::task_submit_week, 0, 260, Looser::kMoreOrZero},
    {"verdict_working_days", &P::verdict_working_days, 1, 60, Looser::kMore},
    {"verdict_lead_days", &P::verdict_lead_days, 1, 60, Looser::kMore},
    {"verdict_manager_days", &P::verdict_manager_days, 1, 60, Looser::kMore},
    {"mid_term_interval_weeks", &P::mid_term_interval_weeks, 0, 260, Looser::kMoreOrZero},
    {"mid_term_from_percent", &P::mid_term_from_percent, 1, 100, Looser::kLess},
    {"mid_term_to_percent", &P::mid_term_to_percent, 1, 100, Looser::kMore},
    {"contact_interval_weeks", &P::contact_interval_weeks, 0, 260, Looser::kMoreOrZero},
    {"silence_programme_workplace_weeks", &P::silence_programme_workplace_weeks, 1, 52,
     Looser::kMore},
    {"silence_programme_student_weeks", &P::silence_programme_student_weeks, 1, 52, Looser::kMore},
    {"silence_student_workplace_weeks", &P::silence_student_workplace_weeks, 1, 52, Looser::kMore},
    {"pulse_interval_weeks", &P::pulse_interval_weeks, 1, 52, Looser::kMore},
    {"learning_share_alert_percent", &P::learning_share_alert_percent, 0, 100, Looser::kLess},
    {"deadline_shift_alert", &P::deadline_shift_alert, 1, 100, Looser::kMore},
    {"continuation_working_days", &P::continuation_working_days, 1, 60, Looser::kMore},
    {"max_students_per_supervisor", &P::max_students_per_supervisor, 1, 100, Looser::kMore},
    {"attention_minutes_per_week", &P::attention_minutes_per_week, 1, 10080, Looser::kLess},
    {"signal_working_days", &P::signal_working_days, 1, 60, Looser::kMore},
    {"appeal_weeks", &P::appeal_weeks, 1, 52, Looser::kLess},
    {"guest_unopened_days", &P::guest_unopened_days, 1, 90, Looser::kMore},
    {"guest_after_end_days", &P::guest_after_end_days, 0, 365, Looser::kMore},
    {"briefing_valid_months", &P::briefing_valid_months, 1, 120, Looser::kMore},
};

bool IsLooser(int value, int standard, Looser looser) {
  switch (looser) {
    case Looser::kMore:
      return value > standard;
    case Looser::kLess:
      return value < standard;
    case Looser::kMoreOrZero:
      return standard != 0 && (value == 0 || value > standard);
    case Looser::kMoreNotZero:
      return value != 0 && (standard == 0 || value > standard);
  }
  return false;
}

int Strictness(AgreementRule rule) {
  switch (rule) {
    case AgreementRule::kDesirable:
      return 0;
    case AgreementRule::kThreeParty:
      return 1;
    case AgreementRule::kThreePartyLegal:
      return 2;
  }
  return 0;
}

// A search clock is looser when it has fewer moments or when one comes later than in the default.
bool IsLooserClock(const std::vector<int>& clock, const std::vector<int>& standard) {
  if (clock.size() < standard.size()) return true;
  for (std::size_t i = 0; i < standard.size(); ++i) {
    if (clock[i] < standard[i]) return true;
  }
  return false;
}

bool IsClauseCode(absl::string_view code) {
  return !code.empty() && code.size() <= 64 && std::all_of(code.begin(), code.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return absl::ascii_islower(u) || absl::ascii_isdigit(u) || c == '_';
  });
}

void CheckClauses(const PolicySet& set, FieldViolations& violations) {
  if (set.required_clauses.size() > 50) {
    violations.Add("required_clauses", "CLAUSES_TOO_MANY", "at most 50 clauses");
    return;
  }
  std::set<std::string> seen;
  for (const std::string& code : set.required_clauses) {
    if (IsClauseCode(code) && seen.insert(code).second) continue;
    violations.Add("required_clauses", "CLAUSE_CODE_MALFORMED",
                   "codes are lower case letters, digits and underscores, each one once");
    return;
  }
}

void CheckClock(const PolicySet& set, FieldViolations& violations) {
  const std::vector<int>& clock = set.search_clock_weeks;
  const bool in_bounds = clock.size() <= 12 && std::all_of(clock.begin(), clock.end(), [](int w) {
                           return w >= 1 && w <= 104;
                         });
  const bool falls =
      std::adjacent_find(clock.begin(), clock.end(), std::less_equal<>()) == clock.end();
  if (in_bounds && falls) return;
  violations.Add("search_clock_weeks", "SEARCH_CLOCK_ORDER",
                 "at most 12 numbers from 104 to 1, each below the one before");
}

}  // namespace

absl::Span<const PolicyNumber> PolicyNumbers() { return kNumbers; }

PolicySet FillIn(PolicySet set) {
  const PolicySet standard = DefaultPolicySet(set.variant);
  for (const PolicyNumber& number : kNumbers) {
    if (number.min > 0 && set.*number.field == 0) set.*number.field = standard.*number.field;
  }
  if (set.search_clock_weeks.empty()) set.search_clock_weeks = standard.search_clock_weeks;
  return set;
}

void Check(const PolicySet& set, bool for_non_funded, FieldViolations& violations) {
  if (set.variant == Variant::kDual && set.agreement_rule != AgreementRule::kThreePartyLegal) {
    violations.Add("agreement_rule", "DUAL_NEEDS_LEGAL_AGREEMENT",
                   "a dual programme rests on an agreement of three parties (WHW 7.7(5))");
  }
  for (const PolicyNumber& number : kNumbers) {
    CheckNumber(violations, number.name, set.*number.field, number.min, number.max);
  }
  if (set.mid_term_from_percent > set.mid_term_to_percent) {
    violations.Add("mid_term_to_percent", "WINDOW_REVERSED",
                   "the window must open before it closes");
  }
  CheckClauses(set, violations);
  CheckClock(set, violations);
  CheckText(violations, "loosened_reason", set.loosened_reason, 0, 1000, TextKind::kBlock);
  if (for_non_funded && !MayServeNonFunded(set)) {
    violations.Add("loosened_reason", "LOOSENED_WITHOUT_REASON",
                   absl::StrCat("must say why these ask less than the default: ",
                                absl::StrJoin(LoosenedValues(set), ", ")));
  }
}

std::vector<std::string> LoosenedValues(const PolicySet& set) {
  const PolicySet standard = DefaultPolicySet(set.variant);
  std::vector<std::string> loosened;
  if (Strictness(set.agreement_rule) < Strictness(standard.agreement_rule)) {
    loosened.emplace_back("agreement_rule");
  }
  for (const PolicyNumber& number : kNumbers) {
    if (IsLooser(set.*number.field, standard.*number.field, number.looser)) {
      loosened.emplace_back(number.name);
    }
  }
  if (IsLooserClock(set.search_clock_weeks, standard.search_clock_weeks)) {
    loosened.emplace_back("search_clock_weeks");
  }
  return loosened;
}

bool MayServeNonFunded(const PolicySet& set) {
  return !absl::StripAsciiWhitespace(set.loosened_reason).empty() || LoosenedValues(set).empty();
}

}  // namespace driehoek::directory
