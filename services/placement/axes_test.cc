#include "placement/axes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
