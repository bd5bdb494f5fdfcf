// Ten thousand small rounds against the definitions themselves: every result of each is tried.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "match/brute_force.h"
#include "match/random_rounds.h"
#include "placement/match/assign.h"
#include "placement/match/check.h"
#include "placement/match/stable.h"

namespace driehoek::placement::match {
namespace {

constexpr int kRoundsOfEachShape = 2500;

struct Shape {
  const char* name;
  RoundShape shape;
};

class SmallRoundsTest : public ::testing::TestWithParam<Shape> {
 protected:
  Problem Next() {
    auto problem = Problem::Make(RandomMarket(random_, GetParam().shape));
    EXPECT_TRUE(problem.ok()) << problem.status();
    return *std::move(problem);
  }

  std::mt19937_64 random_{20261125};
};

TEST_P(SmallRoundsTest, GivenEveryResult_WhenSolved_ThenItIsTheStableOneThatAllStudentsLikeBest) {
  int with_several = 0;
  for (int round = 0; round < kRoundsOfEachShape; ++round) {
    const Problem problem = Next();
    const Matching solved = SolveStable(problem);
    ASSERT_TRUE(IsStable(problem, solved)) << "round " << round;
    int stable = 0;
    for (const Matching& other : AllMatchings(problem)) {
      if (!IsFeasible(problem, other) || !IsStable(problem, other)) continue;
      ++stable;
      for (std::uint32_t s = 0; s < problem.students(); ++s) {
        ASSERT_LE(RankOf(problem, solved, s), RankOf(problem, other, s)) << "round " << round;
      }
    }
    ASSERT_GE(stable, 1);
    with_several += stable > 1 ? 1 : 0;
  }
  EXPECT_GT(with_several, 20);  // else there was nothing to choose
}

TEST_P(SmallRoundsTest, GivenEveryResult_WhenJudged_ThenTheJudgeSaysWhatTheDefinitionSays) {
  for (int round = 0; round < 600; ++round) {
    const Problem problem = Next();
    for (const Matching& matching : AllMatchings(problem)) {
      const Report report = Check(problem, matching, Rule::kStable);
      ASSERT_EQ(report.ok(), IsStable(problem, matching))
          << "round " << round << (report.ok() ? "" : Describe(report.findings[0]));
    }
  }
}

TEST_P(SmallRoundsTest, GivenEveryResult_WhenMostArePlaced_ThenNoneIsBetterAndTheJudgeKnowsIt) {
  for (int round = 0; round < 600; ++round) {
    const Problem problem = Next();
    const auto solved = SolveMostPlaced(problem);
    ASSERT_TRUE(solved.ok()) << solved.status();
    ASSERT_TRUE(IsFeasible(problem, *solved)) << "round " << round;
    const Score best = ScoreOf(problem, *solved);
    for (const Matching& other : AllMatchings(problem)) {
      if (!IsFeasible(problem, other)) continue;
      ASSERT_GE(ScoreOf(problem, other), best) << "round " << round;
      ASSERT_EQ(Check(problem, other, Rule::kMostPlaced).ok(), ScoreOf(problem, other) == best)
          << "round " << round;
    }
  }
}

TEST_P(SmallRoundsTest, GivenOtherRowOrders_WhenSolved_ThenEachStudentGetsTheSamePlace) {
  for (int round = 0; round < 1000; ++round) {
    const Problem problem = Next();
    const auto student = RandomOrder(random_, problem.students());
    const auto place = RandomOrder(random_, problem.places());
    const auto other = Problem::Make(Reordered(problem.market(), student, place));
    ASSERT_TRUE(other.ok()) << other.status();
    const Matching first = SolveStable(problem);
    const Matching second = SolveStable(*other);
    for (std::uint32_t s = 0; s < problem.students(); ++s) {
      const std::uint32_t p = first.place[s];
      ASSERT_EQ(second.place[student[s]], p == kNone ? kNone : place[p]) << "round " << round;
    }
  }
}

TEST_P(SmallRoundsTest, GivenOtherOrdersOfStudents_WhenMostArePlaced_ThenEachGetsTheSamePlace) {
  for (int round = 0; round < 1000; ++round) {
    const Problem problem = Next();
    const auto student = RandomOrder(random_, problem.students());
    std::vector<std::uint32_t> place(problem.places());
    for (std::uint32_t p = 0; p < place.size(); ++p) place[p] = p;
    Market market = Reordered(problem.market(), student, place);
    const auto other = Problem::Make(std::move(market));
    ASSERT_TRUE(other.ok()) << other.status();
    const auto first = SolveMostPlaced(problem);
    const auto second = SolveMostPlaced(*other);
    ASSERT_TRUE(first.ok() && second.ok());
    for (std::uint32_t s = 0; s < problem.students(); ++s) {
      ASSERT_EQ(second->place[student[s]], first->place[s]) << "round " << round;
    }
  }
}

// The market with another list for one student; priorities stay those of the places.
Problem WithList(const Problem& problem, std::uint32_t student, const std::vector<Wish>& list) {
  Market market = problem.market();
  const std::uint32_t begin = market.wish_begin[student];
  const std::uint32_t end = market.wish_begin[student + 1];
  market.wishes.erase(market.wishes.begin() + begin, market.wishes.begin() + end);
  market.wishes.insert(market.wishes.begin() + begin, list.begin(), list.end());
  for (std::uint32_t s = student; s < problem.students(); ++s) {
    market.wish_begin[s + 1] += static_cast<std::uint32_t>(list.size()) - (end - begin);
  }
  return *Problem::Make(std::move(market));
}

TEST_P(SmallRoundsTest, GivenEveryOtherListOfAStudent_WhenHandedIn_ThenNoneGetsHimABetterPlace) {
  for (int round = 0; round < 400; ++round) {
    const Problem problem = Next();
    const Matching honest = SolveStable(problem);
    for (std::uint32_t s = 0; s < problem.students(); ++s) {
      std::vector<Wish> list(problem.wishes(s).begin(), problem.wishes(s).end());
      const std::size_t got = RankOf(problem, honest, s);
      std::sort(list.begin(), list.end(),
                [](const Wish& a, const Wish& b) { return a.place < b.place; });
      do {
        for (std::size_t length = 1; length <= list.size(); ++length) {
          const std::vector<Wish> told(list.begin(),
                                       list.begin() + static_cast<std::ptrdiff_t>(length));
          Matching lied = SolveStable(WithList(problem, s, told));
          ASSERT_GE(RankOf(problem, lied, s), got) << "round " << round << " student " << s;
        }
      } while (std::next_permutation(list.begin(), list.end(), [](const Wish& a, const Wish& b) {
        return a.place < b.place;
      }));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, SmallRoundsTest,
                         ::testing::Values(Shape{"Plain", {}}, Shape{"Guarded", {.guarded = true}},
                                           Shape{"Supervised", {.supervised = true}},
                                           Shape{"GuardedAndSupervised",
                                                 {.guarded = true, .supervised = true}}),
                         [](const auto& shape) { return std::string(shape.param.name); });

}  // namespace
}  // namespace driehoek::placement::match
