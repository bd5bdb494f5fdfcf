// Worked examples and a theorem from the literature that the engine's README names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <utility>
#include <vector>

#include "match/brute_force.h"
#include "match/random_rounds.h"
#include "placement/match/check.h"
#include "placement/match/stable.h"

namespace driehoek::placement::match {
namespace {

using ::testing::ElementsAre;
using Lists = std::vector<std::vector<std::uint32_t>>;

// Students' lists of places, and for each place the students in its order: explicit ranks. Both
// count from 1, as the papers do.
Market FromLists(const Lists& students, const Lists& places, std::vector<std::uint32_t> capacity) {
  Market market;
  for (std::uint32_t s = 1; s <= students.size(); ++s) {
    for (const std::uint32_t p : students[s - 1]) {
      const auto& order = places[p - 1];
      for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
        if (order[rank] == s) market.wishes.push_back({p - 1, rank});
      }
    }
    market.wish_begin.push_back(static_cast<std::uint32_t>(market.wishes.size()));
    market.lottery.push_back(s - 1);
  }
  market.capacity = std::move(capacity);
  return market;
}

// The place of each student, from 1; 0 without.
std::vector<std::uint32_t> Solved(const Problem& problem) {
  const Matching matching = SolveStable(problem);
  EXPECT_TRUE(Check(problem, matching, Rule::kStable).ok());
  std::vector<std::uint32_t> places;
  for (const std::uint32_t p : matching.place) places.push_back(p == kNone ? 0 : p + 1);
  return places;
}

int StableResults(const Problem& problem) {
  int count = 0;
  for (const Matching& matching : AllMatchings(problem))
    count += IsStable(problem, matching) ? 1 : 0;
  return count;
}

// Gale and Shapley, "College admissions and the stability of marriage", American Mathematical
// Monthly 69 (1962), example 1: three of the six sets of marriages are stable; the men's best gives
// each his first choice.
TEST(PublishedTest, GivenGaleAndShapleyExample1_WhenSolved_ThenEachManGetsHisFirstChoice) {
  const Problem problem = *Problem::Make(
      FromLists({{1, 2, 3}, {2, 3, 1}, {3, 1, 2}}, {{2, 3, 1}, {3, 1, 2}, {1, 2, 3}}, {1, 1, 1}));

  EXPECT_THAT(Solved(problem), ElementsAre(1, 2, 3));
  EXPECT_EQ(StableResults(problem), 3);
}

// The same paper, example 2: only one set of marriages is stable, and nobody gets a first choice.
TEST(PublishedTest, GivenGaleAndShapleyExample2_WhenSolved_ThenTheOnlyStableResult) {
  const Problem problem = *Problem::Make(
      FromLists({{1, 2, 3, 4}, {1, 4, 3, 2}, {2, 1, 3, 4}, {4, 2, 3, 1}},
                {{4, 3, 1, 2}, {2, 4, 1, 3}, {4, 1, 2, 3}, {3, 2, 1, 4}}, {1, 1, 1, 1}));

  EXPECT_THAT(Solved(problem), ElementsAre(3, 4, 1, 2));
  EXPECT_EQ(StableResults(problem), 1);
}

// Roth, "The economics of matching", Mathematics of Operations Research 7 (1982), in the form of
// Abdulkadiroglu and Sonmez, "School choice: a mechanism design approach", American Economic Review
// 93 (2003), example 1: the only stable result, though 1 and 2 would both rather swap.
TEST(PublishedTest, GivenRothsExample_WhenSolved_ThenStabilityIsKeptAtAPrice) {
  const Problem problem = *Problem::Make(
      FromLists({{2, 1, 3}, {1, 2, 3}, {1, 2, 3}}, {{1, 3, 2}, {2, 1, 3}, {2, 1, 3}}, {1, 1, 1}));

  EXPECT_THAT(Solved(problem), ElementsAre(1, 2, 3));
  EXPECT_EQ(StableResults(problem), 1);
}

// Abraham, Irving and Manlove, "Two algorithms for the student-project allocation problem", Journal
// of Discrete Algorithms 5 (2007), figure 1: seven students, eight projects, three lecturers.
TEST(PublishedTest, GivenAbrahamIrvingAndManlove_WhenSolved_ThenTheStudentOptimalAllocation) {
  const std::vector<std::uint32_t> first = {7, 4, 1, 3, 2, 5, 6};
  const std::vector<std::uint32_t> second = {3, 2, 6, 7, 5};
  const std::vector<std::uint32_t> third = {1, 7};
  Market market = FromLists(
      {{1, 7}, {1, 2, 3, 4, 5, 6}, {2, 1, 4}, {2}, {1, 2, 3, 4}, {2, 3, 4, 5, 6}, {5, 3, 8}},
      {first, first, first, second, second, second, third, third}, {2, 1, 1, 1, 1, 1, 1, 1});
  market.supervisor = {0, 0, 0, 1, 1, 1, 2, 2};
  market.limit = {3, 2, 2};
  const Problem problem = *Problem::Make(std::move(market));

  EXPECT_THAT(Solved(problem), ElementsAre(1, 5, 4, 2, 0, 0, 3));
}

// The engine's README: without counting Anna's own claim, no result would be stable.
TEST(PublishedTest, GivenAnnaAndBen_WhenSolved_ThenAnnasOwnStrongerClaimStands) {
  Market market;
  market.wish_begin = {0, 2, 3};
  market.wishes = {{0, 1}, {1, 0}, {1, 0}};
  market.lottery = {0, 1};
  market.capacity = {1, 1};
  market.supervisor = {0, 0};
  market.limit = {1};
  const Problem problem = *Problem::Make(std::move(market));

  EXPECT_THAT(Solved(problem), ElementsAre(2, 0));
}

// Hafalir, Yenmez and Yildirim, "Effective affirmative action in school choice", Theoretical
// Economics 8 (2013): a reserve for the minority is for every student at least as good as a ceiling
// for the majority that leaves as many seats.
TEST(PublishedTest,
     GivenHafalirYenmezAndYildirim_WhenReservesReplaceCeilings_ThenNobodyIsWorseOff) {
  std::mt19937_64 random(2013);
  int better = 0;
  for (int round = 0; round < 2000; ++round) {
    Market reserve = RandomMarket(random, {.most_students = 8, .most_places = 4});
    reserve.quota_begin.push_back(0);
    Market ceiling = reserve;
    for (const std::uint32_t capacity : reserve.capacity) {
      const auto seats = static_cast<std::uint32_t>(random() % (capacity + 1));
      reserve.quotas.push_back({.group = 1, .reserved = seats});
      ceiling.quotas.push_back({.group = 0, .ceiling = capacity - seats});
      reserve.quota_begin.push_back(static_cast<std::uint32_t>(reserve.quotas.size()));
    }
    ceiling.quota_begin = reserve.quota_begin;
    const Problem with_reserve = *Problem::Make(std::move(reserve));
    const Problem with_ceiling = *Problem::Make(std::move(ceiling));
    const Matching first = SolveStable(with_reserve);
    const Matching second = SolveStable(with_ceiling);
    for (std::uint32_t s = 0; s < with_reserve.students(); ++s) {
      const std::size_t rank = RankOf(with_reserve, first, s);
      ASSERT_LE(rank, RankOf(with_ceiling, second, s)) << "round " << round;
      better += rank < RankOf(with_ceiling, second, s) ? 1 : 0;
    }
  }
  EXPECT_GT(better, 100);
}

// Two seats, one reserved for group 1. By priority 1, 2, 3, 4; the first two are of group 0. The
// reserve is a floor: it puts 3 in the place of 2, and gives 4 nothing (Dur, Kominers, Pathak,
// Sonmez 2018 on this order of slots).
TEST(PublishedTest, GivenAReservedSeatFilledFirst_WhenSolved_ThenItIsAFloorAndNotASeatMore) {
  Market market = FromLists({{1}, {1}, {1}, {1}}, {{1, 2, 3, 4}}, {2});
  market.group = {0, 0, 1, 1};
  market.quota_begin = {0, 1};
  market.quotas = {{.group = 1, .reserved = 1}};

  EXPECT_THAT(Solved(*Problem::Make(market)), ElementsAre(1, 0, 1, 0));

  market.group = {1, 0, 1, 1};  // now 1 fills it, and the other seat goes by priority
  EXPECT_THAT(Solved(*Problem::Make(market)), ElementsAre(1, 1, 0, 0));

  market.group = {0, 0, 0, 0};  // nobody to fill it: open to all
  EXPECT_THAT(Solved(*Problem::Make(market)), ElementsAre(1, 1, 0, 0));
}

}  // namespace
}  // namespace driehoek::placement::match
