#include "placement/match/problem.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace driehoek::placement::match {
namespace {

using ::testing::HasSubstr;

// Two students, two places, one supervisor, a reserve.
Market Good() {
  Market market;
  market.wish_begin = {0, 2, 3};
  market.wishes = {{0, 1}, {1, 0}, {1, 7}};
  market.lottery = {1, 0};
  market.group = {0, 3};
  market.capacity = {1, 2};
  market.quota_begin = {0, 0, 2};
  market.quotas = {{.group = 3, .reserved = 1}, {.group = 0, .ceiling = 1}};
  market.supervisor = {kNone, 0};
  market.limit = {1};
  return market;
}

std::string Refused(const std::function<void(Market&)>& spoil) {
  Market market = Good();
  spoil(market);
  const auto problem = Problem::Make(std::move(market));
  if (problem.ok()) return "accepted";
  EXPECT_EQ(problem.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(problem.status().message());
}

TEST(ProblemTest, GivenAGoodMarket_WhenChecked_ThenItsFiguresAreKnown) {
  const auto problem = Problem::Make(Good());

  ASSERT_TRUE(problem.ok()) << problem.status();
  EXPECT_EQ(problem->students(), 2U);
  EXPECT_EQ(problem->applicants(1), 2U);
  EXPECT_EQ(problem->usable(1), 2U);
  EXPECT_EQ(problem->greatest_priority(), 7U);
  EXPECT_EQ(problem->quotas(1)[0].group, 0U);  // in the order of the groups
}

TEST(ProblemTest, GivenNothing_WhenChecked_ThenThatIsAMarketToo) {
  EXPECT_TRUE(Problem::Make(Market()).ok());
}

TEST(ProblemTest, GivenFarTooManySeats_WhenChecked_ThenOnlyTheApplicantsCount) {
  Market market = Good();
  market.capacity[0] = kNone;

  const auto problem = Problem::Make(std::move(market));

  ASSERT_TRUE(problem.ok()) << problem.status();
  EXPECT_EQ(problem->usable(0), 1U);
}

TEST(ProblemTest, GivenAFault_WhenChecked_ThenFieldAndIndexAreNamed) {
  EXPECT_THAT(Refused([](Market& m) { m.wishes[2].place = 2; }),
              HasSubstr("wishes[2].place is 2; there are 2 (student 1)"));
  EXPECT_THAT(Refused([](Market& m) { m.wishes[1].place = 0; }),
              HasSubstr("wishes[1].place is 0, twice in the list of student 0"));
  EXPECT_THAT(Refused([](Market& m) { m.lottery[1] = 1; }), HasSubstr("lottery[1] is 1"));
  EXPECT_THAT(Refused([](Market& m) { m.lottery[0] = 2; }), HasSubstr("lottery[0] is 2"));
  EXPECT_THAT(Refused([](Market& m) { m.wish_begin[1] = 4; }), HasSubstr("wish_begin[2]"));
  EXPECT_THAT(Refused([](Market& m) { m.wish_begin[2] = 2; }), HasSubstr("wish_begin[2] is 2"));
  EXPECT_THAT(Refused([](Market& m) { m.wish_begin.pop_back(); }), HasSubstr("wish_begin has 2"));
  EXPECT_THAT(Refused([](Market& m) { m.wish_begin.clear(); }), HasSubstr("wish_begin has 0"));
  EXPECT_THAT(Refused([](Market& m) { m.group.pop_back(); }), HasSubstr("group has 1"));
  EXPECT_THAT(Refused([](Market& m) { m.group[0] = kNone; }), HasSubstr("group[0] is"));
  EXPECT_THAT(Refused([](Market& m) { m.supervisor.pop_back(); }), HasSubstr("supervisor has 1"));
  EXPECT_THAT(Refused([](Market& m) { m.supervisor[1] = 1; }), HasSubstr("supervisor[1] is 1"));
  EXPECT_THAT(Refused([](Market& m) { m.quota_begin.clear(); }), HasSubstr("quotas without"));
  EXPECT_THAT(Refused([](Market& m) { m.quotas[0].ceiling = 0; }),
              HasSubstr("quotas[0].reserved is 1, above its ceiling"));
  EXPECT_THAT(Refused([](Market& m) { m.quotas[1].group = 3; }),
              HasSubstr("quotas of place 1 name group 3 twice"));
  EXPECT_THAT(Refused([](Market& m) { m.quotas[0].reserved = 3; }),
              HasSubstr("place 1 reserves 3 seats and has 2"));
}

}  // namespace
}  // namespace driehoek::placement::match
