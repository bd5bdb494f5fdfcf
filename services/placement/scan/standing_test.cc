#include "placement/scan/standing.h"

#include <gtest/gtest.h>

#include "placement/scan/scan_example.h"

namespace driehoek::placement::scan {
namespace {

ScanStanding StandingWith(const Scan& scan) {
  return StandingOf(Placed(), {scan}, kToday).standing;
}

TEST(StandingTest, GivenScans_WhenAsked_ThenOnlyAVerdictThatHoldsCounts) {
  EXPECT_EQ(StandingOf(Placed(), {}, kToday).standing, ScanStanding::kMissing);
  EXPECT_EQ(StandingWith(Requested()), ScanStanding::kMissing);
  EXPECT_EQ(StandingWith(Filled()), ScanStanding::kMissing);
  EXPECT_EQ(StandingWith(Assessed()), ScanStanding::kHolds);
  EXPECT_EQ(StandingWith(Assessed(Verdict::kConditional)), ScanStanding::kHolds);
  EXPECT_EQ(StandingWith(Assessed(Verdict::kUnfit)), ScanStanding::kUnfit);
}

TEST(StandingTest, GivenVerdict_WhenItNoLongerHolds_ThenExpired) {
  Scan scan = Assessed();
  scan.valid_until = kToday;
  EXPECT_EQ(StandingWith(scan), ScanStanding::kHolds) << "the last day counts";
  scan.valid_until = kToday - 1;
  EXPECT_EQ(StandingWith(scan), ScanStanding::kExpired);
  for (const ScanState state : {ScanState::kExpired, ScanState::kReopened, ScanState::kFilled}) {
    scan = Assessed(Verdict::kUnfit);
    scan.state = state;
    EXPECT_EQ(StandingWith(scan), ScanStanding::kExpired);
  }
  scan = Assessed();
  scan.supervisor = SupervisorId("s2");
  EXPECT_EQ(StandingWith(scan), ScanStanding::kExpired);
  Placement later = Placed();
  later.phase = 2;
  EXPECT_EQ(StandingOf(later, {Assessed()}, kToday).standing, ScanStanding::kExpired);
}

TEST(StandingTest, GivenScansOfOthers_WhenAsked_ThenTheyDoNotCount) {
  Scan other = Assessed();
  other.placement = PlacementId("another");
  EXPECT_EQ(StandingWith(other), ScanStanding::kMissing);
  Scan shared = Assessed();
  shared.placement = PlacementId();
  EXPECT_EQ(StandingWith(shared), ScanStanding::kHolds);
  shared.supervisor = SupervisorId("s2");
  EXPECT_EQ(StandingWith(shared), ScanStanding::kMissing);
  Scan variant = Assessed();
  variant.programme_variant = VariantId("another");
  EXPECT_EQ(StandingWith(variant), ScanStanding::kMissing);
}

TEST(StandingTest, GivenTwoVerdicts_WhenAsked_ThenTheLastOneCounts) {
  Scan shared = Assessed();
  shared.placement = PlacementId();
  Scan unfit = Assessed(Verdict::kUnfit);
  unfit.assess_time = *shared.assess_time + absl::Hours(1);
  const std::vector<Scan> scans = {unfit, shared, Requested()};
  const Standing standing = StandingOf(Placed(), scans, kToday);
  EXPECT_EQ(standing.standing, ScanStanding::kUnfit);
  EXPECT_EQ(standing.scan, &scans[0]);
}

}  // namespace
}  // namespace driehoek::placement::scan
