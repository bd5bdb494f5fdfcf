#include "placement/capacity/hosting_intent.h"

#include <algorithm>
#include <set>
#include <utility>

#include "shared/base/field_checks.h"

namespace driehoek::capacity {

void CheckYear(int year, FieldViolations& violations) {
  CheckNumber(violations, "year", year, 2000, 2100);
}

absl::StatusOr<HostingIntent> Answer(HostingIntent intent, HostingReply reply, absl::Time now) {
  FieldViolations violations;
  const bool is_refusal =
      reply.answer == HostingAnswer::kFewer || reply.answer == HostingAnswer::kNo;
  const bool has_seats =
      reply.answer == HostingAnswer::kYes || reply.answer == HostingAnswer::kFewer;
  if (reply.answer == HostingAnswer::kNotYet) {
    violations.Add("answer", "ANSWER_MISSING", "must be YES, FEWER or NO");
  } else {
    CheckNumber(violations, "seat_count", reply.seat_count, has_seats ? 1 : 0, has_seats ? 500 : 0);
    if (is_refusal && reply.reasons.empty()) {
      violations.Add("reasons", "REASON_MISSING", "fewer or none needs a reason");
    }
    if (!is_refusal && !reply.reasons.empty()) {
      violations.Add("reasons", "REASON_UNASKED", "belongs to fewer or none");
    }
  }
  const std::set<HostingReason> reasons(reply.reasons.begin(), reply.reasons.end());
  if (reasons.size() != reply.reasons.size()) {
    violations.Add("reasons", "VALUE_REPEATED", "names something twice");
  }
  if (reasons.contains(HostingReason::kOther) && reply.remark.empty()) {
    violations.Add("remark", "REMARK_MISSING", "must say what the other reason is");
  }
  CheckText(violations, "remark", reply.remark, 0, 1000, TextKind::kBlock);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  intent.answer = reply.answer;
  intent.seat_count = reply.seat_count;
  intent.reasons = std::move(reply.reasons);
  intent.remark = std::move(reply.remark);
  intent.answer_time = now;
  return intent;
}

}  // namespace driehoek::capacity
