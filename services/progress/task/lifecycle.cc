#include "progress/task/lifecycle.h"

#include <algorithm>
#include <utility>

#include "shared/base/errors.h"
#include "shared/base/field_checks.h"

namespace driehoek::progress::task {
namespace {

constexpr std::size_t kLongestText = 2000;

absl::Status Refused(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text);
}

absl::Status PlacementFinal() { return Refused("PLACEMENT_FINAL", "the placement is over"); }
absl::Status Over() { return Refused("TASK_OVER", "the task is delivered"); }
absl::Status NotSubmitted() {
  return Refused("TASK_NOT_SUBMITTED", "the task does not wait for a verdict");
}
absl::Status Changed() {
  return Refused("TASK_CHANGED", "the text is not the one that was judged: submit it");
}

TaskChange Done(LearningTask task, TaskState state, Told told, absl::Time now) {
  task.state = state;
  task.update_time = now;
  return {.after = std::move(task), .told = {told}};
}

// In place of what the side did in this way before, in the order of sides.
void Contribute(LearningTask& task, const Actor& actor, Act act, absl::Time now) {
  auto& all = task.contributions;
  all.erase(std::remove_if(
                all.begin(), all.end(),
                [&](const Contribution& one) { return one.side == actor.side && one.act == act; }),
            all.end());
  all.push_back({actor.side, act, actor.person, now, task.text_number});
  std::sort(all.begin(), all.end(), [](const Contribution& a, const Contribution& b) {
    return std::pair(a.side, a.act) < std::pair(b.side, b.act);
  });
}

Told ToldOf(Mark mark) {
  switch (mark) {
    case Mark::kNone:
    case Mark::kDueSoon:
      return Told::kVerdictDueSoon;
    case Mark::kOverdue:
      return Told::kVerdictOverdue;
    case Mark::kLeadTold:
      return Told::kVerdictToldLead;
    case Mark::kManagerTold:
      return Told::kVerdictToldManager;
  }
  return Told::kVerdictDueSoon;
}

TaskState StateAfter(VerdictKind kind) {
  switch (kind) {
    case VerdictKind::kAdequate:
      return TaskState::kAdequate;
    case VerdictKind::kAdjust:
      return TaskState::kAdjust;
    case VerdictKind::kInadequate:
      return TaskState::kInadequate;
  }
  return TaskState::kInadequate;
}

absl::Status CheckSubmittable(const LearningTask& task, const PlacementFact& placement) {
  if (placement.is_final) return PlacementFinal();
  if (IsOver(task.state)) return Over();
  if (IsWithTeacher(task.state)) {
    return Refused("TASK_WITH_TEACHER", "a verdict on the task is owed already");
  }
  if (!task.submissions.empty() && !IsChangedSinceSubmission(task)) {
    return Refused("TASK_UNCHANGED", "this text was judged already: change it first");
  }
  if (task.submissions.size() >= kMostSubmissions) {
    return Refused("SUBMISSIONS_TOO_MANY", "a task is submitted at most 50 times");
  }
  const bool is_agreed =
      StandsBehind(task, Side::kStudent) && StandsBehind(task, Side::kSupervisor);
  if (task.content.route == Route::kLight && !is_agreed) {
    return Refused("AGREEMENT_MISSING", "student and supervisor must agree with the text as it is");
  }
  return absl::OkStatus();
}

absl::Status Check(const Judgement& judgement, const Content& content) {
  FieldViolations violations;
  CheckText(violations, "reason", judgement.reason, 1, kLongestText, TextKind::kBlock);
  CheckText(violations, "difference_from_bachelor", judgement.difference_from_bachelor, 0,
            kLongestText, TextKind::kBlock);
  if (content.route == Route::kGraduation && judgement.kind == VerdictKind::kAdequate &&
      judgement.difference_from_bachelor.empty()) {
    violations.Add("difference_from_bachelor", "DIFFERENCE_MISSING",
                   "must say how graduation work differs from bachelor work");
  }
  return violations.ToStatus();
}

}  // namespace

