#include "progress/assessment/assessment.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "shared/base/field_checks.h"

namespace driehoek::progress::assessment {
namespace {

constexpr int kHighestLevel = 4;
constexpr std::size_t kMostAdvised = 30;
constexpr std::size_t kMostJudged = 60;

bool IsAmong(const std::vector<Outcome>& outcomes, absl::string_view code) {
  return std::any_of(outcomes.begin(), outcomes.end(),
                     [&](const Outcome& one) { return one.code == code; });
}

// One violation at most: the first code that is not as it should be.
template <typename T>
void CheckCodes(const std::vector<T>& parts, absl::string_view field,
                const std::vector<Outcome>& known, FieldViolations& violations) {
  std::set<std::string> seen;
  for (const T& part : parts) {
    if (!seen.insert(part.code).second) {
      violations.Add(field, "OUTCOME_REPEATED", "must not name an outcome twice");
      return;
    }
    if (!IsAmong(known, part.code)) {
      violations.Add(field, "OUTCOME_UNKNOWN", "must name outcomes of the set that applies");
      return;
    }
  }
}

}  // namespace

std::vector<Input> MissingInputs(const Assessment& assessment) {
  std::vector<Input> missing;
  if (!assessment.advice.has_value()) missing.push_back(Input::kAdvice);
  if (!assessment.talk.has_value()) missing.push_back(Input::kTalk);
  if (!assessment.product.has_value()) missing.push_back(Input::kProduct);
  if (!assessment.reflection.has_value()) missing.push_back(Input::kReflection);
  if (!assessment.proof_of_competence.has_value()) missing.push_back(Input::kProofOfCompetence);
  return missing;
}

int PublishedVersion(const Assessment& assessment) {
  for (std::size_t i = assessment.judgements.size(); i > 0; --i) {
    if (assessment.judgements[i - 1].publish_time.has_value()) return static_cast<int>(i);
  }
  return 0;
}

const Judgement* Holding(const Assessment& assessment) {
  const int version = PublishedVersion(assessment);
  return version == 0 ? nullptr : &assessment.judgements[static_cast<std::size_t>(version) - 1];
}

State ShownState(const Assessment& assessment) {
  if (assessment.state != State::kJudged) return assessment.state;
  return Holding(assessment) == nullptr ? State::kInputsComplete : State::kAppealed;
}

std::string MarkText(int tenths) { return absl::StrCat(tenths / 10, ".", tenths % 10); }

void Check(const Advice& advice, const std::vector<Outcome>& known, FieldViolations& violations) {
  if (advice.outcomes.empty() || advice.outcomes.size() > kMostAdvised) {
    violations.Add("advice.outcomes", "NUMBER_OUT_OF_RANGE", "must hold 1 to 30 outcomes");
  }
  CheckCodes(advice.outcomes, "advice.outcomes", known, violations);
  for (std::size_t i = 0; i < advice.outcomes.size(); ++i) {
    const std::string field = absl::StrCat("advice.outcomes[", i, "]");
    CheckNumber(violations, field + ".level", advice.outcomes[i].level, 0, kHighestLevel);
    CheckText(violations, field + ".remark", advice.outcomes[i].remark, 0, 1000, TextKind::kBlock);
  }
  CheckText(violations, "advice.remarks", advice.remarks, 0, 4000, TextKind::kBlock);
}

void Check(const Talk& talk, absl::CivilDay today, FieldViolations& violations) {
  if (talk.held_date > today) {
    violations.Add("talk.held_date", "DATE_IN_FUTURE", "must not lie after today");
  }
  CheckText(violations, "talk.notes", talk.notes, 1, 4000, TextKind::kBlock);
}

void Check(const Recognition& recognition, FieldViolations& violations) {
  CheckText(violations, "recognition.reference", recognition.reference, 1, 200);
  CheckText(violations, "recognition.reason", recognition.reason, 1, 1000, TextKind::kBlock);
}

void Check(const std::vector<OutcomeJudgement>& outcomes, int mark_tenths,
           const std::vector<Outcome>& known, const std::vector<Outcome>& meant,
           FieldViolations& violations) {
  if (outcomes.size() > kMostJudged) {
    violations.Add("outcomes", "NUMBER_OUT_OF_RANGE", "must hold at most 60 outcomes");
    return;
  }
  CheckCodes(outcomes, "outcomes", known, violations);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const std::string field = absl::StrCat("outcomes[", i, "]");
    CheckNumber(violations, field + ".level", outcomes[i].level, 1, kHighestLevel);
    CheckText(violations, field + ".reason", outcomes[i].reason, 1, 2000, TextKind::kBlock);
  }
  const bool is_whole = std::all_of(meant.begin(), meant.end(), [&](const Outcome& one) {
    return std::any_of(outcomes.begin(), outcomes.end(),
                       [&](const OutcomeJudgement& judged) { return judged.code == one.code; });
  });
  if (!is_whole) {
    violations.Add("outcomes", "OUTCOME_MISSING",
                   "must judge each outcome that the placement is meant to cover");
  }
  CheckNumber(violations, "final_mark_tenths", mark_tenths, 10, 100);
}

}  // namespace driehoek::progress::assessment
