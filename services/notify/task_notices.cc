#include "notify/task_notices.h"

#include <algorithm>

namespace driehoek::notify {
namespace {

constexpr absl::string_view kGiven = "task.verdict_given";
constexpr absl::string_view kDueSoon = "task.verdict_due_soon";
constexpr absl::string_view kOverdue = "task.verdict_overdue";
constexpr absl::string_view kToldLead = "task.verdict_told_lead";
constexpr absl::string_view kToldManager = "task.verdict_told_manager";

std::vector<TaskNotice> ToEach(const std::vector<PersonId>& persons, TaskNoticeKind kind) {
  std::vector<TaskNotice> notices;
  for (const PersonId& person : persons) {
    const bool is_known = std::any_of(notices.begin(), notices.end(),
                                      [&](const TaskNotice& one) { return one.to == person; });
    if (!person.empty() && !is_known) notices.push_back({person, kind});
  }
  return notices;
}

}  // namespace

bool IsTaskTold(absl::string_view event_type) {
  return event_type == kGiven || event_type == kDueSoon || event_type == kOverdue ||
         event_type == kToldLead || event_type == kToldManager;
}

std::vector<TaskNotice> TaskNoticesOf(absl::string_view event_type, const TaskNews& news) {
  if (event_type == kGiven) {
    if (!news.is_judged) return {};
    return ToEach({news.student, news.supervisor}, TaskNoticeKind::kVerdict);
  }
  if (!news.is_owed) return {};
  if (event_type == kDueSoon) return ToEach({news.teacher}, TaskNoticeKind::kDueSoon);
  if (event_type == kOverdue) return ToEach({news.teacher}, TaskNoticeKind::kOverdue);
  if (event_type == kToldLead) return ToEach(news.offices, TaskNoticeKind::kStillMissing);
  if (event_type == kToldManager) return ToEach(news.managers, TaskNoticeKind::kStillMissing);
  return {};
}

Letter LetterOf(const TaskNotice& notice, const TaskNews& news, const Reader& reader) {
  switch (notice.kind) {
    case TaskNoticeKind::kVerdict:
      return notice.to == news.student ? VerdictLetterToStudent(reader, news.words)
                                       : VerdictLetterToSupervisor(reader, news.words);
    case TaskNoticeKind::kDueSoon:
      return VerdictDueSoonLetter(reader, news.words);
    case TaskNoticeKind::kOverdue:
      return VerdictOverdueLetter(reader, news.words);
    case TaskNoticeKind::kStillMissing:
      return VerdictStillMissingLetter(reader, news.words);
  }
  return {};
}

bool IsUrgent(TaskNoticeKind kind) {
  return kind == TaskNoticeKind::kDueSoon || kind == TaskNoticeKind::kOverdue;
}

Reason ReasonFor(const TaskNotice& notice, const TaskNews& news) {
  const std::string& student = news.words.student_name;
  switch (notice.kind) {
    case TaskNoticeKind::kVerdict:
      if (notice.to == news.student) return {ReaderRole::kStudent, ""};
      return {ReaderRole::kSupervisor, student};
    case TaskNoticeKind::kDueSoon:
    case TaskNoticeKind::kOverdue:
      return {ReaderRole::kJudge, student};
    case TaskNoticeKind::kStillMissing:
      if (std::count(news.offices.begin(), news.offices.end(), notice.to) > 0) {
        return {ReaderRole::kPracticeOffice, student};
      }
      return {ReaderRole::kProgrammeManager, student};
  }
  return {};
}

std::vector<Telling> TaskTellings(absl::string_view event_type, const TaskNews& news) {
  std::vector<Telling> tellings;
  for (const TaskNotice& notice : TaskNoticesOf(event_type, news)) {
    tellings.push_back({.to = notice.to,
                        .kind = std::string(NameOf(notice.kind)),
                        .is_urgent = IsUrgent(notice.kind),
                        .reason = ReasonFor(notice, news),
                        .letter = [notice, news](const Reader& reader, absl::CivilDay /*today*/) {
                          return LetterOf(notice, news, reader);
                        }});
  }
  return tellings;
}

}  // namespace driehoek::notify
