// Hundreds of large generated rounds: the judge finds nothing, and finds every fault that is
// planted.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "match/random_rounds.h"
#include "placement/match/assign.h"
#include "placement/match/check.h"
#include "placement/match/explain.h"
#include "placement/match/generate.h"
#include "placement/match/stable.h"

namespace driehoek::placement::match {
namespace {

constexpr std::uint64_t kRounds = 240;

// From nearly plain to all places guarded and supervised; explicit ranks (64-bit claims) every
// sixth time.
Problem Generated(std::uint64_t seed, std::uint32_t students) {
  const auto problem = Problem::Make(GenerateMarket({
      .seed = seed,
      .students = students,
      .most_seats = seed % 5 == 0 ? 60U : 5U,
      .seats_per_student = seed % 2 == 0 ? 0.9 : 1.3,
      .classes = seed % 6 == 0 ? 4'000'000'000U : 4U,
      .guarded_share = static_cast<double>(seed % 3) / 2,
      .supervised_share = static_cast<double>(seed % 4) / 3,
  }));
  EXPECT_TRUE(problem.ok()) << problem.status();
  return *problem;
}

std::string FirstOf(const Report& report) {
  return report.findings.empty() ? "" : Describe(report.findings[0]);
}

bool Finds(const Report& report, Fault fault) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const Finding& finding) { return finding.fault == fault; });
}

TEST(LargeRoundsTest, GivenGeneratedRounds_WhenSolved_ThenTheJudgeFindsNothing) {
  std::uint64_t checked = 0;
  for (std::uint64_t seed = 1; seed <= kRounds; ++seed) {
    const Problem problem = Generated(seed, 1500);
    const Report report = Check(problem, SolveStable(problem), Rule::kStable);
    ASSERT_TRUE(report.ok()) << "seed " << seed << ": " << FirstOf(report);
    checked += report.claims_checked;
  }
  EXPECT_GT(checked, kRounds * 1000);
}

TEST(LargeRoundsTest, GivenOneLargeRound_WhenReordered_ThenTheSamePlaces) {
  std::mt19937_64 random(7);
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Problem problem = Generated(seed, 5000);
    const auto student = RandomOrder(random, problem.students());
    const auto place = RandomOrder(random, problem.places());
    const Problem other = *Problem::Make(Reordered(problem.market(), student, place));
    const Matching first = SolveStable(problem);
    const Matching second = SolveStable(other);
    for (std::uint32_t s = 0; s < problem.students(); ++s) {
      const std::uint32_t p = first.place[s];
      ASSERT_EQ(second.place[student[s]], p == kNone ? kNone : place[p]) << "seed " << seed;
    }
  }
}

// Somebody who has a place loses it, or gets one that he likes less: then he has a claim.
TEST(LargeRoundsTest, GivenAPlaceTakenAway_WhenJudged_ThenItIsFound) {
  std::mt19937_64 random(11);
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Problem problem = Generated(seed, 400);
    const Matching solved = SolveStable(problem);
    for (int fault = 0; fault < 20; ++fault) {
      Matching spoiled = solved;
      const auto s = static_cast<std::uint32_t>(random() % problem.students());
      if (solved.place[s] == kNone) continue;
      spoiled.place[s] = kNone;
      const Report report = Check(problem, spoiled, Rule::kStable);
      ASSERT_TRUE(Finds(report, Fault::kBlocks)) << "seed " << seed << " student " << s;
    }
  }
}

TEST(LargeRoundsTest, GivenTwoStudentsSwapped_WhenJudged_ThenItIsFound) {
  std::mt19937_64 random(13);
  int swapped = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Problem problem = Generated(seed, 400);
    const Matching solved = SolveStable(problem);
    for (int fault = 0; fault < 40; ++fault) {
      const auto a = static_cast<std::uint32_t>(random() % problem.students());
      const auto b = static_cast<std::uint32_t>(random() % problem.students());
      if (solved.place[a] == solved.place[b]) continue;
      Matching spoiled = solved;
      std::swap(spoiled.place[a], spoiled.place[b]);
      const Report report = Check(problem, spoiled, Rule::kStable);
      // The student-optimal result: a swap gives one of them what he did not rank or likes less.
      ASSERT_FALSE(report.ok()) << "seed " << seed << ' ' << a << ' ' << b;
      ++swapped;
    }
  }
  EXPECT_GT(swapped, 1000);
}

