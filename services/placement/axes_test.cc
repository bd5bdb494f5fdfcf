#include "placement/axes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/base/errors.h"

namespace driehoek::placement {
namespace {

using ::testing::ElementsAre;
using ::testing::FieldsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

CountedAxes Counted(int collaboration, int authenticity, int count, const char* variant = "v1") {
  return {.programme = ProgrammeId("engineering"),
          .programme_variant = VariantId(variant),
          .variant = Variant::kDual,
          .funding = Funding::kNonFunded,
          .collaboration_level = collaboration,
          .authenticity_level = authenticity,
          .placement_count = count};
}

constexpr absl::CivilDay kStart(2026, 9, 1);
const absl::Time kNow = absl::FromCivil(kStart, absl::UTCTimeZone());

Placement Running() {
  return {.id = PlacementId("p"),
          .student = PersonId("student"),
          .workplace = WorkplaceId("w"),
          .start_date = kStart,
          .weekly_hours = 24,
          .state = State::kActive,
          .outcome_codes = {"A1"},
          .version = 3};
}

TEST(LevelsTest, GivenADraft_WhenMoreThanLevelsDiffers_ThenItIsNoChangeOfLevels) {
  const Placement before = Running();
  EXPECT_FALSE(DiffersInLevelsOnly(before, before));
  Placement draft = before;
  draft.authenticity_level = 4;
  EXPECT_TRUE(DiffersInLevelsOnly(before, draft));
  draft.collaboration_level = 2;
  EXPECT_TRUE(DiffersInLevelsOnly(before, draft));
  const auto is_more = [&](auto change) {
    Placement other = draft;
    change(other);
    return !DiffersInLevelsOnly(before, other);
  };
  EXPECT_TRUE(is_more([](Placement& p) { p.form = Form::kInCompany; }));
  EXPECT_TRUE(is_more([](Placement& p) { p.workplace = WorkplaceId("v"); }));
  EXPECT_TRUE(is_more([](Placement& p) { p.supervisor = SupervisorId("s"); }));
  EXPECT_TRUE(is_more([](Placement& p) { p.start_date = kStart + 1; }));
  EXPECT_TRUE(is_more([](Placement& p) { p.end_date = kStart + 9; }));
  EXPECT_TRUE(is_more([](Placement& p) { p.weekly_hours = 25; }));
  EXPECT_TRUE(is_more([](Placement& p) { p.load_hours = 1; }));
  EXPECT_TRUE(is_more([](Placement& p) { p.origin = Origin::kFellowStudent; }));
  EXPECT_TRUE(is_more([](Placement& p) { p.outcome_codes.clear(); }));
  EXPECT_TRUE(is_more([](Placement& p) { p.capacity_offer = CapacityOfferId("o"); }));
}

TEST(LevelsTest, GivenAPlacementThatRuns_WhenItsLevelsChange_ThenNothingElseDoes) {
  Placement draft = Running();
  draft.collaboration_level = 2;
  draft.authenticity_level = 5;
  const auto change = ChangeLevels(Running(), draft, kNow);
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->after.collaboration_level, 2);
  EXPECT_EQ(change->after.authenticity_level, 5);
  EXPECT_EQ(change->after.state, State::kActive);
  EXPECT_EQ(change->after.update_time, kNow);
  EXPECT_THAT(change->reached, IsEmpty());
  EXPECT_THAT(change->relies_on, IsEmpty());
}

TEST(LevelsTest, GivenAPlacementThatIsOver_WhenItsLevelsChange_ThenRefused) {
  for (const State state : {State::kCompleted, State::kEndedEarly}) {
    Placement before = Running();
    before.state = state;
    EXPECT_EQ(ReasonOf(ChangeLevels(before, before, kNow).status()), "PLACEMENT_FINAL");
  }
}

TEST(AxesTest, GivenCounts_WhenDistributed_ThenOneRowForEachVariantWithItsCellsInOrder) {
  const auto rows = DistributeOverAxes(
      {Counted(5, 1, 2), Counted(2, 4, 1, "v2"), Counted(1, 5, 3), Counted(1, 2, 4)});
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].programme, ProgrammeId("engineering"));
  EXPECT_EQ(rows[0].programme_variant, VariantId("v1"));
  EXPECT_EQ(rows[0].variant, Variant::kDual);
  EXPECT_EQ(rows[0].funding, Funding::kNonFunded);
  EXPECT_EQ(rows[0].placement_count, 9);
  EXPECT_EQ(rows[0].unsaid_count, 0);
  EXPECT_THAT(rows[0].cells,
              ElementsAre(FieldsAre(1, 2, 4), FieldsAre(1, 5, 3), FieldsAre(5, 1, 2)));
  EXPECT_EQ(rows[1].programme_variant, VariantId("v2"));
  EXPECT_THAT(rows[1].cells, ElementsAre(FieldsAre(2, 4, 1)));
}

TEST(AxesTest, GivenALevelThatWasNotSaid_WhenDistributed_ThenItCountsInNoCell) {
  const auto rows = DistributeOverAxes({Counted(0, 0, 5), Counted(0, 3, 2), Counted(3, 0, 1)});
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].placement_count, 8);
  EXPECT_EQ(rows[0].unsaid_count, 8);
  EXPECT_THAT(rows[0].cells, IsEmpty());
}

TEST(AxesTest, GivenNothing_WhenDistributed_ThenNoRow) {
  EXPECT_THAT(DistributeOverAxes({}), IsEmpty());
}

}  // namespace
}  // namespace driehoek::placement
