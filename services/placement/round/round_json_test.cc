#include "placement/round/round_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/round/round_example.h"
#include "support/status_matchers.h"

namespace driehoek::placement::round {
namespace {

using test::IsOk;
using test::IsOkAndHolds;
using test::StatusIs;
using ::testing::ElementsAre;

TEST(RoundJsonTest, GivenGroups_WhenWrittenAndRead_ThenTheSame) {
  const MatchingRound round = ExampleRound();
  EXPECT_THAT(GroupsFromJson(GroupsToJson(round.groups)), IsOkAndHolds(round.groups));
  EXPECT_THAT(GroupsFromJson(GroupsToJson({})), IsOkAndHolds(std::vector<Group>()));
}

TEST(RoundJsonTest, GivenRules_WhenWrittenAndRead_ThenTheSame) {
  RoundPlace place = ExamplePlace();
  place.quotas = {{.group = "ad", .reserved = 2, .ceiling = 3, .priority_class = 4},
                  {.group = "bachelor"}};
  place.priorities = {{ParticipantId("a"), 1}};
  place.exclusions = {{ParticipantId("b"), Ground::kWorkplaceAsked}};
  place.requirements = {
      .variants = {Variant::kDual}, .min_phase = 2, .languages = {"nl", "en-GB"}, .groups = {"ad"}};
  place.location = GeoPoint{52.08937265913, 5.1100000000000003};
  RoundPlace read = ExamplePlace();

  ASSERT_THAT(RulesFromJson(RulesToJson(place), read), IsOk());

  EXPECT_EQ(read.quotas, place.quotas);
  EXPECT_EQ(read.priorities, place.priorities);
  EXPECT_EQ(read.exclusions, place.exclusions);
  EXPECT_EQ(read.requirements, place.requirements);
  EXPECT_EQ(read.location, place.location);
}

TEST(RoundJsonTest, GivenAnEmptyPlace_WhenWrittenAndRead_ThenEmpty) {
  RoundPlace read = ExamplePlace();
  ASSERT_THAT(RulesFromJson(RulesToJson(ExamplePlace()), read), IsOk());
  EXPECT_TRUE(read.quotas.empty());
  EXPECT_FALSE(read.location.has_value());
}

TEST(RoundJsonTest, GivenAnotherOrderAndWholeNumbers_WhenRead_ThenAsWritten) {
  EXPECT_THAT(PointFromJson("[52, 5.5]"), IsOkAndHolds(GeoPoint{52, 5.5}));
  EXPECT_THAT(TextsFromJson(R"(["b","a"])"), IsOkAndHolds(ElementsAre("b", "a")));
  EXPECT_THAT(GroupsFromJson(R"([{"programmes":["p"],"name":"Ad","code":"ad"}])"),
              IsOkAndHolds(ElementsAre(Group{"ad", "Ad", {ProgrammeId("p")}})));
}

TEST(RoundJsonTest, GivenSomethingElse_WhenRead_ThenUnreadable) {
  const auto unreadable = StatusIs(absl::StatusCode::kInternal, "STORED_PART_UNREADABLE");
  RoundPlace place;
  EXPECT_THAT(RulesFromJson("{}", place), unreadable);
  EXPECT_THAT(RulesFromJson("", place), unreadable);
  EXPECT_THAT(TextsFromJson("[1]"), unreadable);
  EXPECT_THAT(PointFromJson("[1]"), unreadable);
  EXPECT_THAT(GroupsFromJson(R"([{"code":"ad","name":"Ad"}])"), unreadable);
}

}  // namespace
}  // namespace driehoek::placement::round
