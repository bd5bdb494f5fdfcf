#include "placement/scan/overdue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/scan/scan_example.h"

namespace driehoek::placement::scan {
namespace {

// kToday is a Tuesday. Three working days after Tuesday the 25th of August is Friday the 28th.
constexpr absl::CivilDay kDue = kToday - 7;
constexpr absl::CivilDay kGraceEnds = kDue + 3;
constexpr int kGrace = 3;

Condition Until(const char* id, absl::CivilDay due) {
  return {.id = id, .action = "Plan a weekly talk", .owner = "HR", .due_date = due};
}

Scan Conditional(std::vector<Condition> conditions = {Until("a", kDue)}) {
  Scan scan = Assessed(Verdict::kConditional);
  scan.conditions = std::move(conditions);
  return scan;
}

// As it is after it was told.
Scan Told(std::vector<Condition> conditions = {Until("a", kDue)}) {
  return TellOverdue(Conditional(std::move(conditions)), kToday, kNow)->after;
}

TEST(OverdueTest, GivenItsLastDay_WhenItHasBeen_ThenOverdueAndNotBefore) {
  EXPECT_FALSE(HasOverdue(Conditional(), kDue));
  EXPECT_TRUE(HasOverdue(Conditional(), kDue + 1));
  Scan done = Conditional();
  done.conditions[0].done_time = kNow;
  EXPECT_FALSE(HasOverdue(done, kDue + 1));
}

TEST(OverdueTest, GivenVerdictThatDoesNotStand_WhenLookedAt_ThenNothingIsOverdue) {
  for (const ScanState state : {ScanState::kExpired, ScanState::kReopened, ScanState::kFilled}) {
    Scan scan = Conditional();
    scan.state = state;
    EXPECT_FALSE(HasOverdue(scan, kToday)) << NameOf(state);
    EXPECT_FALSE(TellOverdue(scan, kToday, kNow).has_value());
    EXPECT_FALSE(ReopenOverdue(scan, 0, Asked(), kToday, kNow).has_value());
  }
}

TEST(OverdueTest, GivenOverdue_WhenLookedAtTwice_ThenToldOnce) {
  const auto told = TellOverdue(Conditional({Until("a", kDue), Until("b", kToday)}), kToday, kNow);
  ASSERT_TRUE(told.has_value());
  EXPECT_TRUE(told->tells_overdue);
  EXPECT_FALSE(told->reached.has_value());
  EXPECT_EQ(told->after.state, ScanState::kAssessed);
  EXPECT_EQ(told->after.conditions[0].tell_time, kNow);
  EXPECT_FALSE(told->after.conditions[1].tell_time.has_value());
  EXPECT_FALSE(TellOverdue(told->after, kToday, kNow).has_value());
  // The other one when its day has been.
  EXPECT_TRUE(TellOverdue(told->after, kToday + 1, kNow).has_value());
}

TEST(OverdueTest, GivenTold_WhenTheGraceIsOver_ThenOpenedAgainForTheAction) {
  EXPECT_FALSE(ReopenOverdue(Told(), kGrace, Asked(), kGraceEnds, kNow).has_value());
  const auto reopened = ReopenOverdue(Told(), kGrace, Asked(), kGraceEnds + 1, kNow);
  ASSERT_TRUE(reopened.has_value());
  EXPECT_EQ(reopened->reached, ScanState::kReopened);
  EXPECT_EQ(reopened->after.trigger, Trigger::kSignal);
  EXPECT_EQ(reopened->after.trigger_reason, "Plan a weekly talk");
  EXPECT_FALSE(reopened->after.valid_until.has_value());
}

TEST(OverdueTest, GivenNotToldOrDoneOrNothingAsked_WhenTheGraceIsOver_ThenItStands) {
  EXPECT_FALSE(ReopenOverdue(Conditional(), kGrace, Asked(), kToday, kNow).has_value());
  EXPECT_FALSE(ReopenOverdue(Told(), kGrace, std::nullopt, kToday, kNow).has_value());
  Scan done = Told();
  done.conditions[0].done_time = kNow;
  EXPECT_FALSE(ReopenOverdue(done, kGrace, Asked(), kToday, kNow).has_value());
}

}  // namespace
}  // namespace driehoek::placement::scan
