// How a signal is raised, seen, acted upon and ended: pure decisions (domain text 6.2). A decision
// returns the signal after, and what others are told.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/facts.h"
#include "progress/signal/signal.h"
#include "progress/signal/signal_rules.h"

namespace driehoek::progress::signal {

// What others are told, one event each.
enum class Told {
  kRaised,
  kAcknowledged,
  kInterventionOpen,
  kInterventionClosed,
  kResolved,
  kEscalated,
  kContinuation,
};

struct SignalChange {
  Signal after;
  std::vector<Told> told;  // empty: what it comes from was noted, and nobody is told
};

// A person's signal, with its words, severity and addressee; it passed CheckWords. `contact` is the
// contact person of the day, the addressee when none is named. `open` signals of persons are on the
// placement already. INVALID_ARGUMENT / SAME_PERSON, NOT_FOR_PERSON; FAILED_PRECONDITION /
// PLACEMENT_FINAL, ADDRESSEE_MISSING, SIGNALS_TOO_MANY.
absl::StatusOr<SignalChange> Raise(Signal signal, const PlacementFact& placement,
                                   const PersonId& contact, int open, const PolicyFact& policy,
                                   absl::CivilDay today, absl::Time now);

// A running placement, as computed signals are raised on it.
struct Subject {
  PlacementId placement;
  PersonId student;
  ProgrammeId programme;
  PersonId contact;  // of the day; empty: there is none
};
// A computed signal.
SignalChange RaiseComputed(SignalId id, const Subject& subject, Finding finding,
                           const PolicyFact& policy, absl::CivilDay today, absl::Time now);

// Whether `finding` is new beside what was settled: `settled` is the newest fact of all the signals
// about the same that are over; absent: there are none. What was settled once is new again only
// when something happened since.
bool IsNew(const Finding& finding, const std::optional<absl::CivilDay>& settled);

// What an open signal is as it is now seen; `finding` is null when what it came from is no more.
// Nothing when nothing differs that anybody would want to read.
std::optional<SignalChange> Refresh(const Signal& signal, const Finding* finding, absl::Time now);

// FAILED_PRECONDITION / SIGNAL_NOT_RAISED.
absl::StatusOr<SignalChange> Acknowledge(Signal signal, const PersonId& person, absl::Time now);

// `intervention` has passed Check. FAILED_PRECONDITION / SIGNAL_NOT_ACKNOWLEDGED,
// INTERVENTION_OPEN, INTERVENTIONS_TOO_MANY.
absl::StatusOr<SignalChange> OpenIntervention(Signal signal, Intervention intervention,
                                              const PersonId& opener, absl::Time now);

// INVALID_ARGUMENT naming the outcome; FAILED_PRECONDITION / NO_INTERVENTION_OPEN.
absl::StatusOr<SignalChange> CloseIntervention(Signal signal, absl::string_view outcome,
                                               absl::Time now);

// How a signal ends: resolved, escalated or in a way on, then `route` names it. INVALID_ARGUMENT
// naming the outcome; FAILED_PRECONDITION / SIGNAL_WITHOUT_INTERVENTION, INTERVENTION_OPEN.
absl::StatusOr<SignalChange> End(Signal signal, State ending, absl::string_view outcome,
                                 const RouteId& route, absl::Time now);

// What the time for acknowledging brings by `today`: the manager is told, once. Nothing otherwise.
std::optional<SignalChange> PassTime(const Signal& signal, absl::CivilDay today, absl::Time now);

}  // namespace driehoek::progress::signal

template <>
struct driehoek::EnumNames<driehoek::progress::signal::Told> {
  // The types of the events.
  static constexpr std::array<absl::string_view, 7> kNames = {"signal.raised",
                                                              "signal.acknowledged",
                                                              "signal.intervention_open",
                                                              "signal.intervention_closed",
                                                              "signal.resolved",
                                                              "signal.escalated",
                                                              "signal.continuation"};
};
