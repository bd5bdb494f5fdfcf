#include "server/task_news.h"

#include "progress/task/task_proto.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {
namespace {

using progress::task::LearningTask;
using progress::task::Submission;

// The newest submission that has a verdict; null when there is none.
const Submission* NewestJudged(const LearningTask& task) {
  const Submission* newest = nullptr;
  for (const Submission& submission : task.submissions) {
    if (submission.verdict.has_value()) newest = &submission;
  }
  return newest;
}

}  // namespace

absl::StatusOr<notify::TaskNews> NewsOfTasks::Of(const TenantId& tenant, absl::string_view name,
                                                 absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, progress::task::kTaskPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto task,
                            tasks_.Find(tenant, progress::task::TaskId(parsed.id()), deadline));
  if (!task.has_value() || task->submissions.empty()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto placement,
      placements_.Find(tenant, placement::PlacementId(task->placement.value()), deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto student,
                            reader_.NamedPersonOf(tenant, task->student, deadline));
  if (!placement.has_value() || !student.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reader_.Today(tenant, now, deadline));
  const Submission& newest = task->submissions.back();
  notify::TaskNews news{
      .words = {.student_name = student->display_name,
                .student_given_name = student->given_name,
                .task_title = newest.content.title,
                .due_day = newest.clock.due_date,
                .late_working_days = progress::task::LateWorkingDays(newest.clock, today)},
      .student = task->student,
      .teacher = task->teacher,
      .is_owed = progress::task::IsWithTeacher(task->state) && !newest.clock.stop_date.has_value()};
  if (placement::IsShownToEmployer(*placement)) news.supervisor = placement->supervisor_person;
  if (news.teacher.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto contact,
                              reader_.ContactOn(tenant, task->student, today, deadline));
    if (contact.has_value()) news.teacher = contact->teacher;
  }
  PersonId decider = news.teacher;
  if (const Submission* const judged = NewestJudged(*task)) {
    news.is_judged = true;
    news.words.verdict = static_cast<notify::TaskVerdict>(judged->verdict->kind);
    news.words.verdict_reason = judged->verdict->reason;
    if (!news.is_owed) decider = judged->verdict->teacher;
  }
  if (!decider.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto named, reader_.NamedPersonOf(tenant, decider, deadline));
    if (named.has_value()) news.words.teacher_name = named->display_name;
  }
  const std::string& programme = task->programme.value();
  DRIEHOEK_ASSIGN_OR_RETURN(
      news.offices, roles_.HoldersOf(tenant, auth::Role::kPracticeOffice, programme, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(
      news.managers, roles_.HoldersOf(tenant, auth::Role::kProgrammeManager, programme, deadline));
  return news;
}

}  // namespace driehoek::server
