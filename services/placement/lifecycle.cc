#include "placement/lifecycle.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

namespace driehoek::placement {
namespace {

constexpr int kMostWeeklyHours = 60;

absl::Status Refused(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text);
}

absl::Status CheckPlace(const Placement& placement, const PlaceFact& place) {
  FieldViolations violations("placement");
  if (!placement.workplace.empty() && !place.has_workplace) {
    violations.Add("workplace", "REFERENCE_NOT_FOUND", "names nothing that is there");
  }
  if (!placement.supervisor.empty()) {
    if (!place.supervisor.has_value()) {
      violations.Add("supervisor", "REFERENCE_NOT_FOUND",
                     "must be a supervisor of the organisation of the workplace");
    } else if (!place.supervisor_is_on_floor) {
      violations.Add("supervisor", "NOT_ON_THE_FLOOR",
                     "must supervise on the floor; HR and management cannot stand in");
    }
  }
  return violations.ToStatus();
}

State StateBeforeAgreement(const Placement& placement) {
  if (placement.workplace.empty()) return State::kSearching;
  return placement.supervisor.empty() ? State::kProposed : State::kConfirmed;
}

// Whether the placement may not run without an agreement in force. The law outranks a policy
// (WHW 7.7(5)).
bool NeedsAgreement(const Placement& placement, const PolicyFact& policy) {
  return placement.variant == Variant::kDual || policy.agreement_rule != AgreementRule::kDesirable;
}

// What the scan of the workplace says against it (R34). Once a placement has started, only a
// verdict that the workplace is not fit is still worth telling.
std::optional<Blocker> ScanBlocker(const Placement& placement, ScanStanding standing) {
  switch (standing) {
    case ScanStanding::kNotAsked:
    case ScanStanding::kHolds:
      return std::nullopt;
    case ScanStanding::kMissing:
      if (HasStarted(placement.state)) return std::nullopt;
      return Blocker{BlockerKind::kScanMissing, ""};
    case ScanStanding::kUnfit:
      return Blocker{BlockerKind::kScanUnfit, ""};
    case ScanStanding::kExpired:
      if (HasStarted(placement.state)) return std::nullopt;
      return Blocker{BlockerKind::kScanExpired, ""};
  }
  return std::nullopt;
}

// Blockers as if it had not started; NOT_STARTED_YET among them.
std::vector<Blocker> AllBlockers(const Placement& placement, const StartFacts& facts,
                                 absl::CivilDay today) {
  std::vector<Blocker> blockers;
  if (NeedsAgreement(placement, facts.policy)) {
    if (!facts.agreement.is_in_force) {
      blockers.push_back({BlockerKind::kAgreementNotInForce, ""});
      for (const std::string& code : facts.agreement.missing_clauses) {
        blockers.push_back({BlockerKind::kClauseMissing, code});
      }
    }
    if (!facts.agreement.responsibilities_accepted) {
      blockers.push_back({BlockerKind::kResponsibilitiesNotAccepted, ""});
    }
  }
  if (facts.contact.teacher.empty()) blockers.push_back({BlockerKind::kContactPersonMissing, ""});
  if (placement.supervisor.empty()) blockers.push_back({BlockerKind::kSupervisorMissing, ""});
  if (today < placement.start_date) blockers.push_back({BlockerKind::kNotStartedYet, ""});
  if (const auto scan = ScanBlocker(placement, facts.scan.standing)) blockers.push_back(*scan);
  std::stable_sort(blockers.begin(), blockers.end(),
                   [](const Blocker& a, const Blocker& b) { return a.kind < b.kind; });
  return blockers;
}

std::vector<FactVersion> Relied(const StartFacts& facts) {
  std::vector<FactVersion> relied = {facts.policy.programme_variant};
  if (facts.agreement.agreement.has_value()) relied.push_back(*facts.agreement.agreement);
  if (facts.contact.assignment.has_value()) relied.push_back(*facts.contact.assignment);
  if (facts.scan.scan.has_value()) relied.push_back(*facts.scan.scan);
  return relied;
}

// The states on the way from the present one, given what is missing; empty when it stays.
std::vector<State> Way(const Placement& placement, bool is_complete, bool may_run,
                       absl::CivilDay today) {
  const bool is_period = placement.start_date <= today && today <= placement.end_date;
  switch (placement.state) {
    case State::kConfirmed:
      if (!is_complete) return {};
      if (is_period) return {State::kReady, State::kActive};
      return today < placement.start_date ? std::vector<State>{State::kReady}
                                          : std::vector<State>{};
    case State::kReady:
      if (!is_complete) return {State::kConfirmed};
      return is_period ? std::vector<State>{State::kActive} : std::vector<State>{};
    case State::kActive:
      return may_run ? std::vector<State>{} : std::vector<State>{State::kPaused};
    case State::kPaused:
      return may_run && is_period ? std::vector<State>{State::kActive} : std::vector<State>{};
    case State::kSearching:
    case State::kProposed:
    case State::kScreened:
    case State::kFinishing:
    case State::kCompleted:
    case State::kEndedEarly:
      return {};
  }
  return {};
}

}  // namespace

