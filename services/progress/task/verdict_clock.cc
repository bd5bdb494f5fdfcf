#include "progress/task/verdict_clock.h"

#include <algorithm>

#include "shared/base/working_days.h"

namespace driehoek::progress::task {
namespace {

constexpr int kReminderWorkingDays = 2;

absl::CivilDay ReminderDate(const VerdictClock& clock) {
  return SubtractWorkingDays(clock.due_date, kReminderWorkingDays);
}

absl::CivilDay LastCounted(const VerdictClock& clock, absl::CivilDay today) {
  return clock.stop_date.has_value() ? std::min(*clock.stop_date, today) : today;
}

}  // namespace

VerdictClock StartClock(absl::CivilDay today, const PolicyFact& policy) {
  const absl::CivilDay due = AddWorkingDays(today, policy.verdict_working_days);
  return {.submit_date = today,
          .due_date = due,
          .lead_date = AddWorkingDays(due, policy.verdict_lead_days),
          .manager_date = AddWorkingDays(due, policy.verdict_manager_days)};
}

Mark MarkOn(const VerdictClock& clock, absl::CivilDay today) {
  if (today > clock.due_date) {
    if (today >= clock.manager_date) return Mark::kManagerTold;
    return today >= clock.lead_date ? Mark::kLeadTold : Mark::kOverdue;
  }
  return today >= ReminderDate(clock) ? Mark::kDueSoon : Mark::kNone;
}

std::vector<Mark> MarksToTell(const VerdictClock& clock, absl::CivilDay today) {
  const Mark passed = MarkOn(clock, today);
  if (clock.stop_date.has_value() || passed <= clock.mark) return {};
  if (passed == Mark::kDueSoon) return {Mark::kDueSoon};
  std::vector<Mark> marks;
  for (const Mark mark : {Mark::kOverdue, Mark::kLeadTold, Mark::kManagerTold}) {
    if (mark > clock.mark && mark <= passed) marks.push_back(mark);
  }
  return marks;
}

std::optional<absl::CivilDay> NextMarkDate(const VerdictClock& clock) {
  if (clock.stop_date.has_value()) return std::nullopt;
  const absl::CivilDay late = clock.due_date + 1;
  switch (clock.mark) {
    case Mark::kNone:
      return ReminderDate(clock);
    case Mark::kDueSoon:
      return late;
    case Mark::kOverdue:
      return std::max(late, std::min(clock.lead_date, clock.manager_date));
    case Mark::kLeadTold:
      return std::max(late, clock.manager_date);
    case Mark::kManagerTold:
      return std::nullopt;
  }
  return std::nullopt;
}

int WorkingDays(const VerdictClock& clock) {
  return WorkingDaysBetween(clock.submit_date, clock.due_date);
}

int BegunWorkingDays(const VerdictClock& clock, absl::CivilDay today) {
  return WorkingDaysBetween(clock.submit_date, std::min(LastCounted(clock, today), clock.due_date));
}

int LateWorkingDays(const VerdictClock& clock, absl::CivilDay today) {
  return WorkingDaysBetween(clock.due_date, LastCounted(clock, today));
}

}  // namespace driehoek::progress::task
