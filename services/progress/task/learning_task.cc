#include "progress/task/learning_task.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "shared/base/field_checks.h"

namespace driehoek::progress::task {
namespace {

constexpr std::size_t kMostLinks = 30;
constexpr int kLowestLevel = 1;
constexpr int kHighestLevel = 4;

std::string CodeField(std::size_t i) {
  return absl::StrCat("content.outcome_links[", i, "].outcome_code");
}

}  // namespace

bool IsWithTeacher(TaskState state) {
  return state == TaskState::kSubmitted || state == TaskState::kResubmitted ||
         state == TaskState::kAdvised;
}

bool IsOver(TaskState state) {
  return state == TaskState::kDelivered || state == TaskState::kClosed;
}

bool IsChangedSinceSubmission(const LearningTask& task) {
  return !task.submissions.empty() && task.submissions.back().content != task.content;
}

int VersionOf(const LearningTask& task) {
  const auto submitted = static_cast<int>(task.submissions.size());
  return submitted == 0 || IsChangedSinceSubmission(task) ? submitted + 1 : submitted;
}

std::vector<Side> MissingSides(const LearningTask& task) {
  std::vector<Side> missing;
  for (const Side side : kAllSides) {
    if (std::none_of(task.contributions.begin(), task.contributions.end(),
                     [&](const Contribution& one) { return one.side == side; })) {
      missing.push_back(side);
    }
  }
  return missing;
}

bool StandsBehind(const LearningTask& task, Side side) {
  return std::any_of(task.contributions.begin(), task.contributions.end(),
                     [&](const Contribution& one) {
                       return one.side == side && one.text_number == task.text_number;
                     });
}

void Check(const Content& content, FieldViolations& violations) {
  const auto text = [&](absl::string_view field, const std::string& value, std::size_t min,
                        std::size_t max, TextKind kind) {
    CheckText(violations, absl::StrCat("content.", field), value, min, max, kind);
  };
  text("title", content.title, 1, 200, TextKind::kLine);
  text("description", content.description, 1, 4000, TextKind::kBlock);
  text("question", content.question, 0, 1000, TextKind::kBlock);
  text("fixed_part", content.fixed_part, 0, 2000, TextKind::kBlock);
  text("free_part", content.free_part, 0, 2000, TextKind::kBlock);
  text("authenticity", content.authenticity, 0, 1000, TextKind::kBlock);
  text("usefulness", content.usefulness, 0, 1000, TextKind::kBlock);
  if (content.outcome_links.size() > kMostLinks) {
    violations.Add("content.outcome_links", "LINKS_TOO_MANY", "must hold at most 30");
    return;
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < content.outcome_links.size(); ++i) {
    const OutcomeLink& link = content.outcome_links[i];
    CheckText(violations, CodeField(i), link.code, 1, 20);
    CheckNumber(violations, absl::StrCat("content.outcome_links[", i, "].level"), link.level,
                kLowestLevel, kHighestLevel);
    if (!seen.insert(link.code).second) {
      violations.Add(CodeField(i), "OUTCOME_REPEATED", "must stand once");
    }
  }
}

void CheckLinks(const Content& content, const std::vector<OutcomeFact>& outcomes,
                FieldViolations& violations) {
  for (std::size_t i = 0; i < content.outcome_links.size(); ++i) {
    const std::string& code = content.outcome_links[i].code;
    if (std::none_of(outcomes.begin(), outcomes.end(),
                     [&](const OutcomeFact& outcome) { return outcome.code == code; })) {
      violations.Add(CodeField(i), "OUTCOME_UNKNOWN", "is not in the outcome set that applies");
    }
  }
}

}  // namespace driehoek::progress::task