absl::StatusOr<PlacementChange> Create(Placement draft, const EnrolmentFact& enrolment,
                                       const PlaceFact& place, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckPlace(draft, place));
  if (enrolment.student != draft.student) {
    return Refused("NOT_ENROLLED", "the enrolment is another student's");
  }
  PlacementChange change{.after = std::move(draft), .relies_on = {enrolment.enrolment}};
  Placement& after = change.after;
  after.programme = enrolment.programme;
  after.programme_variant = enrolment.programme_variant;
  after.variant = enrolment.variant;
  after.funding = enrolment.funding;
  after.phase = enrolment.phase;
  after.supervisor_person = place.supervisor.value_or(PersonId());
  after.state = StateBeforeAgreement(after);
  after.create_time = now;
  after.update_time = now;
  change.reached = {after.state};
  return change;
}

absl::StatusOr<PlacementChange> Revise(const Placement& before, Placement draft,
                                       const AgreementFact& agreement, const PlaceFact& place,
                                       absl::Time now) {
  if (IsFinal(before.state)) return Refused("PLACEMENT_FINAL", "the placement is over");
  if (HasStarted(before.state)) return Refused("PLACEMENT_STARTED", "the placement has started");
  if (agreement.is_offered) {
    return Refused("AGREEMENT_OFFERED",
                   "the parties were asked to sign: amend the agreement instead");
  }
  DRIEHOEK_RETURN_IF_ERROR(CheckPlace(draft, place));
  PlacementChange change{.after = std::move(draft)};
  change.after.supervisor_person = place.supervisor.value_or(PersonId());
  change.after.state = StateBeforeAgreement(change.after);
  if (change.after.state == State::kProposed && before.state == State::kScreened &&
      change.after.workplace == before.workplace) {
    change.after.state = State::kScreened;
  }
  change.after.update_time = now;
  if (change.after.state != before.state) change.reached = {change.after.state};
  if (agreement.agreement.has_value()) change.relies_on = {*agreement.agreement};
  return change;
}

std::vector<Blocker> Blockers(const Placement& placement, const StartFacts& facts,
                              absl::CivilDay today) {
  if (IsFinal(placement.state)) return {};
  // A paused one has started, but something keeps it from going on.
  if (!HasStarted(placement.state) || placement.state == State::kPaused) {
    return AllBlockers(placement, facts, today);
  }
  const auto scan = ScanBlocker(placement, facts.scan.standing);
  return scan.has_value() ? std::vector<Blocker>{*scan} : std::vector<Blocker>{};
}

absl::CivilDay ContactDay(const Placement& placement, absl::CivilDay today) {
  return std::max(placement.start_date, today);
}

