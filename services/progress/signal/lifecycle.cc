#include "progress/signal/lifecycle.h"

#include <algorithm>
#include <utility>

#include "shared/base/field_checks.h"
#include "shared/base/working_days.h"

namespace driehoek::progress::signal {
namespace {

absl::Status Refuse(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text);
}

absl::Status CheckOutcome(absl::string_view outcome) {
  FieldViolations violations;
  CheckText(violations, "outcome", outcome, 1, 2000, TextKind::kBlock);
  return violations.ToStatus();
}

absl::Status InterventionIsOpen() {
  return Refuse("INTERVENTION_OPEN", "an intervention on this signal is open");
}

Told ToldOfEnd(State ending) {
  switch (ending) {
    case State::kEscalated:
      return Told::kEscalated;
    case State::kContinuation:
      return Told::kContinuation;
    case State::kRaised:
    case State::kAcknowledged:
    case State::kInterventionOpen:
    case State::kResolved:
      return Told::kResolved;
  }
  return Told::kResolved;
}

SignalChange Changed(Signal signal, Told told, absl::Time now) {
  signal.update_time = now;
  return {.after = std::move(signal), .told = {told}};
}

// Numbers that count up every day, such as days of silence, are no reason to write every day.
bool SaysTheSame(const Fact& before, const Fact& now) {
  const bool counts_days = now.code == FactCode::kSilent || now.code == FactCode::kNeverInContact ||
                           now.code == FactCode::kVerdictLate;
  return before.code == now.code && before.edge == now.edge &&
         (counts_days || before.value == now.value);
}

}  // namespace

