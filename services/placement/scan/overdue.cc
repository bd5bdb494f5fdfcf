#include "placement/scan/overdue.h"

#include <algorithm>
#include <utility>

#include "shared/base/working_days.h"

namespace driehoek::placement::scan {
namespace {

bool IsOverdue(const Condition& condition, absl::CivilDay today) {
  return !condition.done_time.has_value() && condition.due_date < today;
}

}  // namespace

bool HasOverdue(const Scan& scan, absl::CivilDay today) {
  return scan.state == ScanState::kAssessed && scan.verdict == Verdict::kConditional &&
         std::any_of(scan.conditions.begin(), scan.conditions.end(),
                     [&](const Condition& condition) { return IsOverdue(condition, today); });
}

std::optional<ScanChange> TellOverdue(const Scan& scan, absl::CivilDay today, absl::Time now) {
  if (!HasOverdue(scan, today)) return std::nullopt;
  ScanChange change{.after = scan};
  for (Condition& condition : change.after.conditions) {
    if (!IsOverdue(condition, today) || condition.tell_time.has_value()) continue;
    condition.tell_time = now;
    change.tells_overdue = true;
  }
  if (!change.tells_overdue) return std::nullopt;
  change.after.update_time = now;
  return change;
}

std::optional<ScanChange> ReopenOverdue(const Scan& scan, int working_days,
                                        const std::optional<Criteria>& criteria,
                                        absl::CivilDay today, absl::Time now) {
  if (!HasOverdue(scan, today)) return std::nullopt;
  const auto given_up =
      std::find_if(scan.conditions.begin(), scan.conditions.end(), [&](const Condition& condition) {
        return IsOverdue(condition, today) && condition.tell_time.has_value() &&
               AddWorkingDays(condition.due_date, working_days) < today;
      });
  if (given_up == scan.conditions.end()) return std::nullopt;
  auto reopened = Reopen(scan, Trigger::kSignal, given_up->action, criteria, now);
  if (!reopened.ok()) return std::nullopt;
  return *std::move(reopened);
}

}  // namespace driehoek::placement::scan
