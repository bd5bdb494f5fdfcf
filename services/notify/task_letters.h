// What the mails say of learning tasks and their verdicts, in Dutch and English (R41, R42). Pure.
#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "notify/letter.h"
#include "notify/mail_text.h"

namespace driehoek::notify {

// In the order of the contract.
enum class TaskVerdict { kAdequate, kAdjust, kInadequate };

// Which task, in words.
struct TaskWords {
  std::string student_name;
  std::string student_given_name;  // empty: the whole name is used
  std::string task_title;
  std::string teacher_name;  // who owes the verdict, or gave it
  absl::CivilDay due_day;    // last day for the verdict
  int late_working_days = 0;
  TaskVerdict verdict = TaskVerdict::kAdequate;  // the newest
  std::string verdict_reason;
};

// To the teacher: the last day comes near.
Letter VerdictDueSoonLetter(const Reader& reader, const TaskWords& task);
// To the teacher: the last day is over.
Letter VerdictOverdueLetter(const Reader& reader, const TaskWords& task);
// To whoever looks after the teachers, and to the manager: it is still not there.
Letter VerdictStillMissingLetter(const Reader& reader, const TaskWords& task);
// To the student: what was decided.
Letter VerdictLetterToStudent(const Reader& reader, const TaskWords& task);
// To the supervisor: what was decided.
Letter VerdictLetterToSupervisor(const Reader& reader, const TaskWords& task);

}  // namespace driehoek::notify
