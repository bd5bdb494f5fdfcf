#include "placement/round/run/run_result.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "placement/round/run/run_example.h"

namespace driehoek::placement::round::run {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

RunResult Result(const Snapshot& snapshot, const MatchRun& run = {}) {
  auto result = Solve(MakeInput(snapshot, run), kSeed);
  EXPECT_TRUE(result.ok()) << result.status();
  return result.ok() ? *result : RunResult();
}

std::vector<Allocation> AllocationsOf(const RunResult& result) {
  auto allocations = ParseAllocations(result.allocations);
  EXPECT_TRUE(allocations.ok()) << allocations.status();
  return allocations.ok() ? *allocations : std::vector<Allocation>();
}

// Two students of the Ad and one of the bachelor for two seats meant for the Ad.
Snapshot SmallRound() {
  Snapshot snapshot = ScarceRound();
  snapshot.places.resize(2);
  snapshot.places[0].capacity = 2;
  snapshot.places[1].capacity = 1;
  Participant one = snapshot.participants[0];
  Participant two = snapshot.participants[1];
  Participant three = snapshot.participants[40];
  for (Participant* participant : {&one, &two, &three}) {
    participant->wishes = {snapshot.places[0].id};
  }
  snapshot.participants = {one, two, three};
  return snapshot;
}

TEST(RunResultTest, GivenScarceRound_WhenTried_ThenUnplacedAndDisplacedAreSeenAndAFloorRepairsIt) {
  const Snapshot snapshot = ScarceRound();
  const RunResult as_now = Result(snapshot);
  EXPECT_EQ(as_now.verification.faults, 0);
  EXPECT_GE(as_now.outcome.unplaced, 3);
  ASSERT_THAT(as_now.outcome.groups, SizeIs(2));
  EXPECT_EQ(as_now.outcome.groups[0].students, 36);
  EXPECT_GT(as_now.outcome.groups[0].displaced_seats, 0);

  MatchRun floor;
  floor.floors = {{.group = "ad", .reserved = 36}};
  const RunResult guarded = Result(snapshot, floor);
  EXPECT_EQ(guarded.verification.faults, 0);
  EXPECT_EQ(guarded.outcome.groups[0].placed, 36);
  EXPECT_EQ(guarded.outcome.groups[0].displaced_seats, 0);

  EXPECT_EQ(Result(snapshot, floor), guarded);
}

TEST(RunResultTest, GivenRowsInAnotherOrder_WhenTried_ThenSameResult) {
  for (const Rule rule : {Rule::kStable, Rule::kMostPlaced}) {
    Snapshot snapshot = ScarceRound();
    snapshot.round.rule = rule;
    const RunResult first = Result(snapshot);
    std::reverse(snapshot.places.begin(), snapshot.places.end());
    std::reverse(snapshot.participants.begin(), snapshot.participants.end());
    EXPECT_EQ(Result(snapshot), first);
  }
}

TEST(RunResultTest, GivenScarceRound_WhenTriedByMostPlaced_ThenAtLeastAsManyArePlaced) {
  Snapshot snapshot = ScarceRound();
  const int stable = Result(snapshot).outcome.placed;
  snapshot.round.rule = Rule::kMostPlaced;
  const RunResult most = Result(snapshot);
  EXPECT_EQ(most.verification.faults, 0);
  EXPECT_GE(most.outcome.placed, stable);
}

TEST(RunResultTest, GivenResult_WhenCounted_ThenOutcomeIsTheSumOfItsAllocations) {
  const Snapshot snapshot = ScarceRound();
  const RunResult result = Result(snapshot);
  int placed = 0;
  std::int64_t ranks = 0;
  std::map<RoundPlaceId, int> held;
  for (const Allocation& allocation : AllocationsOf(result)) {
    EXPECT_THAT(allocation.reasons, SizeIs(6));
    placed += allocation.rank > 0 ? 1 : 0;
    ranks += allocation.rank;
    if (!allocation.place.empty()) ++held[allocation.place];
    for (const Reason& reason : allocation.reasons) {
      EXPECT_EQ(reason.cause == Cause::kGot, reason.rank == allocation.rank);
      EXPECT_EQ(reason.cause == Cause::kNotNeeded,
                allocation.rank > 0 && reason.rank > allocation.rank);
      EXPECT_EQ(reason.waiting > 0, allocation.rank == 0 || reason.rank < allocation.rank);
      EXPECT_GE(reason.position, 1);
      EXPECT_LE(reason.position, reason.applicants);
    }
  }
  for (const RoundPlace& place : snapshot.places) EXPECT_LE(held[place.id], place.capacity);
  EXPECT_EQ(result.outcome.placed, placed);
  EXPECT_EQ(result.outcome.unplaced, 66 - placed);
  EXPECT_EQ(result.outcome.total_rank, ranks);
  EXPECT_EQ(result.outcome.free_seats, 63 - placed);
  EXPECT_EQ(
      result.outcome.first_wish + result.outcome.second_or_third_wish + result.outcome.lower_wish,
      placed);
}

TEST(RunResultTest, GivenPriority_WhenOthersGetTheSeats_ThenReasonNamesThePriority) {
  Snapshot snapshot = SmallRound();
  snapshot.places[0].quotas = {{.group = "ad", .priority_class = 1}};
  snapshot.places[0].priorities = {{snapshot.participants[1].id, 0}};
  const RunResult result = Result(snapshot);
  const std::vector<Allocation> allocations = AllocationsOf(result);
  const Reason& reason = allocations[0].reasons[0];
  EXPECT_EQ(allocations[0].rank, 0);
  EXPECT_EQ(reason.cause, Cause::kOutranked);
  EXPECT_EQ(reason.tie, Tie::kPriority);
  EXPECT_EQ(reason.position, 3);
  EXPECT_EQ(reason.applicants, 3);
  EXPECT_EQ(reason.seats, 2);
  EXPECT_EQ(reason.priority_class, 1);
  EXPECT_EQ(reason.waiting, 1);
  // One seat meant for the Ad is the bachelor's, while a student of the Ad has none.
  EXPECT_EQ(result.outcome.groups[0].displaced_seats, 1);
}

TEST(RunResultTest, GivenReserve_WhenItGoesToTheGroup_ThenOthersReadSo) {
  Snapshot snapshot = SmallRound();
  snapshot.places[0].quotas = {{.group = "ad", .reserved = 2, .priority_class = 1}};
  const RunResult result = Result(snapshot);
  const std::vector<Allocation> allocations = AllocationsOf(result);
  EXPECT_EQ(allocations[0].rank, 1);
  EXPECT_EQ(allocations[1].rank, 1);
  EXPECT_EQ(allocations[2].reasons[0].cause, Cause::kReserved);
  EXPECT_EQ(allocations[2].reasons[0].bound, 2);
  EXPECT_EQ(result.outcome.groups[0].displaced_seats, 0);
}

TEST(RunResultTest, GivenSupervisorLimit_WhenReached_ThenReasonNamesIt) {
  Snapshot snapshot = SmallRound();
  snapshot.places[0].supervisor = SupervisorId("supervisor");
  snapshot.limits[SupervisorId("supervisor")] = 1;
  const RunResult result = Result(snapshot);
  int limited = 0;
  for (const Allocation& allocation : AllocationsOf(result)) {
    limited +=
        allocation.reasons[0].cause == Cause::kLimit && allocation.reasons[0].bound == 1 ? 1 : 0;
  }
  EXPECT_EQ(result.outcome.placed, 1);
  EXPECT_EQ(limited, 2);
}

TEST(RunResultTest, GivenWishThatFitsNoMore_WhenTried_ThenExplainedAndTheNextCounts) {
  Snapshot snapshot = SmallRound();
  snapshot.participants[0].wishes = {snapshot.places[0].id, snapshot.places[1].id};
  snapshot.places[0].exclusions = {{snapshot.participants[0].id, Ground::kConflictOfInterest}};
  const RunResult result = Result(snapshot);
  const Allocation allocation = AllocationsOf(result)[0];
  EXPECT_EQ(allocation.place, snapshot.places[1].id);
  EXPECT_EQ(allocation.rank, 2);
  EXPECT_EQ(allocation.reasons[0].cause, Cause::kNotEligible);
  EXPECT_EQ(allocation.reasons[0].position, 0);
  EXPECT_EQ(allocation.reasons[0].waiting, 0);
  EXPECT_EQ(allocation.reasons[1].cause, Cause::kGot);
  EXPECT_EQ(result.outcome.second_or_third_wish, 1);
}

TEST(RunResultTest, GivenDraw_WhenTold_ThenItIsThatOfSeedAndStudent) {
  const Snapshot snapshot = SmallRound();
  const std::vector<Allocation> allocations = AllocationsOf(Result(snapshot));
  for (std::size_t s = 0; s < snapshot.participants.size(); ++s) {
    EXPECT_EQ(allocations[s].lottery_draw,
              DrawText(LotteryDraw(kSeed, snapshot.participants[s].student.value())));
  }
}

TEST(RunResultTest, GivenAnotherSeed_WhenSolved_ThenRefused) {
  const auto result = Solve(MakeInput(ScarceRound(), MatchRun()), std::string(kSeedBytes, 'x'));
  EXPECT_EQ(ReasonOf(result.status()), "SEED_WRONG");
}

TEST(RunResultTest, GivenReservesAboveCapacity_WhenSolved_ThenRefused) {
  Snapshot snapshot = SmallRound();
  snapshot.places[0].quotas = {{.group = "ad", .reserved = 3}};
  EXPECT_EQ(ReasonOf(Solve(MakeInput(snapshot, MatchRun()), kSeed).status()), "INPUT_NOT_SOLVABLE");
}

// The hashes are those of the bytes that the first server of each version stored.
TEST(RunResultTest, GivenARunOfEachVersion_WhenSolved_ThenItsOwnBytesAndTheSameAllocations) {
  const RunResult first = Result(ScarceRound(), {.rule_version = 1});
  const RunResult second = Result(ScarceRound(), {.rule_version = 2});
  EXPECT_EQ(HashOf(first.allocations),
            "a286a578dabc8c123766115db2b3c8eb1b8486175e25c4d3b648cfb4c2852049");
  EXPECT_EQ(HashOf(second.allocations),
            "da406c2f7cd10d0b73e2e223f8cac2cf776dd1c8884f3f17d0323b49d5a8cd64");
  EXPECT_EQ(AllocationsOf(first), AllocationsOf(second));
  EXPECT_EQ(first.outcome, second.outcome);
}

TEST(RunResultTest, GivenBrokenBytes_WhenRead_ThenUnreadable) {
  const std::string bytes = Result(SmallRound()).allocations;
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
    ASSERT_EQ(ReasonOf(ParseAllocations(absl::string_view(bytes).substr(0, cut)).status()),
              "RUN_UNREADABLE")
        << cut;
  }
  // -2, no groups, no places, one student "s" in group 0.
  EXPECT_EQ(ReasonOf(ParseAllocations(absl::string_view("\3\0\0\2\2s\0", 7)).status()),
            "RUN_UNREADABLE");
}

}  // namespace
}  // namespace driehoek::placement::round::run
