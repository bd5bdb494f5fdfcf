// The clock of the verdict as the server's runner looks at it, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "learning_task_world.h"

namespace driehoek::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;

class VerdictClockRpcTest : public LearningTaskTest {};
DRIEHOEK_ON_EVERY_ENGINE(VerdictClockRpcTest);

absl::CivilDay Day(const google::type::Date& date) { return rpc::FromProto(date, "d").value(); }

// The fail case of journey 4: day 10 passes, and the lead and the manager are told; the time that
// is lost is on the programme's account.
TEST_P(VerdictClockRpcTest, GivenNoVerdict_WhenDayTenPasses_ThenEscalatedAndTheTimeIsAttributed) {
  const v1::Placement placement = Place();
  const auto submitted = Submit(*Draft(Wish(placement.name()), Student()));
  ASSERT_THAT(submitted, IsOk());
  const absl::CivilDay due_date = Day(submitted->submissions(0).clock().due_date());
  EXPECT_THAT(Look(), IsOkAndHolds(0));
  GoTo(SubtractWorkingDays(due_date, 2));
  EXPECT_THAT(Look(), IsOkAndHolds(1));
  GoTo(due_date);
  EXPECT_THAT(Look(), IsOkAndHolds(0)) << "the due day is in time";
  GoTo(due_date + 1);
  EXPECT_THAT(Look(), IsOkAndHolds(1));
  EXPECT_THAT(Look(), IsOkAndHolds(0)) << "each mark once";
  auto late = Get(submitted->name(), Supervisor());
  EXPECT_EQ(late->state(), Task::SUBMITTED) << "the state does not change in silence";
  EXPECT_EQ(late->submissions(0).clock().mark(), Task::OVERDUE);
  GoTo(AddWorkingDays(due_date, 7));
  EXPECT_THAT(Look(), IsOkAndHolds(1)) << "lead and manager, since nobody looked for days";
  EXPECT_THAT(Told(), ElementsAre("task.drafted", "task.submitted", "task.verdict_due_soon",
                                  "task.verdict_overdue", "task.verdict_told_lead",
                                  "task.verdict_told_manager"));

  auto plan = GetPlan(placement.name(), kManager);
  ASSERT_THAT(plan->lost_times(), SizeIs(1));
  EXPECT_EQ(plan->lost_times(0).working_days(), 7);
  late = Get(submitted->name(), Teacher());
  const auto judged = Judge(Says(*late, Task::Verdict::ADEQUATE), Teacher());
  ASSERT_THAT(judged, IsOk());
  GoTo(AddWorkingDays(due_date, 30));
  plan = GetPlan(placement.name(), Student());
  ASSERT_THAT(plan->lost_times(), SizeIs(1));
  EXPECT_EQ(plan->lost_times(0).working_days(), 7) << "the verdict stopped it";
  EXPECT_EQ(plan->lost_times(0).party(), Task::PROGRAMME);
  EXPECT_EQ(plan->lost_times(0).cause(), v1::LostTime::LATE_VERDICT);
  EXPECT_EQ(plan->lost_times(0).learning_task(), submitted->name());
  EXPECT_THAT(Look(), IsOkAndHolds(0));
}

TEST_P(VerdictClockRpcTest, GivenTwoRunners_WhenTheyLookAtOnce_ThenEachMarkIsToldOnce) {
  const v1::Placement placement = Place();
  for (int i = 0; i < 5; ++i) {
    ASSERT_THAT(Submit(*Draft(Wish(placement.name()), Student())), IsOk());
  }
  GoTo(world().Today() + 60);
  std::vector<std::thread> runners;
  for (int i = 0; i < 2; ++i) {
    runners.emplace_back([&] { EXPECT_THAT(Look(), IsOk()); });
  }
  for (std::thread& runner : runners) runner.join();
  EXPECT_THAT(Look(), IsOk()) << "what one left to the other";
  const auto told = Told();
  for (const char* type :
       {"task.verdict_overdue", "task.verdict_told_lead", "task.verdict_told_manager"}) {
    EXPECT_THAT(told, Contains(type).Times(5));
  }
}

TEST_P(VerdictClockRpcTest, GivenAPlacementThatEnded_WhenAVerdictIsOwed_ThenTheClockStops) {
  const v1::Placement placement = Place();
  const auto submitted = Submit(*Draft(Wish(placement.name()), Student()));
  ASSERT_THAT(submitted, IsOk());
  EndPlacement(placement);
  EXPECT_THAT(Draft(Wish(placement.name()), Student()),
              StatusIs(Code::kFailedPrecondition, "PLACEMENT_FINAL"));
  GoTo(world().Today() + 60);
  EXPECT_THAT(Look(), IsOkAndHolds(1));
  EXPECT_THAT(Look(), IsOkAndHolds(0));
  EXPECT_THAT(Told(), ElementsAre("task.drafted", "task.submitted"));
  EXPECT_THAT(GetPlan(placement.name())->lost_times(), IsEmpty());
}

}  // namespace
}  // namespace driehoek::test
