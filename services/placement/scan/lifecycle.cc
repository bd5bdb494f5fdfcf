#include "placement/scan/lifecycle.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "shared/base/field_checks.h"

namespace driehoek::placement::scan {
namespace {

constexpr std::size_t kMostConditions = 20;

absl::Status Refused(absl::string_view reason, absl::string_view text,
                     const ErrorMetadata& metadata = {}) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text, metadata);
}

absl::Status NotAssessed() {
  return Refused("SCAN_NOT_ASSESSED", "the scan has no verdict that stands");
}

absl::Status NoCriteria() {
  return Refused("SCAN_CRITERIA_MISSING", "the programme asks nothing in this phase");
}

ScanChange Moved(Scan scan, ScanState state, absl::Time now) {
  const bool is_other = scan.state != state;
  scan.state = state;
  scan.update_time = now;
  return {.after = std::move(scan), .reached = is_other ? std::optional(state) : std::nullopt};
}

bool TakesAnswers(ScanState state) {
  return state == ScanState::kRequested || state == ScanState::kFilled ||
         state == ScanState::kReopened;
}

bool MayReopen(ScanState state) {
  return state == ScanState::kAssessed || state == ScanState::kExpired;
}

// Answers in the order of the criteria, and for one criterion by side.
void Order(const Criteria& criteria, std::vector<Answer>& answers) {
  const auto place = [&](const Answer& answer) {
    return std::pair(Find(criteria, answer.criterion_code) - criteria.criteria.data(), answer.side);
  };
  std::sort(answers.begin(), answers.end(),
            [&](const Answer& a, const Answer& b) { return place(a) < place(b); });
}

// The answer that counts: that of the practice office, who judges; else the supervisor's, who is on
// the floor; else the organisation's.
const Answer* CountingAnswer(const Scan& scan, absl::string_view code) {
  const Answer* counting = nullptr;
  const auto rank = [](Side side) {
    switch (side) {
      case Side::kPracticeOffice:
        return 2;
      case Side::kSupervisor:
        return 1;
      case Side::kOrganisationContact:
        return 0;
    }
    return 0;
  };
  for (const Answer& answer : scan.answers) {
    if (answer.criterion_code != code) continue;
    if (counting == nullptr || rank(answer.side) > rank(counting->side)) counting = &answer;
  }
  return counting;
}

absl::Status CheckEssentials(const Scan& scan, const Criteria& criteria, Verdict verdict) {
  if (verdict == Verdict::kUnfit) return absl::OkStatus();
  std::vector<std::string> unanswered;
  std::vector<std::string> not_met;
  for (const Criterion& criterion : criteria.criteria) {
    if (criterion.weight != Weight::kEssential) continue;
    const Answer* answer = CountingAnswer(scan, criterion.code);
    if (answer == nullptr) {
      unanswered.push_back(criterion.code);
    } else if (answer->finding == Finding::kNotMet) {
      not_met.push_back(criterion.code);
    }
  }
  if (!unanswered.empty()) {
    return Refused("ESSENTIAL_UNANSWERED", "every essential criterion must be answered first",
                   {{"criteria", absl::StrJoin(unanswered, ",")}});
  }
  if (verdict == Verdict::kFit && !not_met.empty()) {
    return Refused("ESSENTIAL_NOT_MET", "an essential criterion is not met",
                   {{"criteria", absl::StrJoin(not_met, ",")}});
  }
  return absl::OkStatus();
}

absl::Status CheckJudgement(const Judgement& judgement, absl::CivilDay today) {
  FieldViolations violations;
  CheckText(violations, "reason", judgement.reason, judgement.verdict == Verdict::kUnfit ? 1 : 0,
            1000, TextKind::kBlock);
  const bool is_conditional = judgement.verdict == Verdict::kConditional;
  if (is_conditional && judgement.conditions.empty()) {
    violations.Add("conditions", "CONDITIONS_MISSING", "must say what must be done");
  }
  if (!is_conditional && !judgement.conditions.empty()) {
    violations.Add("conditions", "CONDITIONS_NOT_ALLOWED", "belong to a conditional verdict only");
  }
  if (judgement.conditions.size() > kMostConditions) {
    violations.Add("conditions", "CONDITIONS_TOO_MANY", "must be at most 20");
    return violations.ToStatus();
  }
  for (std::size_t i = 0; i < judgement.conditions.size(); ++i) {
    const Condition& condition = judgement.conditions[i];
    const std::string at = absl::StrCat("conditions[", i, "].");
    CheckText(violations, at + "action", condition.action, 1, 1000, TextKind::kBlock);
    CheckText(violations, at + "owner", condition.owner, 1, 200);
    if (condition.due_date < today) {
      violations.Add(at + "due_date", "DATE_IN_PAST", "must not lie before today");
    }
  }
  return violations.ToStatus();
}

