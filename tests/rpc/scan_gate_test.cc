// What a scan means for the start of a placement, over gRPC and on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scan_world.h"

namespace driehoek::test {
namespace {

using ::testing::IsEmpty;
using Blocker = v1::Placement::Blocker;

class ScanGateTest : public ScanRpcTest {};
DRIEHOEK_ON_EVERY_ENGINE(ScanGateTest);

// The gate of domain text 6.2: READY needs a scan that is fit or conditional and holds.
TEST_P(ScanGateTest, GivenCriteria_WhenAPlacementIsReady_ThenOnlyWithAScanThatHolds) {
  const auto placement = Place();
  EXPECT_FALSE(IsBlocked(placement.name(), Blocker::SCAN_MISSING)) << "the programme asks nothing";
  Publish(1, 8);
  EXPECT_TRUE(IsBlocked(placement.name(), Blocker::SCAN_MISSING));
  world().directory.agreements.facts[placement::PlacementId(IdOf(placement.name()))] = {
      .is_offered = true, .is_in_force = true, .responsibilities_accepted = true};
  ASSERT_THAT(Follow(), IsOk());
  EXPECT_EQ(Read(placement.name()).state(), v1::Placement::CONFIRMED);

  const auto requested = Request(For(placement.name()));
  ASSERT_THAT(requested, IsOk());
  const auto filled = Fill(*requested, Supervisor(), {{"W1", Scan::NOT_MET}, {"T1", Scan::MET}});
  ASSERT_THAT(filled, IsOk());
  EXPECT_TRUE(IsBlocked(placement.name(), Blocker::SCAN_MISSING));
  const auto unfit = Assess(Verdict(*filled, Scan::UNFIT, "There is no desk."));
  ASSERT_THAT(unfit, IsOk());
  EXPECT_TRUE(IsBlocked(placement.name(), Blocker::SCAN_UNFIT));
  ASSERT_THAT(Follow(), IsOk());
  EXPECT_EQ(Read(placement.name()).state(), v1::Placement::CONFIRMED);

  const auto fit = Passed(For(placement.name()));
  ASSERT_THAT(fit, IsOk());
  ASSERT_THAT(Follow(), IsOk());
  EXPECT_EQ(Read(placement.name()).state(), v1::Placement::READY);

  v1::ReopenWorkplaceScanRequest reopen;
  reopen.set_name(fit->name());
  reopen.set_trigger(Scan::SIGNAL);
  reopen.set_reason("The team moved.");
  reopen.set_etag(fit->etag());
  const auto reopened = world().Ask(&Scans::ReopenWorkplaceScan, kOffice, reopen);
  ASSERT_THAT(reopened, IsOk());
  ASSERT_THAT(Follow(), IsOk());
  EXPECT_EQ(Read(placement.name()).state(), v1::Placement::CONFIRMED);
  EXPECT_TRUE(IsBlocked(placement.name(), Blocker::SCAN_EXPIRED));
}

TEST_P(ScanGateTest, GivenActivePlacement_WhenItsScanFallsAway_ThenItRunsOnAndOnlyUnfitIsReported) {
  Publish(1, 8);
  const auto placement = Place(0);
  world().directory.agreements.facts[placement::PlacementId(IdOf(placement.name()))] = {
      .is_offered = true, .is_in_force = true, .responsibilities_accepted = true};
  const auto fit = Passed(For(placement.name()));
  ASSERT_THAT(fit, IsOk());
  ASSERT_THAT(Follow(), IsOk());
  // The first run looks at scans by the clock; the placement is looked at by its own.
  ASSERT_THAT(world().directory.due.MoveAll(TenantId("demo"), world().directory.clock.Now(),
                                            DirectoryWorld::Deadline()),
              IsOk());
  ASSERT_EQ(Read(placement.name()).state(), v1::Placement::ACTIVE);

  v1::ReopenWorkplaceScanRequest reopen;
  reopen.set_name(fit->name());
  reopen.set_trigger(Scan::TASK_CHANGE);
  reopen.set_reason("Other tasks.");
  reopen.set_etag(fit->etag());
  const auto reopened = world().Ask(&Scans::ReopenWorkplaceScan, kOffice, reopen);
  ASSERT_THAT(reopened, IsOk());
  ASSERT_THAT(Follow(), IsOk());
  EXPECT_EQ(Read(placement.name()).state(), v1::Placement::ACTIVE);
  EXPECT_THAT(Read(placement.name()).blockers(), IsEmpty());
  const auto filled = Fill(*reopened, Supervisor(), {{"W1", Scan::NOT_MET}});
  ASSERT_THAT(filled, IsOk());
  ASSERT_THAT(Assess(Verdict(*filled, Scan::UNFIT, "The department closes.")), IsOk());
  ASSERT_THAT(Follow(), IsOk());
  EXPECT_EQ(Read(placement.name()).state(), v1::Placement::ACTIVE);
  EXPECT_TRUE(IsBlocked(placement.name(), Blocker::SCAN_UNFIT));
}

TEST_P(ScanGateTest, GivenReliedScan_WhenItMovedOn_ThenThePlacementIsNotReady) {
  Publish(1, 8);
  const auto placement = Place();
  world().directory.agreements.facts[placement::PlacementId(IdOf(placement.name()))] = {
      .is_offered = true, .is_in_force = true, .responsibilities_accepted = true};
  ASSERT_THAT(Passed(For(placement.name())), IsOk());
  // As if the scan were opened again after it was read.
  class Stale final : public placement::ScanFacts {
   public:
    explicit Stale(placement::ScanFacts& real) : real_(real) {}
    absl::StatusOr<placement::ScanFact> Of(const TenantId& tenant, const placement::Placement& of,
                                           absl::CivilDay today, absl::Time deadline) override {
      auto fact = real_.Of(tenant, of, today, deadline);
      if (fact.ok() && fact->scan.has_value()) --fact->scan->version;
      return fact;
    }

   private:
    placement::ScanFacts& real_;
  } stale(world().facts);
  world().directory.scans.lent = &stale;
  EXPECT_THAT(world().directory.due.MoveOne(
                  TenantId("demo"), placement::PlacementId(IdOf(placement.name())),
                  world().directory.clock.Now(), DirectoryWorld::Deadline()),
              IsOkAndHolds(false));
  EXPECT_EQ(Read(placement.name()).state(), v1::Placement::CONFIRMED);
}

}  // namespace
}  // namespace driehoek::test
