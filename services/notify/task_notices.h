// Who is told what of a learning task: the verdict, and that it comes late (R41, R42). Pure.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "notify/task_letters.h"
#include "notify/telling.h"
#include "shared/base/enum_names.h"
#include "shared/base/strong_id.h"

namespace driehoek::notify {

enum class TaskNoticeKind { kVerdict, kDueSoon, kOverdue, kStillMissing };

// What is known of a task when something happened to it.
struct TaskNews {
  TaskWords words;
  PersonId student;
  PersonId supervisor;            // empty: none
  PersonId teacher;               // who owes the verdict today; empty: nobody
  std::vector<PersonId> offices;  // who has the practice office's role for its programme
  std::vector<PersonId> managers;
  bool is_owed = false;    // it waits for a verdict now
  bool is_judged = false;  // it has a verdict
};

struct TaskNotice {
  PersonId to;
  TaskNoticeKind kind = TaskNoticeKind::kVerdict;
};

// "task.verdict_given", "task.verdict_due_soon", ...
bool IsTaskTold(absl::string_view event_type);

// Each person once. Student and supervisor hear of the verdict; the teacher that it is due soon and
// that it is late; the practice office, in the place of a lead of teachers, and the managers that
// it is still missing on their days. Nobody is told of what is over: a verdict that was given
// meanwhile is not late any more.
std::vector<TaskNotice> TaskNoticesOf(absl::string_view event_type, const TaskNews& news);

Letter LetterOf(const TaskNotice& notice, const TaskNews& news, const Reader& reader);
// The teacher holds the student up; nothing else has to be known at once.
bool IsUrgent(TaskNoticeKind kind);
// Why the reader of a notice gets it.
Reason ReasonFor(const TaskNotice& notice, const TaskNews& news);
// The notices with all that belongs to them.
std::vector<Telling> TaskTellings(absl::string_view event_type, const TaskNews& news);

}  // namespace driehoek::notify

template <>
struct driehoek::EnumNames<driehoek::notify::TaskNoticeKind> {
  // None is a name of another kind of notice: both wait in one table.
  static constexpr std::array<absl::string_view, 4> kNames = {"task_verdict", "task_due_soon",
                                                              "task_overdue", "task_still_missing"};
};
