#include "progress/task/learning_plan.h"

#include <algorithm>

#include "shared/base/field_checks.h"

namespace driehoek::progress::task {
namespace {

constexpr int kDaysInWeek = 7;

const OutcomeLink* FindLink(const Content& content, absl::string_view code) {
  const auto found = std::find_if(content.outcome_links.begin(), content.outcome_links.end(),
                                  [&](const OutcomeLink& link) { return link.code == code; });
  return found == content.outcome_links.end() ? nullptr : &*found;
}

// The newest submission that has a verdict; null when there is none.
const Submission* NewestJudged(const LearningTask& task) {
  const auto found = std::find_if(task.submissions.rbegin(), task.submissions.rend(),
                                  [](const Submission& one) { return one.verdict.has_value(); });
  return found == task.submissions.rend() ? nullptr : &*found;
}

bool IsAdequate(const LearningTask& task, const OutcomeLink& link) {
  const Submission* const judged = NewestJudged(task);
  if (judged == nullptr || judged->verdict->kind != VerdictKind::kAdequate) return false;
  const OutcomeLink* const as_judged = FindLink(judged->content, link.code);
  return as_judged != nullptr && as_judged->level == link.level;
}

bool IsMeant(const PlacementFact& placement, const OutcomeFact& outcome) {
  const auto& codes = placement.outcome_codes;
  return codes.empty() || std::find(codes.begin(), codes.end(), outcome.code) != codes.end();
}

}  // namespace

void Check(const LearningPlan& plan, FieldViolations& violations) {
  CheckText(violations, "fixed_part", plan.fixed_part, 0, 4000, TextKind::kBlock);
  CheckText(violations, "free_part", plan.free_part, 0, 4000, TextKind::kBlock);
}

absl::CivilDay SubmitBy(const PlacementFact& placement, const PolicyFact& policy) {
  const auto days = static_cast<int>(placement.end_date - placement.start_date) + 1;
  int within = std::max(days * policy.task_submit_percent / 100, 1);
  if (policy.task_submit_week > 0) {
    within = std::min(within, policy.task_submit_week * kDaysInWeek);
  }
  return placement.start_date + (within - 1);
}

std::vector<OutcomeCoverage> Coverage(const PlacementFact& placement,
                                      const std::vector<OutcomeFact>& outcomes,
                                      const std::vector<LearningTask>& tasks) {
  std::vector<OutcomeCoverage> rows;
  for (const OutcomeFact& outcome : outcomes) {
    if (!IsMeant(placement, outcome)) continue;
    OutcomeCoverage row{.outcome = outcome};
    for (const LearningTask& task : tasks) {
      const OutcomeLink* const link = FindLink(task.content, outcome.code);
      if (link == nullptr) continue;
      row.cells.push_back({task.id, link->level, IsAdequate(task, *link)});
      row.standing = std::max(
          row.standing, row.cells.back().is_adequate ? Standing::kCovered : Standing::kPlanned);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<LostTime> LostTimes(const std::vector<LearningTask>& tasks, absl::CivilDay today) {
  std::vector<LostTime> lost;
  for (const LearningTask& task : tasks) {
    for (std::size_t i = 0; i < task.submissions.size(); ++i) {
      const int days = LateWorkingDays(task.submissions[i].clock, today);
      if (days == 0) continue;
      lost.push_back({.working_days = days, .task = task.id, .version = static_cast<int>(i) + 1});
    }
  }
  return lost;
}

}  // namespace driehoek::progress::task
