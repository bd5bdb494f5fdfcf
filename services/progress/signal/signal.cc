#include "progress/signal/signal.h"

#include "absl/strings/str_cat.h"
#include "shared/base/field_checks.h"

namespace driehoek::progress::signal {

bool IsOver(State state) {
  switch (state) {
    case State::kRaised:
    case State::kAcknowledged:
    case State::kInterventionOpen:
      return false;
    case State::kResolved:
    case State::kEscalated:
    case State::kContinuation:
      return true;
  }
  return true;
}

const Intervention* OpenInterventionOf(const Signal& signal) {
  if (signal.interventions.empty()) return nullptr;
  const Intervention& last = signal.interventions.back();
  return last.close_time.has_value() ? nullptr : &last;
}

bool IsAbout(const Signal& signal, const Finding& finding) {
  return signal.kind == finding.kind && signal.edge == finding.edge;
}

void CheckWords(const Signal& signal, FieldViolations& violations) {
  CheckText(violations, "words", signal.words, 1, 2000, TextKind::kBlock);
}

void Check(const Intervention& intervention, absl::CivilDay today, FieldViolations& violations) {
  if (intervention.owner.empty()) violations.Add("owner", "FIELD_MISSING", "must be given");
  if (intervention.actions.empty() || intervention.actions.size() > 10) {
    violations.Add("actions", "ACTIONS_OUT_OF_RANGE", "must be 1 to 10 actions");
  }
  for (std::size_t i = 0; i < intervention.actions.size() && i < 10; ++i) {
    CheckText(violations, absl::StrCat("actions[", i, "]"), intervention.actions[i], 1, 300);
  }
  if (intervention.deadline < today) {
    violations.Add("deadline_date", "DATE_IN_PAST", "must not be before today");
  }
}

}  // namespace driehoek::progress::signal
