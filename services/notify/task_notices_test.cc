#include "notify/task_notices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::notify {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TaskNews News() {
  return {.words = {.student_name = "Daan de Vries",
                    .student_given_name = "Daan",
                    .task_title = "Een betere intake",
                    .teacher_name = "Marijke Bos",
                    .due_day = absl::CivilDay(2026, 9, 21),
                    .late_working_days = 3,
                    .verdict = TaskVerdict::kAdjust,
                    .verdict_reason = "Kies één stap."},
          .student = PersonId("daan"),
          .supervisor = PersonId("ingrid"),
          .teacher = PersonId("marijke"),
          .offices = {PersonId("petra"), PersonId("anna"), PersonId("petra")},
          .managers = {PersonId("otto")},
          .is_owed = true,
          .is_judged = true};
}

auto To(const char* person) { return Field(&TaskNotice::to, PersonId(person)); }

TEST(TaskNoticesTest, GivenEvents_WhenAsked_ThenEachToWhomItConcerns) {
  EXPECT_THAT(TaskNoticesOf("task.verdict_given", News()), ElementsAre(To("daan"), To("ingrid")));
  EXPECT_THAT(TaskNoticesOf("task.verdict_due_soon", News()), ElementsAre(To("marijke")));
  EXPECT_THAT(TaskNoticesOf("task.verdict_overdue", News()), ElementsAre(To("marijke")));
  EXPECT_THAT(TaskNoticesOf("task.verdict_told_lead", News()),
              ElementsAre(To("petra"), To("anna")));
  EXPECT_THAT(TaskNoticesOf("task.verdict_told_manager", News()), ElementsAre(To("otto")));
  EXPECT_THAT(TaskNoticesOf("task.drafted", News()), IsEmpty());
  EXPECT_FALSE(IsTaskTold("task.drafted"));
  EXPECT_TRUE(IsTaskTold("task.verdict_told_lead"));
}

TEST(TaskNoticesTest, GivenAVerdictMeanwhile_WhenAsked_ThenNobodyHearsThatItIsLate) {
  TaskNews news = News();
  news.is_owed = false;
  for (const char* type : {"task.verdict_due_soon", "task.verdict_overdue",
                           "task.verdict_told_lead", "task.verdict_told_manager"}) {
    EXPECT_THAT(TaskNoticesOf(type, news), IsEmpty()) << type;
  }
}

TEST(TaskNoticesTest, GivenNobodyThere_WhenAsked_ThenNoNoticeToNobody) {
  TaskNews news = News();
  news.supervisor = PersonId();
  news.teacher = PersonId();
  EXPECT_THAT(TaskNoticesOf("task.verdict_given", news), ElementsAre(To("daan")));
  EXPECT_THAT(TaskNoticesOf("task.verdict_due_soon", news), IsEmpty());
}

TEST(TaskLetterTest, GivenNotices_WhenWritten_ThenWhoAndWhenInBothLanguages) {
  const Reader dutch{.given_name = "Marijke"};
  const Reader english{.given_name = "Marijke", .language = Language::kEnglish};
  const auto letter = [](TaskNoticeKind kind, const Reader& reader, const char* to = "marijke") {
    return LetterOf(TaskNotice{PersonId(to), kind}, News(), reader);
  };
  EXPECT_EQ(letter(TaskNoticeKind::kDueSoon, dutch).subject,
            "Oordeel uiterlijk ma 21 sep: leertaak van Daan");
  EXPECT_EQ(letter(TaskNoticeKind::kDueSoon, english).subject,
            "Verdict by Mon 21 Sep: learning task of Daan");
  EXPECT_EQ(letter(TaskNoticeKind::kStillMissing, dutch).subject,
            "Oordeel 3 werkdagen te laat: leertaak van Daan");
  EXPECT_THAT(letter(TaskNoticeKind::kStillMissing, english).paragraphs,
              ::testing::Contains("Marijke Bos is to decide."));
  EXPECT_THAT(letter(TaskNoticeKind::kOverdue, dutch).paragraphs.back(),
              HasSubstr("op naam van de opleiding"));
  EXPECT_EQ(letter(TaskNoticeKind::kVerdict, english, "daan").subject,
            "Verdict on your task: adjust");
}

TEST(TaskTellingsTest, GivenNotices_WhenTold_ThenOnlyTheTeacherWhoHoldsUpHearsAtOnce) {
  for (const char* type : {"task.verdict_given", "task.verdict_due_soon", "task.verdict_overdue",
                           "task.verdict_told_lead", "task.verdict_told_manager"}) {
    for (const Telling& telling : TaskTellings(type, News())) {
      EXPECT_EQ(telling.is_urgent, telling.to == News().teacher) << type;
      EXPECT_EQ(telling.reason.role == ReaderRole::kJudge, telling.to == News().teacher) << type;
    }
  }
}

}  // namespace
}  // namespace driehoek::notify
