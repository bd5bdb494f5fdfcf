#include "placement/scan/criteria.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "shared/base/field_checks.h"

namespace driehoek::placement::scan {
namespace {

constexpr std::size_t kMostCriteria = 50;
constexpr std::size_t kLongestCode = 20;

bool IsCode(absl::string_view code) {
  return !code.empty() && code.size() <= kLongestCode && absl::ascii_isalnum(code.front()) &&
         std::all_of(code.begin(), code.end(), [](unsigned char c) {
           return absl::ascii_isalnum(c) || c == '_' || c == '-';
         });
}

}  // namespace

void Check(const Criteria& criteria, FieldViolations& violations) {
  CheckNumber(violations, "first_phase", criteria.first_phase, kFirstPhase, kLastPhase);
  CheckNumber(violations, "last_phase", criteria.last_phase, kFirstPhase, kLastPhase);
  if (criteria.last_phase < criteria.first_phase) {
    violations.Add("last_phase", "PHASES_REVERSED", "must not lie before the first phase");
  }
  if (criteria.criteria.empty()) {
    violations.Add("criteria", "CRITERIA_MISSING", "must hold at least one criterion");
  }
  if (criteria.criteria.size() > kMostCriteria) {
    violations.Add("criteria", "CRITERIA_TOO_MANY", "must hold at most 50 criteria");
    return;
  }
  std::set<std::string> codes;
  for (std::size_t i = 0; i < criteria.criteria.size(); ++i) {
    const Criterion& criterion = criteria.criteria[i];
    const std::string at = absl::StrCat("criteria[", i, "].");
    if (!IsCode(criterion.code)) {
      violations.Add(at + "code", "CRITERION_CODE_MALFORMED",
                     "must be 1 to 20 letters, digits, _ or -, beginning with a letter or digit");
    } else if (!codes.insert(criterion.code).second) {
      violations.Add(at + "code", "CRITERION_CODE_REPEATED", "must be unique in the set");
    }
    CheckText(violations, at + "title_nl", criterion.title_nl, 1, 200);
    CheckText(violations, at + "title_en", criterion.title_en, 1, 200);
    CheckText(violations, at + "help_nl", criterion.help_nl, 0, 1000, TextKind::kBlock);
    CheckText(violations, at + "help_en", criterion.help_en, 0, 1000, TextKind::kBlock);
  }
}

const Criterion* Find(const Criteria& criteria, absl::string_view code) {
  const auto found = std::find_if(criteria.criteria.begin(), criteria.criteria.end(),
                                  [&](const Criterion& one) { return one.code == code; });
  return found == criteria.criteria.end() ? nullptr : &*found;
}

}  // namespace driehoek::placement::scan
