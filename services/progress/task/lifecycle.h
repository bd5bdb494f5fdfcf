// How a task is drafted, submitted, judged, worked on and closed: pure decisions (domain text 6.2).
// A decision returns the task after, what others are told, and what it relied on.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/facts.h"
#include "progress/task/facts.h"
#include "progress/task/learning_task.h"

namespace driehoek::progress::task {

// What others are told, one event each.
enum class Told {
  kDrafted,
  kSubmitted,
  kResubmitted,
  kAdvised,
  kVerdictGiven,
  kStarted,
  kDelivered,
  kClosed,
  kAgreed,
  kRated,
  kTeacherNamed,
  kVerdictDueSoon,
  kVerdictOverdue,
  kVerdictToldLead,
  kVerdictToldManager,
};

struct TaskChange {
  LearningTask after;
  std::vector<Told> told;
  std::vector<FactVersion> relies_on;
};

// Who does something, for which side.
struct Actor {
  PersonId person;
  Side side = Side::kStudent;
};

inline constexpr int kMostTasks = 100;
inline constexpr int kMostSubmissions = 50;

// A new task; `draft` has passed Check. `count` tasks of the placement are there already.
// FAILED_PRECONDITION / PLACEMENT_FINAL, TASKS_TOO_MANY.
absl::StatusOr<TaskChange> Draft(LearningTask draft, const PlacementFact& placement, int count,
                                 const Actor& actor, absl::Time now);

// The text becomes `content`, which passed Check. FAILED_PRECONDITION / TASK_WITH_TEACHER,
// TASK_OVER.
absl::StatusOr<TaskChange> Revise(LearningTask task, Content content, const Actor& actor,
                                  absl::Time now);

// FAILED_PRECONDITION / TASK_OVER.
absl::StatusOr<TaskChange> Agree(LearningTask task, const Actor& actor, absl::Time now);

// `teacher` owes the verdicts from now on; empty: the contact person again. INVALID_ARGUMENT /
// SAME_PERSON: nobody judges an own task; FAILED_PRECONDITION / TASK_OVER.
absl::StatusOr<TaskChange> NameTeacher(LearningTask task, const PersonId& teacher, absl::Time now);

// Starts the clock of the verdict by `policy`. INVALID_ARGUMENT / OUTCOME_UNKNOWN,
// QUESTION_MISSING; FAILED_PRECONDITION / PLACEMENT_FINAL, TASK_WITH_TEACHER, TASK_OVER,
// TASK_UNCHANGED, AGREEMENT_MISSING, SUBMISSIONS_TOO_MANY.
absl::StatusOr<TaskChange> Submit(LearningTask task, const PlacementFact& placement,
                                  const std::vector<OutcomeFact>& outcomes,
                                  const PolicyFact& policy, const PersonId& submitter,
                                  absl::CivilDay today, absl::Time now);

// The clock runs on. INVALID_ARGUMENT naming the text; FAILED_PRECONDITION / TASK_NOT_SUBMITTED.
absl::StatusOr<TaskChange> Advise(LearningTask task, absl::string_view text,
                                  const PersonId& adviser, absl::Time now);

// What a teacher says, and of which submission.
struct Judgement {
  int version = 0;
  VerdictKind kind = VerdictKind::kAdequate;
  std::string reason;
  std::string difference_from_bachelor;
  PersonId teacher;
};
// `contact` is today's contact person. A verdict that comes late is told as late too, when nobody
// looked before. INVALID_ARGUMENT naming every wrong field (DIFFERENCE_MISSING and those of
// field_checks.h); PERMISSION_DENIED / NOT_NAMED_TEACHER; ABORTED / STALE_SUBMISSION;
// FAILED_PRECONDITION / TASK_NOT_SUBMITTED, TASK_WITHOUT_OUTCOMES.
absl::StatusOr<TaskChange> Judge(LearningTask task, const Judgement& judgement,
                                 const ContactFact& contact, absl::CivilDay today, absl::Time now);

// `rating` with who and when. INVALID_ARGUMENT naming every wrong field; FAILED_PRECONDITION /
// TASK_NOT_SUBMITTED.
absl::StatusOr<TaskChange> Rate(LearningTask task, Rating rating, absl::Time now);

// FAILED_PRECONDITION / TASK_NOT_ADEQUATE, TASK_CHANGED, PLACEMENT_NOT_ACTIVE.
absl::StatusOr<TaskChange> Start(LearningTask task, const PlacementFact& placement, absl::Time now);
// FAILED_PRECONDITION / TASK_NOT_IN_PROGRESS, TASK_CHANGED.
absl::StatusOr<TaskChange> Deliver(LearningTask task, absl::Time now);
// FAILED_PRECONDITION / TASK_NOT_DELIVERED.
absl::StatusOr<TaskChange> Close(LearningTask task, absl::Time now);

// What the clock brings by `today` to a task that waits for a verdict: its marks (R42), or its
// stop when the placement is over. The state stays. Nothing when there is nothing.
std::optional<TaskChange> PassTime(const LearningTask& task, const PlacementFact& placement,
                                   absl::CivilDay today, absl::Time now);

// The day from which PassTime may bring something; nothing when no verdict is owed.
std::optional<absl::CivilDay> NextLook(const LearningTask& task);

// Who owes the verdict; empty when there is nobody.
PersonId OwerOf(const LearningTask& task, const ContactFact& contact);

}  // namespace driehoek::progress::task

template <>
struct driehoek::EnumNames<driehoek::progress::task::Told> {
  // The types of the events.
  static constexpr std::array<absl::string_view, 15> kNames = {"task.drafted",
                                                               "task.submitted",
                                                               "task.resubmitted",
                                                               "task.advised",
                                                               "task.verdict_given",
                                                               "task.started",
                                                               "task.delivered",
                                                               "task.closed",
                                                               "task.agreed",
                                                               "task.rated",
                                                               "task.teacher_named",
                                                               "task.verdict_due_soon",
                                                               "task.verdict_overdue",
                                                               "task.verdict_told_lead",
                                                               "task.verdict_told_manager"};
};
