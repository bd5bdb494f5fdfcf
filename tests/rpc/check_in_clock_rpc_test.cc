// What the system plans by itself and what the clock brings to check-ins, as the server's runner
// looks at it, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "check_in_world.h"

namespace driehoek::test {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;

class CheckInClockRpcTest : public CheckInTest {};
DRIEHOEK_ON_EVERY_ENGINE(CheckInClockRpcTest);

TEST_P(CheckInClockRpcTest, GivenAPlacementThatBegins_WhenLookedAtTwice_ThenPlannedOnce) {
  const v1::Placement placement = Place();
  Look();
  EXPECT_THAT(ListOf(placement), IsEmpty()) << "it does not run yet";
  Begin(placement);
  const auto planned = ListOf(placement);
  ASSERT_THAT(planned, SizeIs(3));
  EXPECT_EQ(planned[0].kind(), CheckIn::KICK_OFF);
  EXPECT_EQ(planned[1].kind(), CheckIn::MID_TERM);
  EXPECT_EQ(planned[2].kind(), CheckIn::FINAL);
  EXPECT_EQ(planned[1].state(), CheckIn::PLANNED);
  EXPECT_EQ(planned[1].supervisor(), triangle().supervisor_person);
  EXPECT_EQ(planned[1].teacher(), triangle().teacher);
  Look();
  EXPECT_THAT(due().PlanAll(TenantId("demo"), world().clock.Now(), DirectoryWorld::Deadline()),
              IsOkAndHolds(0));
  EXPECT_THAT(ListOf(placement), SizeIs(3));
  EXPECT_THAT(Told(), Contains("checkin.planned").Times(3));
}

TEST_P(CheckInClockRpcTest, GivenTwoLookAtOnce_WhenPlanned_ThenPlannedOnce) {
  const v1::Placement placement = Place();
  const placement::PlacementId id(IdOf(placement.name()));
  world().agreements.facts[id] = {
      .is_offered = true, .is_in_force = true, .responsibilities_accepted = true};
  ASSERT_THAT(
      world().due.MoveOne(TenantId("demo"), id, world().clock.Now(), DirectoryWorld::Deadline()),
      IsOkAndHolds(true));
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      EXPECT_THAT(due().PlanAll(TenantId("demo"), world().clock.Now(), DirectoryWorld::Deadline()),
                  IsOk());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(ListOf(placement), SizeIs(3));
  EXPECT_THAT(Told(), Contains("checkin.planned").Times(3));
}

TEST_P(CheckInClockRpcTest, GivenItsDayComes_WhenNobodyHoldsIt_ThenInvitedOpenedAndMissedOnce) {
  const v1::Placement placement = Running();
  const CheckIn planned = Of(placement, CheckIn::MID_TERM);
  const absl::CivilDay day = PlannedDay(planned);
  GoTo(day - 15);
  EXPECT_EQ(Get(planned.name())->state(), CheckIn::PLANNED);
  GoTo(day - 14);
  EXPECT_EQ(Get(planned.name())->state(), CheckIn::INVITED);
  GoTo(day - 8);
  EXPECT_EQ(Get(planned.name())->state(), CheckIn::INVITED);
  GoTo(day - 7);
  EXPECT_EQ(Get(planned.name())->state(), CheckIn::VIEWS_OPEN);
  GoTo(Day(planned.window().last_date()));
  EXPECT_EQ(Get(planned.name())->state(), CheckIn::VIEWS_OPEN) << "the last day is in time";
  GoTo(Day(planned.window().last_date()) + 1);
  EXPECT_EQ(Get(planned.name())->state(), CheckIn::MISSED);
  Look();
  EXPECT_THAT(Told(), Contains("checkin.missed").Times(2))
      << "the kick-off and this one, once each";
  EXPECT_THAT(Write(planned, Student(), 3), StatusIs(Code::kFailedPrecondition, "CHECK_IN_CLOSED"));
  const auto overview = Overview(placement);
  ASSERT_THAT(overview, IsOk());
  EXPECT_EQ(overview->missed_check_in_count(), 2);
}

TEST_P(CheckInClockRpcTest, GivenNobodyLooked_WhenTheDayOfTheMeetingComes_ThenItCanBeHeld) {
  const v1::Placement placement = Running();
  const CheckIn planned = Of(placement, CheckIn::MID_TERM);
  world().clock.Set(At(PlannedDay(planned), 15));
  const auto held = Ask(&CheckIns::HoldCheckIn, Teacher(), Held(planned, PlannedDay(planned)));
  ASSERT_THAT(held, IsOk());
  EXPECT_EQ(held->state(), CheckIn::HELD);
}

TEST_P(CheckInClockRpcTest, GivenTheAgreementComesLate_WhenLookedAt_ThenTheMidTermMoves) {
  const v1::Placement placement = Running();
  const CheckIn before = Of(placement, CheckIn::MID_TERM);
  // So late that ten days later nothing is left of the window.
  SayInForceSince(placement, At(Day(before.window().last_date()), 12));
  ASSERT_THAT(due().PlanOne(TenantId("demo"), progress::PlacementId(IdOf(placement.name())),
                            world().clock.Now(), DirectoryWorld::Deadline()),
              IsOkAndHolds(true));
  const auto after = Get(before.name());
  ASSERT_THAT(after, IsOk());
  ASSERT_FALSE(after->window().unmet_guards().empty()) << "kept, with the rules that fail";
  EXPECT_GT(PlannedDay(*after), PlannedDay(before));
  EXPECT_EQ(after->calendar_sequence(), 1);
  ASSERT_THAT(after->moves(), SizeIs(1));
  EXPECT_EQ(after->moves(0).mover(), "") << "by the system";
  EXPECT_THAT(Told(), Contains("checkin.moved").Times(1));
}

TEST_P(CheckInClockRpcTest, GivenAPlacementEnds_WhenLookedAt_ThenWhatIsAheadIsCancelled) {
  const v1::Placement placement = Running();
  ASSERT_THAT(Ask(&CheckIns::CreateCheckIn, Student(), Wish(placement, world().Today() + 40)),
              IsOk());
  ASSERT_THAT(EndPlacement(placement), IsOk());
  Look();
  for (const CheckIn& check_in : ListOf(placement)) {
    EXPECT_EQ(check_in.state(), CheckIn::CANCELLED) << check_in.kind();
  }
  EXPECT_THAT(Told(), Contains("checkin.cancelled").Times(4));
  EXPECT_THAT(Ask(&CheckIns::CreateCheckIn, Student(), Wish(placement, world().Today())),
              StatusIs(Code::kFailedPrecondition, "PLACEMENT_FINAL"));
}

TEST_P(CheckInClockRpcTest, GivenAPartTimePlacement_WhenPlanned_ThenAMidTermEachTwelveWeeks) {
  UseVariant(v1::ProgrammeVariant::PART_TIME);
  const v1::Placement placement = Running(350);
  const auto planned = ListOf(placement);
  EXPECT_GE(planned.size(), 6U);
  for (std::size_t i = 1; i < planned.size(); ++i) {
    EXPECT_LE(PlannedDay(planned[i]) - PlannedDay(planned[i - 1]), 7 * 12 + 6);
  }
}

}  // namespace
}  // namespace driehoek::test
