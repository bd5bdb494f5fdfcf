// Conditions that are not done in time (R37), over gRPC and by the clock, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "shared/base/working_days.h"
#include "scan_world.h"

namespace driehoek::test {
namespace {

class ScanOverdueRpcTest : public ScanRpcTest {
 protected:
  void SetUp() override {
    ScanRpcTest::SetUp();
    Publish(1, 8);
    due_ = Today() + 5;
  }
  // A conditional verdict with one action, until `due_`.
  Scan Conditional() {
    const auto requested = Request(ForAll());
    EXPECT_THAT(requested, IsOk());
    const auto filled = Fill(*requested, Supervisor(), {{"T1", Scan::NOT_MET}, {"W1", Scan::MET}});
    EXPECT_THAT(filled, IsOk());
    auto verdict = Verdict(*filled, Scan::CONDITIONAL);
    auto& condition = *verdict.add_conditions();
    condition.set_action("HR makes room");
    condition.set_owner("HR");
    *condition.mutable_due_date() = rpc::ToProto(due_);
    const auto judged = Assess(verdict);
    EXPECT_THAT(judged, IsOk());
    return judged.value_or(Scan());
  }
  // As the clock looks at noon of that day.
  absl::StatusOr<int> LookOn(absl::CivilDay day) {
    return world().due.MoveAll(TenantId("demo"),
                               absl::FromCivil(day, absl::UTCTimeZone()) + absl::Hours(12),
                               DirectoryWorld::Deadline());
  }
  std::ptrdiff_t ToldOverdue() {
    const auto events =
        world().event_log.ReadAfter(TenantId("demo"), 0, 500, DirectoryWorld::Deadline());
    EXPECT_THAT(events, IsOk());
    return std::count_if(events->begin(), events->end(), [](const events::StoredEvent& event) {
      return event.type == "scan.condition_overdue";
    });
  }
  // By the policy for part-time students a signal is seen to within two working days.
  absl::CivilDay LastOfGrace() const { return AddWorkingDays(due_, 2); }

  absl::CivilDay due_;
};
DRIEHOEK_ON_EVERY_ENGINE(ScanOverdueRpcTest);

TEST_P(ScanOverdueRpcTest, GivenCondition_WhenItsDayHasBeen_ThenToldOnceAndTheVerdictStands) {
  const Scan scan = Conditional();
  EXPECT_THAT(LookOn(due_), IsOkAndHolds(0));
  EXPECT_THAT(LookOn(due_ + 1), IsOkAndHolds(1));
  EXPECT_EQ(ToldOverdue(), 1);
  EXPECT_EQ(Get(scan.name())->state(), Scan::ASSESSED);
  EXPECT_THAT(LookOn(due_ + 1), IsOkAndHolds(0));
  EXPECT_EQ(ToldOverdue(), 1);
}

TEST_P(ScanOverdueRpcTest, GivenNothingDone_WhenTheGraceIsOver_ThenOpenedAgain) {
  const Scan scan = Conditional();
  ASSERT_THAT(LookOn(due_ + 1), IsOkAndHolds(1));
  EXPECT_THAT(LookOn(LastOfGrace()), IsOkAndHolds(0));
  EXPECT_THAT(LookOn(LastOfGrace() + 1), IsOkAndHolds(1));
  const auto reopened = Get(scan.name());
  ASSERT_THAT(reopened, IsOk());
  EXPECT_EQ(reopened->state(), Scan::REOPENED);
  EXPECT_EQ(reopened->trigger(), Scan::SIGNAL);
  EXPECT_EQ(reopened->trigger_reason(), "HR makes room");
  EXPECT_EQ(ToldOverdue(), 1);
  EXPECT_THAT(LookOn(LastOfGrace() + 2), IsOkAndHolds(0));
}

TEST_P(ScanOverdueRpcTest, GivenDoneLate_WhenTheGraceIsOver_ThenTheVerdictStands) {
  const Scan scan = Conditional();
  ASSERT_THAT(LookOn(due_ + 1), IsOkAndHolds(1));
  const auto now = Get(scan.name());
  ASSERT_THAT(now, IsOk());
  v1::CompleteScanConditionRequest done;
  done.set_name(now->name());
  done.set_condition(now->conditions(0).id());
  done.set_etag(now->etag());
  ASSERT_THAT(world().Ask(&Scans::CompleteScanCondition, kOffice, done), IsOk());
  EXPECT_THAT(LookOn(LastOfGrace() + 1), IsOkAndHolds(0));
  EXPECT_EQ(Get(scan.name())->state(), Scan::ASSESSED);
}

}  // namespace
}  // namespace driehoek::test
