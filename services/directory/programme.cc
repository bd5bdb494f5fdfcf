#include "directory/programme.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "shared/base/field_checks.h"

namespace driehoek::directory {
namespace {

void CheckOutcome(const Outcome& outcome, absl::string_view path, FieldViolations& violations) {
  CheckText(violations, absl::StrCat(path, ".code"), outcome.code, 1, 20);
  CheckText(violations, absl::StrCat(path, ".title"), outcome.title, 1, 200);
  CheckText(violations, absl::StrCat(path, ".description"), outcome.description, 0, 2000,
            TextKind::kBlock);
  int before = 0;
  for (std::size_t i = 0; i < outcome.level_descriptors.size(); ++i) {
    const LevelDescriptor& descriptor = outcome.level_descriptors[i];
    const std::string here = absl::StrCat(path, ".level_descriptors[", i, "]");
    CheckNumber(violations, absl::StrCat(here, ".level"), descriptor.level, 1, 4);
    CheckText(violations, absl::StrCat(here, ".description"), descriptor.description, 1, 2000,
              TextKind::kBlock);
    if (descriptor.level <= before) {
      violations.Add(absl::StrCat(here, ".level"), "LEVEL_ORDER", "lowest level first, none twice");
    }
    before = descriptor.level;
  }
}

}  // namespace

void Check(const Programme& programme, FieldViolations& violations) {
  CheckText(violations, "display_name", programme.display_name, 1, 200);
  CheckNumber(violations, "level", programme.level, 1, 8);
  CheckText(violations, "sector", programme.sector, 0, 100);
  const std::set<ValidationStep> steps(programme.validation_order.begin(),
                                       programme.validation_order.end());
  if (steps.size() != programme.validation_order.size()) {
    violations.Add("validation_order", "STEP_REPEATED", "each step may stand in the order once");
  }
}

void Check(const ProgrammeVariant& variant, FieldViolations& violations) {
  CheckText(violations, "rio_code", variant.rio_code, 0, 50);
  CheckNumber(violations, "credits_ec", variant.credits_ec, 1, 480);
  CheckNumber(violations, "practice_share_percent", variant.practice_share_percent, 0, 100);
}

void Check(const OutcomeSet& set, FieldViolations& violations) {
  if (set.outcomes.empty()) {
    violations.Add("outcomes", "OUTCOMES_MISSING", "at least one outcome");
  } else if (set.outcomes.size() > 100) {
    violations.Add("outcomes", "OUTCOMES_TOO_MANY", "at most 100 outcomes");
    return;
  }
  std::set<std::string> codes;
  for (std::size_t i = 0; i < set.outcomes.size(); ++i) {
    const std::string path = absl::StrCat("outcomes[", i, "]");
    CheckOutcome(set.outcomes[i], path, violations);
    if (!codes.insert(set.outcomes[i].code).second) {
      violations.Add(absl::StrCat(path, ".code"), "OUTCOME_CODE_REPEATED",
                     "each code may stand in the set once");
    }
  }
}

}  // namespace driehoek::directory