absl::StatusOr<TaskChange> Draft(LearningTask draft, const PlacementFact& placement, int count,
                                 const Actor& actor, absl::Time now) {
  if (placement.is_final) return PlacementFinal();
  if (count >= kMostTasks) {
    return Refused("TASKS_TOO_MANY", "a placement has at most 100 tasks");
  }
  draft.placement = placement.id;
  draft.student = placement.student;
  draft.programme = placement.programme;
  draft.create_time = now;
  Contribute(draft, actor, Act::kDrafted, now);
  return Done(std::move(draft), TaskState::kDrafting, Told::kDrafted, now);
}

absl::StatusOr<TaskChange> Revise(LearningTask task, Content content, const Actor& actor,
                                  absl::Time now) {
  if (IsOver(task.state)) return Over();
  if (IsWithTeacher(task.state)) {
    return Refused("TASK_WITH_TEACHER", "the text is with the teacher until the verdict");
  }
  if (content != task.content) {
    task.content = std::move(content);
    ++task.text_number;
    Contribute(task, actor, Act::kDrafted, now);
    task.update_time = now;
  }
  return TaskChange{.after = std::move(task)};
}

absl::StatusOr<TaskChange> Agree(LearningTask task, const Actor& actor, absl::Time now) {
  if (IsOver(task.state)) return Over();
  Contribute(task, actor, Act::kAgreed, now);
  const TaskState state = task.state;
  return Done(std::move(task), state, Told::kAgreed, now);
}

absl::StatusOr<TaskChange> NameTeacher(LearningTask task, const PersonId& teacher, absl::Time now) {
  if (IsOver(task.state)) return Over();
  if (teacher == task.student) {
    FieldViolations violations;
    violations.Add("teacher", "SAME_PERSON", "may not be the student of the task");
    return violations.ToStatus();
  }
  task.teacher = teacher;
  const TaskState state = task.state;
  return Done(std::move(task), state, Told::kTeacherNamed, now);
}

absl::StatusOr<TaskChange> Submit(LearningTask task, const PlacementFact& placement,
                                  const std::vector<OutcomeFact>& outcomes,
                                  const PolicyFact& policy, const PersonId& submitter,
                                  absl::CivilDay today, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckSubmittable(task, placement));
  FieldViolations violations;
  CheckLinks(task.content, outcomes, violations);
  if (task.content.route == Route::kGraduation && task.content.question.empty()) {
    violations.Add("content.question", "QUESTION_MISSING",
                   "must hold the question from practice that the work answers");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  const bool is_first = task.submissions.empty();
  task.submissions.push_back({.content = task.content,
                              .submitter = submitter,
                              .time = now,
                              .clock = StartClock(today, policy)});
  TaskChange change =
      Done(std::move(task), is_first ? TaskState::kSubmitted : TaskState::kResubmitted,
           is_first ? Told::kSubmitted : Told::kResubmitted, now);
  change.relies_on = {policy.programme_variant, placement.placement};
  return change;
}

absl::StatusOr<TaskChange> Advise(LearningTask task, absl::string_view text,
                                  const PersonId& adviser, absl::Time now) {
  FieldViolations violations;
  CheckText(violations, "text", text, 1, kLongestText, TextKind::kBlock);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  if (task.state != TaskState::kSubmitted && task.state != TaskState::kResubmitted) {
    return NotSubmitted();
  }
  task.submissions.back().advice = Advice{std::string(text), adviser, now};
  return Done(std::move(task), TaskState::kAdvised, Told::kAdvised, now);
}