std::optional<PlacementChange> Due(const Placement& placement, const StartFacts& facts,
                                   absl::CivilDay today, absl::Time now) {
  const std::vector<Blocker> blockers = AllBlockers(placement, facts, today);
  const bool is_complete = std::all_of(
      blockers.begin(), blockers.end(),
      [](const Blocker& blocker) { return blocker.kind == BlockerKind::kNotStartedYet; });
  const bool may_run = facts.agreement.is_in_force || !NeedsAgreement(placement, facts.policy);
  std::vector<State> way = Way(placement, is_complete, may_run, today);
  if (way.empty()) return std::nullopt;
  PlacementChange change{.after = placement, .reached = std::move(way), .relies_on = Relied(facts)};
  change.after.state = change.reached.back();
  change.after.update_time = now;
  return change;
}

absl::Status CheckConflicts(const std::vector<Conflict>& running, const Placement& placement) {
  for (const Conflict& conflict : running) {
    if (!Forbids(conflict, placement.student, placement.organisation, placement.supervisor))
      continue;
    return Error(absl::StatusCode::kFailedPrecondition, "CONFLICT_OF_INTEREST",
                 "a conflict of interest keeps the student from this workplace");
  }
  return absl::OkStatus();
}

int MostWeeklyHours(const std::vector<Placement>& others, const Placement& added) {
  const auto hours_on = [&](absl::CivilDay day) {
    int hours = added.weekly_hours;
    for (const Placement& other : others) {
      if (other.start_date <= day && day <= other.end_date) hours += other.weekly_hours;
    }
    return hours;
  };
  // The number rises only on first days, so these are the ones to look at.
  int most = hours_on(added.start_date);
  for (const Placement& other : others) {
    if (added.start_date <= other.start_date && other.start_date <= added.end_date) {
      most = std::max(most, hours_on(other.start_date));
    }
  }
  return most;
}

absl::Status CheckHours(const std::vector<Placement>& others, const Placement& added) {
  FieldViolations violations("placement");
  if (MostWeeklyHours(others, added) > kMostWeeklyHours) {
    violations.Add("weekly_hours", "HOURS_EXCEEDED",
                   "the student's placements together may ask 60 hours a week at most");
  }
  return violations.ToStatus();
}

DayLoad FullestDay(const std::vector<Placement>& placements, const Elsewhere& elsewhere,
                   const Placement& added) {
  const auto load_on = [&](absl::CivilDay day) {
    std::set<PersonId> students = {added.student};
    for (const Placement& other : placements) {
      if (other.start_date <= day && day <= other.end_date) students.insert(other.student);
    }
    DayLoad load;
    for (const ElsewhereStep& step : elsewhere) {
      if (step.from <= day) load.elsewhere = step.student_count;
    }
    load.students = static_cast<int>(students.size()) + load.elsewhere;
    return load;
  };
  DayLoad fullest = load_on(added.start_date);
  // The number rises only on first days, so these are the ones to look at.
  const auto look_at = [&](absl::CivilDay first_day) {
    if (first_day < added.start_date || added.end_date < first_day) return;
    const DayLoad load = load_on(first_day);
    if (load.students > fullest.students) fullest = load;
  };
  for (const Placement& other : placements) look_at(other.start_date);
  for (const ElsewhereStep& step : elsewhere) look_at(step.from);
  return fullest;
}

int MostAtOnce(const std::vector<Placement>& placements, const Placement& added,
               const Elsewhere& elsewhere) {
  return FullestDay(placements, elsewhere, added).students;
}

absl::Status CheckLoad(const DayLoad& fullest, int limit) {
  if (fullest.students <= limit) return absl::OkStatus();
  std::string text = "the supervisor would have more students at once than the policy allows";
  ErrorMetadata metadata = {{"limit", absl::StrCat(limit)},
                            {"students", absl::StrCat(fullest.students)}};
  if (fullest.elsewhere > 0) {
    absl::StrAppend(&text, ", ", fullest.elsewhere, " of them of other institutions");
    metadata.emplace_back("elsewhere", absl::StrCat(fullest.elsewhere));
  }
  return Error(absl::StatusCode::kFailedPrecondition, "ATTENTION_EXCEEDED", text, metadata);
}

absl::Status CheckAttention(const std::vector<Placement>& others, const Placement& added, int limit,
                            const Elsewhere& elsewhere) {
  return CheckLoad(FullestDay(others, elsewhere, added), limit);
}

}  // namespace driehoek::placement
