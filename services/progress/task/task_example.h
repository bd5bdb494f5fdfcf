// A task, its placement and its policy, as tests of rules begin with.
#pragma once

#include <string>
#include <vector>

#include "progress/task/lifecycle.h"

namespace driehoek::progress::task {

inline constexpr absl::CivilDay kMonday(2026, 9, 7);
inline const absl::Time kNow = absl::FromUnixSeconds(1'788'800'000);
inline const PersonId kStudent("student");
inline const PersonId kSupervisor("supervisor");
inline const PersonId kTeacher("teacher");
inline const Actor kByStudent{kStudent, Side::kStudent};
inline const Actor kBySupervisor{kSupervisor, Side::kSupervisor};
inline const Actor kByTeacher{kTeacher, Side::kProgramme};
inline const ContactFact kContact{.teacher = kTeacher, .assignment = FactVersion{"assignment", 1}};
inline const std::vector<OutcomeFact> kOutcomes = {{"LU1", "Works together"}, {"LU2", "Designs"}};

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

// As shipped for full-time.
inline PolicyFact ExamplePolicy() {
  return {.task_submit_percent = 10,
          .verdict_working_days = 10,
          .verdict_lead_days = 3,
          .verdict_manager_days = 5,
          .programme_variant = {"variant", 2}};
}

inline Content ExampleContent(Route route = Route::kNormal) {
  return {.route = route,
          .title = "A better intake",
          .description = "Draw the intake of clients and improve one step.",
          .question = "Which step costs clients most time?",
          .outcome_links = {{"LU1", 2}}};
}

inline LearningTask ExampleTask(TaskState state = TaskState::kDrafting,
                                Content content = ExampleContent()) {
  LearningTask task{.id = TaskId("task"),
                    .placement = PlacementId("placement"),
                    .student = kStudent,
                    .programme = ProgrammeId("programme"),
                    .state = state,
                    .content = std::move(content),
                    .contributions = {{Side::kStudent, Act::kDrafted, kStudent, kNow, 1}}};
  if (state == TaskState::kDrafting) return task;
  task.submissions.push_back({.content = task.content,
                              .submitter = kStudent,
                              .time = kNow,
                              .clock = StartClock(kMonday, ExamplePolicy())});
  return task;
}

}  // namespace driehoek::progress::task
