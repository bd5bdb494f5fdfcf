// Something in a placement that asks for attention, and what is done about it (R62, R63).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/facts.h"
#include "progress/signal/signal_rules.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::progress::signal {

using SignalId = StrongId<struct SignalTag>;
using RouteId = StrongId<struct SignalRouteTag>;

// In the order of the contract, like every enumeration here.
enum class State {
  kRaised,
  kAcknowledged,
  kInterventionOpen,
  kResolved,
  kEscalated,
  kContinuation,
};
// kNone has the number of the contract's unspecified value.
enum class Mark { kNone, kManagerTold };
enum class InterventionKind {
  kTalk,
  kFieldContacts,
  kFellowStudentAssignment,
  kPlanning,
  kOther,
};

struct Intervention {
  std::string id;
  InterventionKind kind = InterventionKind::kTalk;
  PersonId owner;
  std::vector<std::string> actions;
  absl::CivilDay deadline;
  std::string outcome;
  PersonId opener;
  absl::Time open_time;
  std::optional<absl::Time> close_time;
  friend bool operator==(const Intervention&, const Intervention&) = default;
};

struct Signal {
  SignalId id;
  PlacementId placement;
  PersonId student;
  ProgrammeId programme;
  Kind kind = Kind::kRaisedByPerson;
  std::optional<Edge> edge;
  Severity severity = Severity::kWarning;
  State state = State::kRaised;
  std::vector<Fact> facts;  // none for what a person raised
  bool is_current = true;
  absl::CivilDay newest_fact;  // of all the facts that it ever came from
  std::string words;           // of the person
  bool is_confidential = false;
  PersonId source;     // empty: computed
  PersonId addressee;  // empty: there was no contact person
  absl::Time raise_time;
  absl::CivilDay acknowledge_due;
  Mark mark = Mark::kNone;
  PersonId acknowledger;
  std::optional<absl::Time> acknowledge_time;
  std::vector<Intervention> interventions;
  std::string outcome;
  RouteId continuation_route;
  std::optional<absl::Time> end_time;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: not stored yet
};

inline constexpr int kMostInterventions = 20;
inline constexpr int kMostRaisedByPersons = 50;  // open, on one placement

bool IsOver(State state);
// Null when there is none.
const Intervention* OpenInterventionOf(const Signal& signal);
// Whether `signal` is about what `finding` is about.
bool IsAbout(const Signal& signal, const Finding& finding);

// Names every field that is wrong in what a person raises or plans, as the contract bounds it.
void CheckWords(const Signal& signal, FieldViolations& violations);
// DATE_IN_PAST, ACTIONS_OUT_OF_RANGE, and those of field_checks.h.
void Check(const Intervention& intervention, absl::CivilDay today, FieldViolations& violations);

}  // namespace driehoek::progress::signal

namespace driehoek {

template <>
struct EnumNames<progress::signal::State> {
  static constexpr std::array<absl::string_view, 6> kNames = {
      "raised", "acknowledged", "intervention_open", "resolved", "escalated", "continuation"};
};
template <>
struct EnumNames<progress::signal::Mark> {
  static constexpr std::array<absl::string_view, 2> kNames = {"none", "manager_told"};
};
template <>
struct EnumNames<progress::signal::InterventionKind> {
  static constexpr std::array<absl::string_view, 5> kNames = {
      "talk", "field_contacts", "fellow_student_assignment", "planning", "other"};
};

}  // namespace driehoek