ScanChange Opened(Scan scan, Trigger trigger, absl::string_view reason, const Criteria& criteria,
                  absl::Time now) {
  scan.trigger = trigger;
  scan.trigger_reason = std::string(reason);
  scan.criteria = criteria.id;
  scan.valid_until.reset();
  return Moved(std::move(scan), ScanState::kReopened, now);
}

}  // namespace

absl::Status TakeFrom(const AtWork& at_work, Scan& draft, FieldViolations& violations) {
  const Placement& placement = at_work.placement;
  if (IsFinal(placement.state)) return Refused("PLACEMENT_FINAL", "the placement is over");
  if (placement.supervisor.empty()) {
    return Refused("PLACEMENT_WITHOUT_SUPERVISOR", "the placement has no supervisor yet");
  }
  const auto take = [&](absl::string_view field, const auto& theirs, auto& ours, bool is_said) {
    if (is_said && ours != theirs) {
      violations.Add(field, "NOT_OF_PLACEMENT", "must be that of the placement, or left out");
    }
    ours = theirs;
  };
  take("workplace", placement.workplace, draft.workplace, !draft.workplace.empty());
  take("supervisor", placement.supervisor, draft.supervisor, !draft.supervisor.empty());
  take("programme_variant", placement.programme_variant, draft.programme_variant,
       !draft.programme_variant.empty());
  take("phase", at_work.phase, draft.phase, draft.phase != 0);
  draft.organisation = placement.organisation;
  draft.programme = placement.programme;
  draft.student = placement.student;
  return absl::OkStatus();
}

void CheckComplete(const Scan& draft, FieldViolations& violations) {
  const auto need = [&](absl::string_view field, bool is_there) {
    if (!is_there) violations.Add(field, "FIELD_MISSING", "is needed without a placement");
  };
  need("workplace", !draft.workplace.empty());
  need("supervisor", !draft.supervisor.empty());
  need("programme_variant", !draft.programme_variant.empty());
  CheckNumber(violations, "phase", draft.phase, kFirstPhase, kLastPhase);
}

absl::StatusOr<ScanChange> Request(Scan draft, const PlaceFact& place, const PolicyFact& policy,
                                   const std::optional<Criteria>& criteria,
                                   const std::optional<absl::CivilDay>& first_day, absl::Time now) {
  FieldViolations violations("workplace_scan");
  if (!place.has_workplace) {
    violations.Add("workplace", "REFERENCE_NOT_FOUND", "names nothing that is there");
  }
  if (!place.supervisor.has_value()) {
    violations.Add("supervisor", "REFERENCE_NOT_FOUND",
                   "must be a supervisor of the organisation of the workplace");
  } else if (!place.supervisor_is_on_floor) {
    violations.Add("supervisor", "NOT_ON_THE_FLOOR",
                   "must supervise on the floor; HR and management cannot stand in");
  }
  if (draft.placement.empty() && policy.scan_validity_days == 0) {
    violations.Add("placement", "PLACEMENT_NEEDED",
                   "a scan holds for one placement only by the policy of this variant");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  if (!criteria.has_value()) return NoCriteria();
  draft.supervisor_person = *place.supervisor;
  draft.criteria = criteria->id;
  draft.state = ScanState::kRequested;
  if (first_day.has_value()) draft.due_date = *first_day - policy.scan_lead_days;
  draft.create_time = now;
  draft.update_time = now;
  return ScanChange{.after = std::move(draft), .reached = ScanState::kRequested};
}

absl::StatusOr<ScanChange> Fill(Scan scan, const Criteria& criteria, Side side,
                                const std::vector<Answer>& answers, absl::Time now) {
  if (!TakesAnswers(scan.state)) {
    return Refused("SCAN_NOT_OPEN", "the scan takes no answers: open it again first");
  }
  FieldViolations violations;
  if (answers.empty()) violations.Add("answers", "ANSWERS_MISSING", "must hold at least one");
  std::set<std::string> codes;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::string at = absl::StrCat("answers[", i, "].");
    if (Find(criteria, answers[i].criterion_code) == nullptr) {
      violations.Add(at + "criterion_code", "CRITERION_UNKNOWN", "is no criterion of this scan");
    } else if (!codes.insert(answers[i].criterion_code).second) {
      violations.Add(at + "criterion_code", "CRITERION_REPEATED", "must be answered once");
    }
    CheckText(violations, at + "remark", answers[i].remark, 0, 1000, TextKind::kBlock);
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  if (scan.state == ScanState::kReopened) scan.answers.clear();
  scan.answers.erase(std::remove_if(scan.answers.begin(), scan.answers.end(),
                                    [&](const Answer& old) {
                                      return old.side == side && codes.contains(old.criterion_code);
                                    }),
                     scan.answers.end());
  for (Answer answer : answers) {
    answer.side = side;
    answer.answer_time = now;
    scan.answers.push_back(std::move(answer));
  }
  Order(criteria, scan.answers);
  return Moved(std::move(scan), ScanState::kFilled, now);
}

absl::StatusOr<ScanChange> Assess(Scan scan, const Criteria& criteria, const Judgement& judgement,
                                  const PolicyFact& policy,
                                  const std::optional<absl::CivilDay>& last_day,
                                  absl::CivilDay today, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckJudgement(judgement, today));
  if (scan.state != ScanState::kFilled) {
    return Refused("SCAN_NOT_FILLED", "only a scan that was filled can be judged");
  }
  DRIEHOEK_RETURN_IF_ERROR(CheckEssentials(scan, criteria, judgement.verdict));
  scan.verdict = judgement.verdict;
  scan.verdict_reason = judgement.reason;
  scan.conditions = judgement.conditions;
  scan.assess_time = now;
  scan.valid_until.reset();
  if (judgement.verdict != Verdict::kUnfit) {
    if (policy.scan_validity_days > 0) {
      scan.valid_until = today + policy.scan_validity_days;
    } else if (last_day.has_value()) {
      scan.valid_until = last_day;
    } else {
      return Refused("SCAN_WITHOUT_PLACEMENT",
                     "the policy now lets a scan hold for one placement only: request one for it");
    }
  }
  ScanChange change = Moved(std::move(scan), ScanState::kAssessed, now);
  change.relies_on = {policy.programme_variant};
  return change;
}

