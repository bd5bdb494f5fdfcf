// A policy, a history and signals as tests of rules begin with.
#pragma once

#include <string>

#include "progress/signal/lifecycle.h"

namespace driehoek::progress::signal {

inline constexpr absl::CivilDay kToday(2026, 11, 16);  // a Monday
inline const absl::Time kNow = absl::FromUnixSeconds(1'795'000'000);
inline const PersonId kStudent("student");
inline const PersonId kSupervisor("supervisor");
inline const PersonId kTeacher("teacher");
inline const PersonId kOffice("office");

// As shipped for part-time.
inline PolicyFact PartTimePolicy() {
  PolicyFact policy{.pulse_interval_weeks = 2,
                    .learning_share_alert_percent = 20,
                    .deadline_shift_alert = 2,
                    .verdict_manager_days = 4,
                    .max_students_per_supervisor = 2,
                    .attention_minutes_per_week = 30,
                    .signal_working_days = 2};
  policy.silence_weeks[Edge::kProgrammeWorkplace] = 5;
  policy.silence_weeks[Edge::kProgrammeStudent] = 2;
  policy.silence_weeks[Edge::kStudentWorkplace] = 2;
  return policy;
}

// All is well: contact yesterday, half of the time on learning.
inline PlacementHistory QuietHistory() {
  PlacementHistory history{.start_date = absl::CivilDay(2026, 9, 1),
                           .student_pulses = {{kToday - 9, kToday + 4, 50, 4, false},
                                              {kToday - 23, kToday - 10, 60, 4, false}},
                           .supervisor_students = 1,
                           .newest_student_since = absl::CivilDay(2026, 9, 1)};
  for (const Edge edge : kEdges) history.last_contact[edge] = kToday - 1;
  return history;
}

inline PlacementFact ExamplePlacement() {
  return {.id = PlacementId("placement"),
          .student = kStudent,
          .programme = ProgrammeId("programme"),
          .supervisor_person = kSupervisor,
          .start_date = absl::CivilDay(2026, 9, 1),
          .end_date = absl::CivilDay(2027, 1, 31),
          .is_running = true,
          .is_shown_to_employer = true,
          .placement = {"placement", 4}};
}

inline Finding ExampleFinding(Kind kind = Kind::kExtraHands) {
  return {.kind = kind,
          .facts =
              {{.code = FactCode::kLowLearningShare, .value = 15, .limit = 20, .date = kToday - 9}},
          .newest_fact = kToday - 9};
}

inline Signal ExampleSignal() {
  return RaiseComputed(SignalId("signal"),
                       {PlacementId("placement"), kStudent, ProgrammeId("programme"), kTeacher},
                       ExampleFinding(), PartTimePolicy(), kToday, kNow)
      .after;
}

inline Intervention ExampleIntervention() {
  return {.id = "1",
          .kind = InterventionKind::kTalk,
          .owner = kTeacher,
          .actions = {"Bel de begeleider."},
          .deadline = kToday + 7};
}

}  // namespace driehoek::progress::signal
