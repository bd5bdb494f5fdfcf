#include "placement/continuation/choice.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace driehoek::placement::continuation {
namespace {

Form FormOf(OptionKind kind, Form before) {
  switch (kind) {
    case OptionKind::kAnotherWorkplace:
    case OptionKind::kOther:
      return before;
    case OptionKind::kShortPlacementsCombined:
    case OptionKind::kFellowStudentOrganisation:
      return Form::kShortAssignment;
    case OptionKind::kSimulatedPractice:
      return Form::kSchoolProject;
  }
  return before;
}

bool Has(const std::vector<std::string>& known, const std::string& code) {
  return std::find(known.begin(), known.end(), code) != known.end();
}

std::vector<std::string> Known(const std::vector<std::string>& codes,
                               const std::vector<std::string>& known) {
  std::vector<std::string> both;
  for (const std::string& code : codes) {
    if (Has(known, code)) both.push_back(code);
  }
  return both;
}

// An equal part, of which something is always left.
int Share(int hours, std::size_t parts) { return std::max(hours / static_cast<int>(parts), 1); }

}  // namespace

void CheckOutcomesKnown(const std::vector<Option>& options, const std::vector<std::string>& known,
                        FieldViolations& violations) {
  for (std::size_t i = 0; i < options.size(); ++i) {
    for (std::size_t j = 0; j < options[i].outcome_codes.size(); ++j) {
      if (Has(known, options[i].outcome_codes[j])) continue;
      violations.Add(absl::StrCat("options[", i, "].outcome_codes[", j, "]"), "OUTCOME_UNKNOWN",
                     "must be in the programme's outcome set");
    }
  }
}

std::vector<Placement> PlacementsOf(const Option& option, const Placement& before,
                                    const std::vector<std::string>& known, absl::CivilDay today) {
  const bool is_at_school = option.kind == OptionKind::kSimulatedPractice;
  const std::size_t count = is_at_school ? 1 : option.workplaces.size();
  if (count == 0) return {};
  const absl::CivilDay start = std::max(today, before.start_date);
  Placement draft{
      .student = before.student,
      .enrolment = before.enrolment,
      .form = FormOf(option.kind, before.form),
      .start_date = start,
      .end_date = before.end_date >= start ? before.end_date
                                           : start + (before.end_date - before.start_date),
      .weekly_hours = Share(before.weekly_hours, count),
      .load_hours = before.load_hours / static_cast<int>(count),
      .origin = Origin::kContinuation,
      .outcome_codes =
          Known(option.outcome_codes.empty() ? before.outcome_codes : option.outcome_codes, known)};
  std::vector<Placement> drafts(count, draft);
  if (is_at_school) return drafts;
  for (std::size_t i = 0; i < count; ++i) {
    drafts[i].organisation = option.workplaces[i].organisation;
    drafts[i].workplace = option.workplaces[i].workplace;
  }
  return drafts;
}

}  // namespace driehoek::placement::continuation