TEST(LargeRoundsTest, GivenEachKindOfOverrun_WhenJudged_ThenItIsNamed) {
  Market market;
  for (std::uint32_t s = 0; s < 3; ++s) {
    market.wishes.insert(market.wishes.end(), {{0, 0}, {1, 0}});
    market.wish_begin.push_back(2 * (s + 1));
    market.lottery.push_back(s);
  }
  market.capacity = {2, 3};
  market.quota_begin = {0, 1, 1};
  market.quotas = {{.group = 0, .ceiling = 1}};
  market.supervisor = {kNone, 0};
  market.limit = {1};
  const Problem problem = *Problem::Make(std::move(market));
  const auto judged = [&](std::vector<std::uint32_t> place) {
    return Check(problem, {std::move(place)}, Rule::kStable);
  };

  EXPECT_TRUE(judged({0, 1, kNone}).ok());
  EXPECT_TRUE(Finds(judged({0, 1}), Fault::kWrongSize));
  EXPECT_TRUE(Finds(judged({0, 1, 7}), Fault::kNotRanked));
  EXPECT_TRUE(Finds(judged({0, 0, 0}), Fault::kOverCapacity));
  EXPECT_TRUE(Finds(judged({0, 0, 1}), Fault::kOverCeiling));
  EXPECT_TRUE(Finds(judged({0, 1, 1}), Fault::kOverLimit));
  EXPECT_TRUE(Finds(judged({1, 0, kNone}), Fault::kBlocks));
  EXPECT_TRUE(Finds(judged({kNone, 1, 0}), Fault::kBlocks));
}

TEST(LargeRoundsTest,
     GivenRoundsOfAFaculty_WhenMostArePlaced_ThenTheJudgeAgreesAndNoFewerThanStable) {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    const Problem problem = Generated(seed, 700);
    const auto most = SolveMostPlaced(problem);
    ASSERT_TRUE(most.ok()) << most.status();
    const Report report = Check(problem, *most, Rule::kMostPlaced);
    ASSERT_TRUE(report.ok()) << "seed " << seed << ": " << FirstOf(report);
    const Matching stable = SolveStable(problem);
    EXPECT_GE(report.placed, Check(problem, stable, Rule::kStable).placed);
    if (!std::equal(stable.place.begin(), stable.place.end(), most->place.begin())) {
      EXPECT_FALSE(Check(problem, stable, Rule::kMostPlaced).ok() &&
                   Check(problem, *most, Rule::kStable).ok());
    }
  }
}

// What is told must hold by the numbers, whatever the round.
TEST(LargeRoundsTest, GivenGeneratedRounds_WhenExplained_ThenTheFactsAddUp) {
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    const Problem problem = Generated(seed, 1000);
    const Matching matching = SolveStable(problem);
    const Explainer explainer(problem, matching, Rule::kStable);
    for (std::uint32_t s = 0; s < problem.students(); ++s) {
      const Explanation explanation = explainer.Of(s);
      ASSERT_EQ(explanation.got.place, matching.place[s]);
      for (const Refusal& refusal : explanation.refusals) {
        const Standing& standing = refusal.standing;
        ASSERT_EQ(standing.applicants, problem.applicants(standing.place));
        ASSERT_LE(standing.position, standing.applicants);
        ASSERT_LE(refusal.waiting, standing.position);
        ASSERT_GE(refusal.waiting, 1U);
        const auto waiting = explainer.WaitingAt(standing.place);
        ASSERT_EQ(waiting[refusal.waiting - 1], problem.market().lottery[s]);
        if (refusal.cause == Cause::kOutranked) {
          ASSERT_GT(standing.position, standing.capacity);
        }
        if (refusal.cause == Cause::kReserved) {
          ASSERT_GT(standing.position + refusal.bound, standing.capacity);
          ASSERT_FALSE(problem.quotas(standing.place).empty());
        }
        if (refusal.cause == Cause::kLimit) {
          ASSERT_NE(problem.supervisor(standing.place), kNone);
        }
      }
    }
  }
}

TEST(GenerateTest, GivenTheSameOptions_WhenGenerated_ThenTheSameMarketOfTheSizeAskedFor) {
  const MarketOptions options{.seed = 5, .students = 20'000};
  const Market first = GenerateMarket(options);
  const Market second = GenerateMarket(options);

  EXPECT_EQ(first.capacity, second.capacity);
  EXPECT_EQ(first.lottery, second.lottery);
  EXPECT_TRUE(std::equal(
      first.wishes.begin(), first.wishes.end(), second.wishes.begin(), second.wishes.end(),
      [](const Wish& a, const Wish& b) { return a.place == b.place && a.priority == b.priority; }));
  std::uint64_t seats = 0;
  for (const std::uint32_t capacity : first.capacity) seats += capacity;
  EXPECT_NEAR(static_cast<double>(seats), 18'000, 5);
  EXPECT_NEAR(static_cast<double>(first.wishes.size()) / 20'000, 15, 0.2);
  for (std::size_t s = 0; s < 20'000; ++s) {
    const std::uint32_t length = first.wish_begin[s + 1] - first.wish_begin[s];
    ASSERT_TRUE(length >= 10 && length <= 20);
  }
}

}  // namespace
}  // namespace driehoek::placement::match
