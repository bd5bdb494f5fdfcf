#include "progress/task/lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "progress/task/task_example.h"
#include "shared/base/errors.h"

namespace driehoek::progress::task {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr TaskState kAllStates[] = {
    TaskState::kDrafting,  TaskState::kSubmitted, TaskState::kResubmitted, TaskState::kAdvised,
    TaskState::kAdequate,  TaskState::kAdjust,    TaskState::kInadequate,  TaskState::kInProgress,
    TaskState::kDelivered, TaskState::kClosed};

template <typename T>
std::string Refusal(const absl::StatusOr<T>& result) {
  return ReasonOf(result.status());
}

Content Other() {
  Content content = ExampleContent();
  content.description = "Something else.";
  return content;
}

Judgement Says(VerdictKind kind, int version = 1) {
  return {.version = version, .kind = kind, .reason = "As discussed.", .teacher = kTeacher};
}

absl::StatusOr<TaskChange> SubmitOn(LearningTask task, absl::CivilDay today = kMonday) {
  return Submit(std::move(task), ExamplePlacement(), kOutcomes, ExamplePolicy(), kStudent, today,
                kNow);
}

absl::StatusOr<TaskChange> JudgeOn(LearningTask task, const Judgement& judgement,
                                   absl::CivilDay today = kMonday) {
  return Judge(std::move(task), judgement, kContact, today, kNow);
}

TEST(DraftTest, GivenPlacement_WhenDrafted_ThenOneSidedOnItsPlacement) {
  const auto change = Draft({.id = TaskId("t"), .content = ExampleContent()}, ExamplePlacement(),
                            kMostTasks - 1, kBySupervisor, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.student, kStudent);
  EXPECT_EQ(change->after.state, TaskState::kDrafting);
  EXPECT_THAT(change->told, ElementsAre(Told::kDrafted));
  EXPECT_THAT(MissingSides(change->after), ElementsAre(Side::kStudent, Side::kProgramme));
}

TEST(DraftTest, GivenPlacementThatIsOverOrFull_WhenDrafted_ThenRefused) {
  PlacementFact over = ExamplePlacement();
  over.is_final = true;
  EXPECT_EQ(Refusal(Draft({}, over, 0, kByStudent, kNow)), "PLACEMENT_FINAL");
  EXPECT_EQ(Refusal(Draft({}, ExamplePlacement(), kMostTasks, kByStudent, kNow)), "TASKS_TOO_MANY");
}

TEST(ReviseTest, GivenStates_WhenRevised_ThenNotWhileAVerdictIsOwedOrOver) {
  for (const TaskState state : kAllStates) {
    const auto change = Revise(ExampleTask(state), Other(), kBySupervisor, kNow);
    if (IsWithTeacher(state)) {
      EXPECT_EQ(Refusal(change), "TASK_WITH_TEACHER");
    } else if (IsOver(state)) {
      EXPECT_EQ(Refusal(change), "TASK_OVER");
    } else {
      ASSERT_TRUE(change.ok());
      EXPECT_EQ(change->after.state, state) << "a change of text moves no state";
      EXPECT_EQ(change->after.text_number, 2);
      EXPECT_TRUE(StandsBehind(change->after, Side::kSupervisor));
      EXPECT_FALSE(StandsBehind(change->after, Side::kStudent)) << "that was another text";
      EXPECT_THAT(change->told, IsEmpty());
    }
  }
}

TEST(ReviseTest, GivenTheSameText_WhenRevised_ThenNobodyContributed) {
  const auto change = Revise(ExampleTask(), ExampleContent(), kBySupervisor, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.text_number, 1);
  EXPECT_FALSE(StandsBehind(change->after, Side::kSupervisor));
}

TEST(AgreeTest, GivenTwoSides_WhenTheyAgree_ThenTheThirdIsMissing) {
  auto change = Agree(ExampleTask(), kBySupervisor, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_THAT(MissingSides(change->after), ElementsAre(Side::kProgramme));
  change = Agree(change->after, kByTeacher, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_THAT(MissingSides(change->after), IsEmpty());
  EXPECT_EQ(Refusal(Agree(ExampleTask(TaskState::kDelivered), kByTeacher, kNow)), "TASK_OVER");
}

TEST(SubmitTest, GivenDraft_WhenSubmitted_ThenTheClockStartsByThePolicy) {
  const auto change = SubmitOn(ExampleTask());
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.state, TaskState::kSubmitted);
  EXPECT_EQ(change->after.submissions.back().clock.due_date, absl::CivilDay(2026, 9, 21));
  EXPECT_THAT(change->told, ElementsAre(Told::kSubmitted));
  EXPECT_EQ(change->relies_on.front().name, "variant");
  EXPECT_EQ(NextLook(change->after), absl::CivilDay(2026, 9, 17));
}

TEST(SubmitTest, GivenStates_WhenSubmitted_ThenAChangedTextStartsANewClock) {
  for (const TaskState state : kAllStates) {
    LearningTask task = ExampleTask(state);
    task.content = Other();
    const auto change = SubmitOn(task, kMonday + 28);
    if (IsWithTeacher(state)) {
      EXPECT_EQ(Refusal(change), "TASK_WITH_TEACHER");
    } else if (IsOver(state)) {
      EXPECT_EQ(Refusal(change), "TASK_OVER");
    } else if (state == TaskState::kDrafting) {
      EXPECT_EQ(change->after.state, TaskState::kSubmitted);
    } else {
      ASSERT_TRUE(change.ok());
      EXPECT_EQ(change->after.state, TaskState::kResubmitted);
      EXPECT_THAT(change->told, ElementsAre(Told::kResubmitted));
      EXPECT_EQ(change->after.submissions.size(), 2U);
      EXPECT_EQ(change->after.submissions.back().clock.due_date, absl::CivilDay(2026, 10, 19));
    }
  }
}

TEST(SubmitTest, GivenGuards_WhenNotMet_ThenRefused) {
  EXPECT_EQ(Refusal(SubmitOn(ExampleTask(TaskState::kAdjust))), "TASK_UNCHANGED");
  LearningTask task = ExampleTask();
  task.content.outcome_links = {{"LU7", 1}};
  EXPECT_EQ(Refusal(SubmitOn(task)), "OUTCOME_UNKNOWN");
  task = ExampleTask(TaskState::kDrafting, ExampleContent(Route::kGraduation));
  EXPECT_TRUE(SubmitOn(task).ok());
  task.content.question.clear();
  EXPECT_EQ(Refusal(SubmitOn(task)), "QUESTION_MISSING");
  PlacementFact over = ExamplePlacement();
  over.is_final = true;
  EXPECT_EQ(
      Refusal(Submit(ExampleTask(), over, kOutcomes, ExamplePolicy(), kStudent, kMonday, kNow)),
      "PLACEMENT_FINAL");
  task = ExampleTask(TaskState::kAdjust);
  task.content = Other();
  task.submissions.assign(kMostSubmissions - 1, task.submissions.front());
  EXPECT_TRUE(SubmitOn(task).ok());
  task.submissions.push_back(task.submissions.front());
  EXPECT_EQ(Refusal(SubmitOn(task)), "SUBMISSIONS_TOO_MANY");
}

TEST(SubmitTest, GivenLightRoute_WhenSubmitted_ThenStudentAndSupervisorAgreedOnThisText) {
  LearningTask task = ExampleTask(TaskState::kDrafting, ExampleContent(Route::kLight));
  task.content.outcome_links.clear();
  EXPECT_EQ(Refusal(SubmitOn(task)), "AGREEMENT_MISSING");
  task = Agree(task, kByTeacher, kNow)->after;
  EXPECT_EQ(Refusal(SubmitOn(task)), "AGREEMENT_MISSING") << "the workplace agrees, not the school";
  task = Agree(task, kBySupervisor, kNow)->after;
  EXPECT_TRUE(SubmitOn(task).ok());
  Content content = task.content;
  content.description = "Changed since.";
  task = Revise(task, content, kByStudent, kNow)->after;
  EXPECT_EQ(Refusal(SubmitOn(task)), "AGREEMENT_MISSING");
}

TEST(AdviseTest, GivenStates_WhenAdvised_ThenOnceAndTheClockRunsOn) {
  for (const TaskState state : kAllStates) {
    const auto change = Advise(ExampleTask(state), "Suits the goals.", PersonId("office"), kNow);
    if (state != TaskState::kSubmitted && state != TaskState::kResubmitted) {
      EXPECT_EQ(Refusal(change), "TASK_NOT_SUBMITTED");
      continue;
    }
    ASSERT_TRUE(change.ok());
    EXPECT_EQ(change->after.state, TaskState::kAdvised);
    EXPECT_EQ(change->after.submissions.back().clock, ExampleTask(state).submissions.back().clock);
  }
  EXPECT_EQ(Refusal(Advise(ExampleTask(TaskState::kSubmitted), " ", PersonId("office"), kNow)),
            "TEXT_MISSING");
}

TEST(JudgeTest, GivenStatesAndKinds_WhenJudged_ThenOnlyWhileAVerdictIsOwed) {
  const std::pair<VerdictKind, TaskState> kinds[] = {
      {VerdictKind::kAdequate, TaskState::kAdequate},
      {VerdictKind::kAdjust, TaskState::kAdjust},
      {VerdictKind::kInadequate, TaskState::kInadequate}};
  for (const TaskState state : kAllStates) {
    for (const auto& [kind, after] : kinds) {
      const auto change = JudgeOn(ExampleTask(state), Says(kind));
      if (!IsWithTeacher(state)) {
        EXPECT_EQ(Refusal(change), "TASK_NOT_SUBMITTED");
        continue;
      }
      ASSERT_TRUE(change.ok());
      EXPECT_EQ(change->after.state, after);
      EXPECT_EQ(change->after.submissions.back().clock.stop_date, kMonday);
      EXPECT_THAT(change->told, ElementsAre(Told::kVerdictGiven));
      EXPECT_EQ(change->relies_on.front().name, "assignment");
      EXPECT_EQ(NextLook(change->after), std::nullopt);
    }
  }
}

TEST(JudgeTest, GivenTheDueDay_WhenJudged_ThenInTimeAndTheDayAfterABreach) {
  const LearningTask task = ExampleTask(TaskState::kSubmitted);  // due Mon 21 Sep
  const auto in_time = JudgeOn(task, Says(VerdictKind::kAdjust), absl::CivilDay(2026, 9, 21));
  EXPECT_THAT(in_time->told, ElementsAre(Told::kVerdictGiven));
  const auto late = JudgeOn(task, Says(VerdictKind::kAdjust), absl::CivilDay(2026, 9, 22));
  EXPECT_THAT(late->told, ElementsAre(Told::kVerdictOverdue, Told::kVerdictGiven))
      << "nobody had looked at the clock before";
  EXPECT_EQ(late->after.submissions.back().clock.mark, Mark::kOverdue);
  LearningTask told = task;
  told.submissions.back().clock.mark = Mark::kLeadTold;
  const auto after_lead = JudgeOn(told, Says(VerdictKind::kAdjust), absl::CivilDay(2026, 9, 25));
  EXPECT_THAT(after_lead->told, ElementsAre(Told::kVerdictGiven)) << "that it is late was told";
  EXPECT_EQ(after_lead->after.submissions.back().clock.mark, Mark::kLeadTold);
}

TEST(JudgeTest, GivenGuards_WhenNotMet_ThenRefused) {
  LearningTask task = ExampleTask(TaskState::kSubmitted);
  EXPECT_EQ(Refusal(JudgeOn(task, Says(VerdictKind::kAdequate, 2))), "STALE_SUBMISSION");
  EXPECT_EQ(Refusal(JudgeOn(task, Says(VerdictKind::kAdequate, 0))), "STALE_SUBMISSION");
  Judgement silent = Says(VerdictKind::kAdequate);
  silent.reason.clear();
  EXPECT_EQ(Refusal(JudgeOn(task, silent)), "TEXT_MISSING") << "every verdict has a reason";
  task.submissions.back().content.outcome_links.clear();
  EXPECT_EQ(Refusal(JudgeOn(task, Says(VerdictKind::kAdequate))), "TASK_WITHOUT_OUTCOMES");
  EXPECT_TRUE(JudgeOn(task, Says(VerdictKind::kAdjust)).ok());
  task.submissions.back().content.route = Route::kLight;
  EXPECT_TRUE(JudgeOn(task, Says(VerdictKind::kAdequate)).ok()) << "a description will do";
}

TEST(JudgeTest, GivenGraduationWork_WhenFoundAdequate_ThenItsDifferenceFromBachelorWorkIsSaid) {
  const LearningTask task = ExampleTask(TaskState::kSubmitted, ExampleContent(Route::kGraduation));
  Judgement judgement = Says(VerdictKind::kAdequate);
  EXPECT_EQ(Refusal(JudgeOn(task, judgement)), "DIFFERENCE_MISSING");
  judgement.difference_from_bachelor = "A design in practice, no research of its own.";
  EXPECT_TRUE(JudgeOn(task, judgement).ok());
  EXPECT_TRUE(JudgeOn(task, Says(VerdictKind::kAdjust)).ok());
}

TEST(JudgeTest, GivenTeachers_WhenJudged_ThenOnlyTheNamedOneElseTheContactPerson) {
  const LearningTask task = ExampleTask(TaskState::kSubmitted);
  Judgement other = Says(VerdictKind::kAdjust);
  other.teacher = PersonId("other");
  EXPECT_EQ(Refusal(JudgeOn(task, other)), "NOT_NAMED_TEACHER");
  const LearningTask named = NameTeacher(task, PersonId("other"), kNow)->after;
  const auto change = JudgeOn(named, other);
  ASSERT_TRUE(change.ok());
  EXPECT_THAT(change->relies_on, IsEmpty()) << "no contact person decided it";
  EXPECT_EQ(Refusal(JudgeOn(named, Says(VerdictKind::kAdjust))), "NOT_NAMED_TEACHER");
  EXPECT_EQ(Refusal(Judge(task, Says(VerdictKind::kAdjust), {}, kMonday, kNow)),
            "NOT_NAMED_TEACHER")
      << "nobody is contact person";
}

TEST(NameTeacherTest, GivenTasks_WhenNamed_ThenNotTheStudentAndNotOnceOver) {
  EXPECT_EQ(Refusal(NameTeacher(ExampleTask(), kStudent, kNow)), "SAME_PERSON");
  EXPECT_EQ(Refusal(NameTeacher(ExampleTask(TaskState::kClosed), kTeacher, kNow)), "TASK_OVER");
  EXPECT_TRUE(NameTeacher(ExampleTask(), PersonId(), kNow).ok());
}

TEST(RateTest, GivenRatings_WhenRated_ThenInBoundsAndOnceSubmitted) {
  const Rating rating{.authenticity = 5, .usefulness = 1, .rater = kSupervisor};
  EXPECT_EQ(Refusal(Rate(ExampleTask(), rating, kNow)), "TASK_NOT_SUBMITTED");
  const auto change = Rate(ExampleTask(TaskState::kInProgress), rating, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.state, TaskState::kInProgress);
  EXPECT_EQ(change->after.rating, rating);
  for (const Rating& wrong :
       {Rating{.authenticity = 0, .usefulness = 1}, Rating{.authenticity = 1, .usefulness = 6}}) {
    EXPECT_EQ(Refusal(Rate(ExampleTask(TaskState::kClosed), wrong, kNow)), "NUMBER_OUT_OF_RANGE");
  }
}

TEST(WorkTest, GivenStates_WhenStartedDeliveredAndClosed_ThenOnlyInThatOrder) {
  for (const TaskState state : kAllStates) {
    const auto started = Start(ExampleTask(state), ExamplePlacement(), kNow);
    const auto delivered = Deliver(ExampleTask(state), kNow);
    const auto closed = Close(ExampleTask(state), kNow);
    EXPECT_EQ(Refusal(started), state == TaskState::kAdequate ? "" : "TASK_NOT_ADEQUATE");
    EXPECT_EQ(Refusal(delivered), state == TaskState::kInProgress ? "" : "TASK_NOT_IN_PROGRESS");
    EXPECT_EQ(Refusal(closed), state == TaskState::kDelivered ? "" : "TASK_NOT_DELIVERED");
  }
}

TEST(WorkTest, GivenATextThatWasNotJudged_WhenStartedOrDelivered_ThenRefused) {
  LearningTask task = ExampleTask(TaskState::kAdequate);
  task.content = Other();
  EXPECT_EQ(Refusal(Start(task, ExamplePlacement(), kNow)), "TASK_CHANGED");
  task.state = TaskState::kInProgress;
  EXPECT_EQ(Refusal(Deliver(task, kNow)), "TASK_CHANGED");
}

TEST(WorkTest, GivenAPlacementThatDoesNotRun_WhenStarted_ThenRefused) {
  PlacementFact waiting = ExamplePlacement();
  waiting.is_running = false;
  EXPECT_EQ(Refusal(Start(ExampleTask(TaskState::kAdequate), waiting, kNow)),
            "PLACEMENT_NOT_ACTIVE");
}

TEST(PassTimeTest, GivenDays_WhenPassed_ThenMarksAreToldAndTheStateStays) {
  const LearningTask task = ExampleTask(TaskState::kAdvised);
  EXPECT_FALSE(PassTime(task, ExamplePlacement(), absl::CivilDay(2026, 9, 16), kNow).has_value());
  const auto change = PassTime(task, ExamplePlacement(), absl::CivilDay(2026, 9, 28), kNow);
  ASSERT_TRUE(change.has_value());
  EXPECT_EQ(change->after.state, TaskState::kAdvised);
  EXPECT_THAT(change->told, ElementsAre(Told::kVerdictOverdue, Told::kVerdictToldLead,
                                        Told::kVerdictToldManager));
  EXPECT_FALSE(
      PassTime(change->after, ExamplePlacement(), absl::CivilDay(2026, 12, 1), kNow).has_value());
}

TEST(PassTimeTest, GivenAPlacementThatEnded_WhenPassed_ThenTheClockStopsInSilence) {
  PlacementFact over = ExamplePlacement();
  over.is_final = true;
  over.end_date = absl::CivilDay(2026, 9, 23);
  const auto change =
      PassTime(ExampleTask(TaskState::kSubmitted), over, absl::CivilDay(2026, 9, 30), kNow);
  ASSERT_TRUE(change.has_value());
  EXPECT_THAT(change->told, IsEmpty());
  EXPECT_EQ(change->after.submissions.back().clock.stop_date, absl::CivilDay(2026, 9, 23));
  EXPECT_EQ(NextLook(change->after), std::nullopt);
  EXPECT_FALSE(PassTime(change->after, over, absl::CivilDay(2026, 10, 9), kNow).has_value());
}

TEST(PassTimeTest, GivenNoVerdictOwed_WhenPassed_ThenNothing) {
  for (const TaskState state : kAllStates) {
    if (IsWithTeacher(state)) continue;
    EXPECT_FALSE(PassTime(ExampleTask(state), ExamplePlacement(), absl::CivilDay(2027, 1, 1), kNow)
                     .has_value());
  }
}

}  // namespace
}  // namespace driehoek::progress::task