absl::StatusOr<TaskChange> Judge(LearningTask task, const Judgement& judgement,
                                 const ContactFact& contact, absl::CivilDay today, absl::Time now) {
  if (!IsWithTeacher(task.state)) return NotSubmitted();
  if (OwerOf(task, contact) != judgement.teacher) {
    return Error(absl::StatusCode::kPermissionDenied, "NOT_NAMED_TEACHER",
                 "the verdict is for the named teacher to give");
  }
  if (judgement.version != static_cast<int>(task.submissions.size())) {
    return Error(absl::StatusCode::kAborted, "STALE_SUBMISSION",
                 "another version of the task waits for a verdict: read it first");
  }
  Submission& submission = task.submissions.back();
  DRIEHOEK_RETURN_IF_ERROR(Check(judgement, submission.content));
  if (judgement.kind == VerdictKind::kAdequate && submission.content.route != Route::kLight &&
      submission.content.outcome_links.empty()) {
    return Refused("TASK_WITHOUT_OUTCOMES", "a task that works on no outcome is not adequate");
  }
  std::vector<Told> told;
  if (submission.clock.mark < Mark::kOverdue && MarkOn(submission.clock, today) >= Mark::kOverdue) {
    submission.clock.mark = Mark::kOverdue;
    told.push_back(Told::kVerdictOverdue);
  }
  if (!submission.clock.stop_date.has_value()) submission.clock.stop_date = today;
  submission.verdict = Verdict{judgement.kind, judgement.reason, judgement.difference_from_bachelor,
                               judgement.teacher, now};
  TaskChange change = Done(std::move(task), StateAfter(judgement.kind), Told::kVerdictGiven, now);
  change.told.insert(change.told.begin(), told.begin(), told.end());
  if (change.after.teacher.empty() && contact.assignment.has_value()) {
    change.relies_on.push_back(*contact.assignment);
  }
  return change;
}

absl::StatusOr<TaskChange> Rate(LearningTask task, Rating rating, absl::Time now) {
  FieldViolations violations("rating");
  CheckNumber(violations, "authenticity", rating.authenticity, 1, 5);
  CheckNumber(violations, "usefulness", rating.usefulness, 1, 5);
  CheckText(violations, "note", rating.note, 0, 1000, TextKind::kBlock);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  if (task.submissions.empty()) return NotSubmitted();
  task.rating = std::move(rating);
  const TaskState state = task.state;
  return Done(std::move(task), state, Told::kRated, now);
}

absl::StatusOr<TaskChange> Start(LearningTask task, const PlacementFact& placement,
                                 absl::Time now) {
  if (task.state != TaskState::kAdequate) {
    return Refused("TASK_NOT_ADEQUATE", "the work begins once the task was found adequate");
  }
  if (IsChangedSinceSubmission(task)) return Changed();
  if (!placement.is_running) {
    return Refused("PLACEMENT_NOT_ACTIVE", "the placement does not run now");
  }
  TaskChange change = Done(std::move(task), TaskState::kInProgress, Told::kStarted, now);
  change.relies_on = {placement.placement};
  return change;
}

absl::StatusOr<TaskChange> Deliver(LearningTask task, absl::Time now) {
  if (task.state != TaskState::kInProgress) {
    return Refused("TASK_NOT_IN_PROGRESS", "the student does not work on it");
  }
  if (IsChangedSinceSubmission(task)) return Changed();
  return Done(std::move(task), TaskState::kDelivered, Told::kDelivered, now);
}

absl::StatusOr<TaskChange> Close(LearningTask task, absl::Time now) {
  if (task.state != TaskState::kDelivered) {
    return Refused("TASK_NOT_DELIVERED", "the student has not delivered it");
  }
  return Done(std::move(task), TaskState::kClosed, Told::kClosed, now);
}

std::optional<TaskChange> PassTime(const LearningTask& task, const PlacementFact& placement,
                                   absl::CivilDay today, absl::Time now) {
  if (!IsWithTeacher(task.state)) return std::nullopt;
  TaskChange change{.after = task};
  VerdictClock& clock = change.after.submissions.back().clock;
  if (placement.is_final) {
    if (clock.stop_date.has_value()) return std::nullopt;
    clock.stop_date = std::min(placement.end_date, today);
    change.relies_on = {placement.placement};
  } else {
    for (const Mark mark : MarksToTell(clock, today)) {
      clock.mark = mark;
      change.told.push_back(ToldOf(mark));
    }
    if (change.told.empty()) return std::nullopt;
  }
  change.after.update_time = now;
  return change;
}

std::optional<absl::CivilDay> NextLook(const LearningTask& task) {
  if (!IsWithTeacher(task.state)) return std::nullopt;
  return NextMarkDate(task.submissions.back().clock);
}

PersonId OwerOf(const LearningTask& task, const ContactFact& contact) {
  return task.teacher.empty() ? contact.teacher : task.teacher;
}

}  // namespace driehoek::progress::task