absl::StatusOr<SignalChange> Raise(Signal signal, const PlacementFact& placement,
                                   const PersonId& contact, int open, const PolicyFact& policy,
                                   absl::CivilDay today, absl::Time now) {
  if (placement.is_final) return Refuse("PLACEMENT_FINAL", "the placement is over");
  if (open >= kMostRaisedByPersons) {
    return Refuse("SIGNALS_TOO_MANY", "the most signals that can be open on one placement are");
  }
  FieldViolations violations("signal");
  if (signal.addressee == signal.source && !signal.addressee.empty()) {
    violations.Add("addressee", "SAME_PERSON", "must be another than who raises it");
  }
  const bool is_other_side =
      !signal.addressee.empty() &&
      (signal.addressee == placement.student || signal.addressee == placement.supervisor_person);
  if (is_other_side) {
    violations.Add("addressee", "NOT_FOR_PERSON", "must not be the student or the supervisor");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  if (signal.addressee.empty() && contact != signal.source) signal.addressee = contact;
  if (signal.addressee.empty() && signal.is_confidential) {
    return Refuse("ADDRESSEE_MISSING", "nobody is named to whom it is told in confidence");
  }
  signal.placement = placement.id;
  signal.student = placement.student;
  signal.programme = placement.programme;
  signal.kind = Kind::kRaisedByPerson;
  signal.state = State::kRaised;
  signal.newest_fact = today;
  signal.raise_time = now;
  signal.acknowledge_due = AddWorkingDays(today, policy.signal_working_days);
  return Changed(std::move(signal), Told::kRaised, now);
}

SignalChange RaiseComputed(SignalId id, const Subject& subject, Finding finding,
                           const PolicyFact& policy, absl::CivilDay today, absl::Time now) {
  Signal signal{.id = std::move(id),
                .placement = subject.placement,
                .student = subject.student,
                .programme = subject.programme,
                .kind = finding.kind,
                .edge = finding.edge,
                .severity = finding.severity,
                .facts = std::move(finding.facts),
                .newest_fact = finding.newest_fact,
                .addressee = subject.contact,
                .raise_time = now,
                .acknowledge_due = AddWorkingDays(today, policy.signal_working_days)};
  return Changed(std::move(signal), Told::kRaised, now);
}

bool IsNew(const Finding& finding, const std::optional<absl::CivilDay>& settled) {
  return !settled.has_value() || finding.newest_fact > *settled;
}

std::optional<SignalChange> Refresh(const Signal& signal, const Finding* finding, absl::Time now) {
  if (IsOver(signal.state) || signal.kind == Kind::kRaisedByPerson) return std::nullopt;
  if (finding == nullptr) {
    if (!signal.is_current) return std::nullopt;
    SignalChange change{.after = signal};
    change.after.is_current = false;
    change.after.update_time = now;
    return change;
  }
  const bool is_as_before = signal.is_current && signal.severity == finding->severity &&
                            finding->newest_fact <= signal.newest_fact &&
                            std::equal(signal.facts.begin(), signal.facts.end(),
                                       finding->facts.begin(), finding->facts.end(), SaysTheSame);
  if (is_as_before) return std::nullopt;
  SignalChange change{.after = signal};
  change.after.is_current = true;
  change.after.severity = finding->severity;
  change.after.facts = finding->facts;
  change.after.newest_fact = std::max(signal.newest_fact, finding->newest_fact);
  change.after.update_time = now;
  return change;
}

absl::StatusOr<SignalChange> Acknowledge(Signal signal, const PersonId& person, absl::Time now) {
  if (signal.state != State::kRaised) {
    return Refuse("SIGNAL_NOT_RAISED", "somebody said already to have seen it");
  }
  signal.state = State::kAcknowledged;
  signal.acknowledger = person;
  signal.acknowledge_time = now;
  return Changed(std::move(signal), Told::kAcknowledged, now);
}

absl::StatusOr<SignalChange> OpenIntervention(Signal signal, Intervention intervention,
                                              const PersonId& opener, absl::Time now) {
  if (signal.state != State::kAcknowledged && signal.state != State::kInterventionOpen) {
    return Refuse("SIGNAL_NOT_ACKNOWLEDGED", "only a signal that was seen can be acted upon");
  }
  if (OpenInterventionOf(signal) != nullptr) return InterventionIsOpen();
  if (signal.interventions.size() >= kMostInterventions) {
    return Refuse("INTERVENTIONS_TOO_MANY", "the signal has the most interventions that are kept");
  }
  intervention.outcome.clear();
  intervention.opener = opener;
  intervention.open_time = now;
  intervention.close_time.reset();
  signal.interventions.push_back(std::move(intervention));
  signal.state = State::kInterventionOpen;
  return Changed(std::move(signal), Told::kInterventionOpen, now);
}

absl::StatusOr<SignalChange> CloseIntervention(Signal signal, absl::string_view outcome,
                                               absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckOutcome(outcome));
  if (signal.state != State::kInterventionOpen || OpenInterventionOf(signal) == nullptr) {
    return Refuse("NO_INTERVENTION_OPEN", "no intervention on this signal is open");
  }
  Intervention& open = signal.interventions.back();
  open.outcome = std::string(outcome);
  open.close_time = now;
  return Changed(std::move(signal), Told::kInterventionClosed, now);
}

absl::StatusOr<SignalChange> End(Signal signal, State ending, absl::string_view outcome,
                                 const RouteId& route, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckOutcome(outcome));
  if (signal.state != State::kInterventionOpen) {
    return Refuse("SIGNAL_WITHOUT_INTERVENTION",
                  "only a signal about which something was done can be ended");
  }
  if (OpenInterventionOf(signal) != nullptr) return InterventionIsOpen();
  signal.state = ending;
  signal.outcome = std::string(outcome);
  if (ending == State::kContinuation) signal.continuation_route = route;
  signal.end_time = now;
  return Changed(std::move(signal), ToldOfEnd(ending), now);
}

std::optional<SignalChange> PassTime(const Signal& signal, absl::CivilDay today, absl::Time now) {
  const bool is_due = signal.state == State::kRaised && signal.mark == Mark::kNone &&
                      today > signal.acknowledge_due;
  if (!is_due) return std::nullopt;
  Signal after = signal;
  after.mark = Mark::kManagerTold;
  return Changed(std::move(after), Told::kEscalated, now);
}

}  // namespace driehoek::progress::signal
