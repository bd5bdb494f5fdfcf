#include "progress/task/learning_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "progress/task/task_example.h"

namespace driehoek::progress::task {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

PlacementFact Period(absl::CivilDay start, absl::CivilDay end) {
  PlacementFact placement = ExamplePlacement();
  placement.start_date = start;
  placement.end_date = end;
  return placement;
}

TEST(SubmitByTest, GivenPolicies_WhenAsked_ThenTheEarlierOfShareAndWeek) {
  const PlacementFact placement = Period(absl::CivilDay(2026, 9, 1), absl::CivilDay(2027, 6, 27));
  PolicyFact policy = ExamplePolicy();
  EXPECT_EQ(SubmitBy(placement, policy), absl::CivilDay(2026, 9, 30)) << "10 % of 300 days";
  policy.task_submit_week = 3;
  EXPECT_EQ(SubmitBy(placement, policy), absl::CivilDay(2026, 9, 21)) << "the end of week 3";
  policy.task_submit_week = 30;
  EXPECT_EQ(SubmitBy(placement, policy), absl::CivilDay(2026, 9, 30));
}

TEST(SubmitByTest, GivenAShortStage_WhenAsked_ThenNotBeforeItsFirstDay) {
  const PlacementFact placement = Period(absl::CivilDay(2026, 9, 1), absl::CivilDay(2026, 9, 4));
  EXPECT_EQ(SubmitBy(placement, ExamplePolicy()), absl::CivilDay(2026, 9, 1));
}

TEST(CoverageTest, GivenNoTasks_WhenAsked_ThenEveryOutcomeIsAGap) {
  const auto rows = Coverage(ExamplePlacement(), kOutcomes, {});
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].outcome.code, "LU1");
  EXPECT_EQ(rows[0].standing, Standing::kGap);
  EXPECT_EQ(rows[1].standing, Standing::kGap);
}

TEST(CoverageTest, GivenOutcomesOfThePlacement_WhenAsked_ThenOnlyThose) {
  PlacementFact placement = ExamplePlacement();
  placement.outcome_codes = {"LU2", "LU9"};
  const auto rows = Coverage(placement, kOutcomes, {ExampleTask()});
  ASSERT_THAT(rows, SizeIs(1)) << "LU9 is in no set";
  EXPECT_EQ(rows[0].outcome.code, "LU2");
  EXPECT_THAT(rows[0].cells, IsEmpty());
}

TEST(CoverageTest, GivenVerdicts_WhenAsked_ThenOnlyWhatWasFoundAdequateCovers) {
  LearningTask task = ExampleTask(TaskState::kSubmitted);
  const auto standing = [&] {
    return Coverage(ExamplePlacement(), kOutcomes, {task}).front().standing;
  };
  EXPECT_EQ(standing(), Standing::kPlanned) << "nobody decided yet";
  for (const VerdictKind kind : {VerdictKind::kAdjust, VerdictKind::kInadequate}) {
    task.submissions.back().verdict = Verdict{.kind = kind};
    EXPECT_EQ(standing(), Standing::kPlanned);
  }
  task.submissions.back().verdict = Verdict{.kind = VerdictKind::kAdequate};
  EXPECT_EQ(standing(), Standing::kCovered);
  task.content.outcome_links[0].level = 3;
  EXPECT_EQ(standing(), Standing::kPlanned) << "the level was not judged";
}

TEST(CoverageTest, GivenAChangeAfterAnAdequateVerdict_WhenAsked_ThenGapsShowAtOnce) {
  LearningTask task = ExampleTask(TaskState::kAdequate);
  task.submissions.back().verdict = Verdict{.kind = VerdictKind::kAdequate};
  task.content.outcome_links = {{"LU2", 1}};
  const auto rows = Coverage(ExamplePlacement(), kOutcomes, {task});
  EXPECT_EQ(rows[0].standing, Standing::kGap);
  EXPECT_EQ(rows[1].standing, Standing::kPlanned);
}

TEST(LostTimesTest, GivenSubmissions_WhenAsked_ThenEachLateOneOnTheProgrammesAccount) {
  LearningTask task = ExampleTask(TaskState::kSubmitted);  // due Mon 21 Sep
  EXPECT_THAT(LostTimes({task}, absl::CivilDay(2026, 9, 21)), IsEmpty());
  task.submissions.back().clock.stop_date = absl::CivilDay(2026, 9, 23);
  task.submissions.push_back(task.submissions.back());
  task.submissions.back().clock = StartClock(absl::CivilDay(2026, 9, 24), ExamplePolicy());
  const auto lost = LostTimes({task}, absl::CivilDay(2026, 10, 9));  // the second: due 8 Oct
  ASSERT_THAT(lost, SizeIs(2));
  EXPECT_EQ(lost[0].working_days, 2);
  EXPECT_EQ(lost[0].version, 1);
  EXPECT_EQ(lost[0].party, Side::kProgramme);
  EXPECT_EQ(lost[0].cause, Cause::kLateVerdict);
  EXPECT_EQ(lost[1].working_days, 1);
  EXPECT_EQ(lost[1].version, 2);
}

}  // namespace
}  // namespace driehoek::progress::task
