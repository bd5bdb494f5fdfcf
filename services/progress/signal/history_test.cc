// Seeded histories of a signal against the table of states (domain text 6.2): no transition outside
// it, each guard refused, also on the days around the last one for acknowledging.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

#include "progress/signal/lifecycle.h"
#include "progress/signal/signal_example.h"

namespace driehoek::progress::signal {
namespace {

enum class Act { kAcknowledge, kOpen, kClose, kResolve, kEscalate, kContinue, kDay, kLook };

struct Model {
  State state = State::kRaised;
  bool is_intervention_open = false;
  int interventions = 0;
  bool is_manager_told = false;
};

// What the table says comes of `act`; nothing: refused.
std::optional<State> Expected(const Model& model, Act act) {
  static const std::map<std::pair<State, Act>, State> table = {
      {{State::kRaised, Act::kAcknowledge}, State::kAcknowledged},
      {{State::kAcknowledged, Act::kOpen}, State::kInterventionOpen},
      {{State::kInterventionOpen, Act::kOpen}, State::kInterventionOpen},
      {{State::kInterventionOpen, Act::kClose}, State::kInterventionOpen},
      {{State::kInterventionOpen, Act::kResolve}, State::kResolved},
      {{State::kInterventionOpen, Act::kEscalate}, State::kEscalated},
      {{State::kInterventionOpen, Act::kContinue}, State::kContinuation}};
  const auto row = table.find({model.state, act});
  if (row == table.end()) return std::nullopt;
  if (act == Act::kClose) {
    return model.is_intervention_open ? std::optional(row->second) : std::nullopt;
  }
  if (model.is_intervention_open) return std::nullopt;
  if (act == Act::kOpen && model.interventions >= kMostInterventions) return std::nullopt;
  return row->second;
}

absl::StatusOr<SignalChange> Do(const Signal& signal, Act act) {
  switch (act) {
    case Act::kAcknowledge:
      return Acknowledge(signal, kTeacher, kNow);
    case Act::kOpen:
      return OpenIntervention(signal, ExampleIntervention(), kTeacher, kNow);
    case Act::kClose:
      return CloseIntervention(signal, "Gebeld.", kNow);
    case Act::kResolve:
      return End(signal, State::kResolved, "Klaar.", {}, kNow);
    case Act::kEscalate:
      return End(signal, State::kEscalated, "Naar boven.", {}, kNow);
    case Act::kContinue:
      return End(signal, State::kContinuation, "Verder elders.", RouteId("r"), kNow);
    case Act::kDay:
    case Act::kLook:
      break;
  }
  return absl::UnimplementedError("no act");
}

void Play(unsigned seed) {
  std::mt19937 random(seed);
  Signal signal = ExampleSignal();
  Model model;
  // Beginning around the boundary: the last day for acknowledging, and those beside it.
  absl::CivilDay today = signal.acknowledge_due - 1 + static_cast<int>(random() % 3);
  for (int step = 0; step < 40; ++step) {
    const Act act = static_cast<Act>(random() % 8);
    if (act == Act::kDay) {
      today += 1;
      continue;
    }
    if (act == Act::kLook) {
      const bool is_due =
          model.state == State::kRaised && !model.is_manager_told && today > signal.acknowledge_due;
      const auto change = PassTime(signal, today, kNow);
      ASSERT_EQ(change.has_value(), is_due) << "seed " << seed << " step " << step;
      if (!change.has_value()) continue;
      ASSERT_EQ(change->after.state, signal.state) << "seed " << seed;
      model.is_manager_told = true;
      signal = change->after;
      continue;
    }
    const auto expected = Expected(model, act);
    const auto change = Do(signal, act);
    ASSERT_EQ(change.ok(), expected.has_value()) << "seed " << seed << " step " << step;
    if (!change.ok()) {
      ASSERT_EQ(change.status().code(), absl::StatusCode::kFailedPrecondition);
      continue;
    }
    ASSERT_EQ(change->after.state, *expected) << "seed " << seed << " step " << step;
    ASSERT_EQ(change->told.size(), 1U) << "one event for each transition";
    model.state = *expected;
    if (act == Act::kOpen) ++model.interventions;
    if (act == Act::kOpen || act == Act::kClose) model.is_intervention_open = act == Act::kOpen;
    signal = change->after;
    ASSERT_EQ(OpenInterventionOf(signal) != nullptr, model.is_intervention_open);
    ASSERT_EQ(IsOver(signal.state), signal.end_time.has_value());
  }
}

TEST(SignalHistoryTest, GivenSeededHistories_WhenPlayed_ThenNoTransitionOutsideTheTable) {
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    Play(seed);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

// A year of days on which the facts come and go, and people settle what is open: never two open
// signals about the same, none raised on facts that were settled, and none left out.
TEST(SignalHistoryTest, GivenSeededYears_WhenFactsComeAndGo_ThenOneOpenSignalAndNoneOnOldFacts) {
  for (unsigned seed = 0; seed < 500; ++seed) {
    std::mt19937 random(seed);
    PlacementHistory history = QuietHistory();
    std::optional<Signal> open;
    std::optional<absl::CivilDay> settled;
    absl::CivilDay today = kToday;
    for (int day = 0; day < 365; ++day, ++today) {
      for (const Edge edge : kEdges) history.last_contact[edge] = today;
      if (random() % 20 == 0) history.last_contact[Edge::kProgrammeStudent] = today;
      history.student_pulses.clear();
      history.last_contact[Edge::kStudentWorkplace] =
          random() % 2 == 0 ? today - 10 : today - 15 - static_cast<int>(random() % 20);
      const auto found = FindingsOf(history, PartTimePolicy(), today);
      const Finding* silence = nullptr;
      for (const Finding& finding : found) {
        if (finding.kind == Kind::kSilence) silence = &finding;
      }
      if (open.has_value()) {
        const auto change = Refresh(*open, silence, kNow);
        if (change.has_value()) open = change->after;
        ASSERT_EQ(open->is_current, silence != nullptr) << "seed " << seed << " day " << day;
        if (random() % 10 == 0) {
          settled = std::max(settled.value_or(open->newest_fact), open->newest_fact);
          open.reset();
        }
        continue;
      }
      if (silence == nullptr) continue;
      const bool is_new = IsNew(*silence, settled);
      ASSERT_EQ(is_new, !settled.has_value() || silence->newest_fact > *settled);
      if (!is_new) continue;
      open = RaiseComputed(SignalId("s"), {}, *silence, PartTimePolicy(), today, kNow).after;
    }
  }
}

}  // namespace
}  // namespace driehoek::progress::signal
