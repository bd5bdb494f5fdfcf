#include "placement/match/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "placement/match/assign.h"
#include "placement/match/stable.h"

namespace driehoek::placement::match {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Every student ranks `lists[s]`, priority 0 unless told; the lottery follows the index.
Market MarketOf(const std::vector<std::vector<Wish>>& lists, std::vector<std::uint32_t> capacity) {
  Market market;
  for (const auto& list : lists) {
    market.lottery.push_back(static_cast<std::uint32_t>(market.lottery.size()));
    market.wishes.insert(market.wishes.end(), list.begin(), list.end());
    market.wish_begin.push_back(static_cast<std::uint32_t>(market.wishes.size()));
  }
  market.capacity = std::move(capacity);
  return market;
}

struct Explained {
  explicit Explained(Market market)
      : problem(*Problem::Make(std::move(market))),
        matching(SolveStable(problem)),
        explainer(problem, matching, Rule::kStable) {}

  Problem problem;
  Matching matching;
  Explainer explainer;
};

TEST(ExplainTest, GivenSeatsForTheStronger_WhenAsked_ThenPositionAndLotteryAreTold) {
  // Students 1 and 2 are of class 1, student 2 was drawn last.
  const Explained it(MarketOf({{{0, 0}}, {{0, 1}}, {{0, 1}, {1, 0}}}, {2, 1}));

  const Explanation explanation = it.explainer.Of(2);

  EXPECT_EQ(explanation.got.place, 1U);
  EXPECT_EQ(explanation.got.rank, 2U);
  EXPECT_EQ(explanation.got.position, 1U);
  ASSERT_EQ(explanation.refusals.size(), 1U);
  const Refusal& refusal = explanation.refusals[0];
  EXPECT_EQ(refusal.cause, Cause::kOutranked);
  EXPECT_EQ(refusal.standing.applicants, 3U);
  EXPECT_EQ(refusal.standing.position, 3U);
  EXPECT_EQ(refusal.standing.capacity, 2U);
  EXPECT_TRUE(refusal.by_lottery);
  EXPECT_EQ(refusal.waiting, 1U);
}

TEST(ExplainTest, GivenABetterClass_WhenAsked_ThenNoLotteryDecided) {
  const Explained it(MarketOf({{{0, 1}}, {{0, 0}}}, {1}));

  const Explanation explanation = it.explainer.Of(0);

  EXPECT_EQ(explanation.got.place, kNone);
  ASSERT_EQ(explanation.refusals.size(), 1U);
  EXPECT_FALSE(explanation.refusals[0].by_lottery);
  EXPECT_THAT(it.explainer.Of(1).refusals, IsEmpty());
}

TEST(ExplainTest, GivenAReservedSeat_WhenAsked_ThenItIsNamed) {
  Market market = MarketOf({{{0, 0}}, {{0, 0}}, {{0, 0}}}, {2});
  market.group = {0, 0, 1};
  market.quota_begin = {0, 1};
  market.quotas = {{.group = 1, .reserved = 1}};
  const Explained it(std::move(market));

  const Explanation explanation = it.explainer.Of(1);

  ASSERT_EQ(explanation.refusals.size(), 1U);
  EXPECT_EQ(explanation.refusals[0].cause, Cause::kReserved);
  EXPECT_EQ(explanation.refusals[0].bound, 1U);
  EXPECT_EQ(explanation.refusals[0].standing.position, 2U);
}

TEST(ExplainTest, GivenACeiling_WhenAsked_ThenItIsNamedAndTheSeatStaysFree) {
  Market market = MarketOf({{{0, 0}}, {{0, 0}}}, {2});
  market.quota_begin = {0, 1};
  market.quotas = {{.group = 0, .ceiling = 1}};
  const Explained it(std::move(market));

  const Explanation explanation = it.explainer.Of(1);

  ASSERT_EQ(explanation.refusals.size(), 1U);
  EXPECT_EQ(explanation.refusals[0].cause, Cause::kCeiling);
  EXPECT_EQ(explanation.refusals[0].bound, 1U);
  EXPECT_TRUE(explanation.refusals[0].by_lottery);
}

TEST(ExplainTest, GivenABusySupervisor_WhenAsked_ThenTheLimitIsNamed) {
  Market market = MarketOf({{{0, 0}}, {{1, 2}}}, {1, 1});
  market.supervisor = {0, 0};
  market.limit = {1};
  const Explained it(std::move(market));

  const Explanation explanation = it.explainer.Of(1);

  ASSERT_EQ(explanation.refusals.size(), 1U);
  EXPECT_EQ(explanation.refusals[0].cause, Cause::kLimit);
  EXPECT_EQ(explanation.refusals[0].bound, 1U);
  EXPECT_FALSE(explanation.refusals[0].by_lottery);
  EXPECT_EQ(explanation.refusals[0].standing.position, 1U);
}

TEST(ExplainTest, GivenNoSeats_WhenAsked_ThenThatIsTheCause) {
  const Explained it(MarketOf({{{0, 0}}}, {0}));

  const Explanation explanation = it.explainer.Of(0);

  ASSERT_EQ(explanation.refusals.size(), 1U);
  EXPECT_EQ(explanation.refusals[0].cause, Cause::kNoSeats);
}

TEST(ExplainTest, GivenStudentsWithoutIt_WhenTheWaitingListIsAsked_ThenPriorityThenLottery) {
  const Explained it(MarketOf({{{0, 0}}, {{0, 2}}, {{0, 1}}, {{0, 2}}, {{1, 0}, {0, 0}}}, {1, 1}));

  EXPECT_THAT(it.explainer.WaitingAt(0), ElementsAre(2, 1, 3));
  EXPECT_THAT(it.explainer.WaitingAt(1), IsEmpty());
  EXPECT_EQ(it.explainer.Of(3).refusals[0].waiting, 3U);
}

TEST(ExplainTest, GivenTheRuleMostPlaced_WhenAsked_ThenTheWholeIsTheCause) {
  const Problem problem = *Problem::Make(MarketOf({{{0, 0}}, {{0, 0}, {1, 0}}}, {1, 1}));
  const Matching matching = *SolveMostPlaced(problem);

  const Explanation explanation = Explainer(problem, matching, Rule::kMostPlaced).Of(1);

  EXPECT_EQ(explanation.got.place, 1U);
  ASSERT_EQ(explanation.refusals.size(), 1U);
  EXPECT_EQ(explanation.refusals[0].cause, Cause::kWhole);
}

}  // namespace
}  // namespace driehoek::placement::match
