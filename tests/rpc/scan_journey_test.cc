// A part-time student's own workplace: it passes in September, the student enters phase 2 in
// February and it is scanned again, with a condition that nobody meets (journey 3: R34 to R37).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scan_world.h"

namespace driehoek::test {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ScanJourneyTest : public ScanRpcTest {};
DRIEHOEK_ON_EVERY_ENGINE(ScanJourneyTest);

TEST_P(ScanJourneyTest, GivenOwnWorkplace_WhenTheStudentGrows_ThenItIsScannedAgain) {
  // The first year asks little, the second asks more (R35).
  const auto first_year = Publish(1, 1);
  const auto second_year = Publish(2, 2);
  const auto placement = Place(0);
  const auto passed = Passed(For(placement.name()));
  ASSERT_THAT(passed, IsOk());
  EXPECT_EQ(passed->criteria(), first_year.name());
  world().directory.agreements.facts[placement::PlacementId(IdOf(placement.name()))] = {
      .is_offered = true, .is_in_force = true, .responsibilities_accepted = true};
  ASSERT_THAT(world().directory.due.MoveAll(TenantId("demo"), world().directory.clock.Now(),
                                            DirectoryWorld::Deadline()),
              IsOk());
  ASSERT_EQ(Read(placement.name()).state(), v1::Placement::ACTIVE);
  ASSERT_THAT(Follow(), IsOk());

  EnterPhase(2);
  ASSERT_THAT(Follow(), IsOk());
  const auto reopened = Get(passed->name(), Supervisor());
  ASSERT_THAT(reopened, IsOk());
  EXPECT_EQ(reopened->state(), Scan::REOPENED);
  EXPECT_EQ(reopened->trigger(), Scan::PHASE_CHANGE);
  EXPECT_EQ(reopened->phase(), 2);
  EXPECT_EQ(reopened->criteria(), second_year.name());
  EXPECT_EQ(reopened->verdict(), Scan::FIT) << "the last verdict stays readable";
  EXPECT_EQ(Read(placement.name()).state(), v1::Placement::ACTIVE);

  const auto filled = Fill(*reopened, Supervisor(), {{"W1", Scan::MET}, {"T1", Scan::NOT_MET}});
  ASSERT_THAT(filled, IsOk());
  auto verdict = Verdict(*filled, Scan::CONDITIONAL, "There is no room for the budget task.");
  auto* condition = verdict.add_conditions();
  condition->set_action("HR finds a budget that the student may work on");
  condition->set_owner("HR");
  *condition->mutable_due_date() = rpc::ToProto(Today() + 14);
  const auto conditional = Assess(verdict);
  ASSERT_THAT(conditional, IsOk());
  EXPECT_EQ(conditional->valid_until_date().year(), passed->valid_until_date().year());
  EXPECT_THAT(Read(placement.name()).blockers(), IsEmpty());

  // Nobody does it; the office looks again and finds that the workplace no longer suffices.
  v1::ReopenWorkplaceScanRequest again;
  again.set_name(conditional->name());
  again.set_trigger(Scan::SIGNAL);
  again.set_reason("The condition was not met in time.");
  again.set_etag(conditional->etag());
  const auto looked = world().Ask(&Scans::ReopenWorkplaceScan, kOffice, again);
  ASSERT_THAT(looked, IsOk());
  EXPECT_THAT(looked->conditions(), SizeIs(1)) << "what was agreed stays readable";
  EXPECT_FALSE(looked->conditions(0).has_done_time());
  const auto sheet = Fill(*looked, kOffice, {{"T1", Scan::NOT_MET}});
  ASSERT_THAT(sheet, IsOk());
  ASSERT_THAT(Assess(Verdict(*sheet, Scan::UNFIT, "There is still no room for the budget task.")),
              IsOk());
  EXPECT_TRUE(IsBlocked(placement.name(), v1::Placement::Blocker::SCAN_UNFIT));
  EXPECT_EQ(Read(placement.name()).state(), v1::Placement::ACTIVE)
      << "it is not stopped: a way on is sought";

  const auto events =
      world().event_log.ReadAfter(TenantId("demo"), 0, 500, DirectoryWorld::Deadline());
  ASSERT_THAT(events, IsOk());
  std::vector<std::string> types;
  for (const auto& event : *events) types.push_back(event.type);
  EXPECT_THAT(types, Contains("scan.reopened").Times(2));
  EXPECT_THAT(types, Contains("scan.assessed").Times(3));
}

}  // namespace
}  // namespace driehoek::test