absl::StatusOr<ScanChange> CompleteCondition(Scan scan, absl::string_view condition,
                                             absl::Time now) {
  const auto found = std::find_if(scan.conditions.begin(), scan.conditions.end(),
                                  [&](const Condition& one) { return one.id == condition; });
  if (found == scan.conditions.end()) {
    FieldViolations violations;
    violations.Add("condition", "CONDITION_UNKNOWN", "is no condition of this scan");
    return violations.ToStatus();
  }
  if (scan.state != ScanState::kAssessed) return NotAssessed();
  if (found->done_time.has_value()) return Refused("CONDITION_DONE", "it was done already");
  found->done_time = now;
  return Moved(std::move(scan), ScanState::kAssessed, now);
}

absl::StatusOr<ScanChange> Reopen(Scan scan, Trigger trigger, absl::string_view reason,
                                  const std::optional<Criteria>& criteria, absl::Time now) {
  FieldViolations violations;
  if (trigger == Trigger::kFirst) {
    violations.Add("trigger", "TRIGGER_NOT_ALLOWED", "is only for the first scan");
  }
  CheckText(violations, "reason", reason, 1, 1000, TextKind::kBlock);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  if (!MayReopen(scan.state)) return NotAssessed();
  if (!criteria.has_value()) return NoCriteria();
  return Opened(std::move(scan), trigger, reason, *criteria, now);
}

std::optional<ScanChange> Expire(const Scan& scan, absl::CivilDay today, absl::Time now) {
  const bool is_over = scan.state == ScanState::kAssessed && scan.valid_until.has_value() &&
                       *scan.valid_until < today;
  if (!is_over) return std::nullopt;
  return Moved(scan, ScanState::kExpired, now);
}

std::optional<Renewal> RenewalFor(const Scan& scan, const std::vector<AtWork>& at_work) {
  if (!MayReopen(scan.state)) return std::nullopt;
  std::optional<Renewal> renewal;
  for (const AtWork& one : at_work) {
    const Placement& placement = one.placement;
    if (placement.workplace != scan.workplace || !TakesAttention(placement.state) ||
        placement.programme_variant != scan.programme_variant) {
      continue;
    }
    Renewal wanted{.phase = one.phase,
                   .supervisor = placement.supervisor,
                   .supervisor_person = placement.supervisor_person};
    if (!scan.placement.empty()) {
      if (placement.id != scan.placement) continue;
      if (one.phase != scan.phase) return wanted;
      wanted.trigger = Trigger::kSupervisorChange;
      if (placement.supervisor != scan.supervisor) return wanted;
      continue;
    }
    const int known = renewal.has_value() ? renewal->phase : scan.phase;
    if (placement.supervisor == scan.supervisor && one.phase > known) renewal = wanted;
  }
  return renewal;
}

bool IsReplaced(const Scan& scan, const std::vector<Scan>& others) {
  return std::any_of(others.begin(), others.end(), [&](const Scan& other) {
    return other.create_time > scan.create_time && other.workplace == scan.workplace &&
           other.programme_variant == scan.programme_variant && other.placement == scan.placement &&
           (!scan.placement.empty() || other.supervisor == scan.supervisor);
  });
}

std::optional<ScanChange> Renew(Scan scan, const Renewal& renewal,
                                const std::optional<Criteria>& criteria, absl::Time now) {
  if (!criteria.has_value()) return std::nullopt;
  scan.phase = renewal.phase;
  scan.supervisor = renewal.supervisor;
  scan.supervisor_person = renewal.supervisor_person;
  return Opened(std::move(scan), renewal.trigger, "", *criteria, now);
}

}  // namespace driehoek::placement::scan
