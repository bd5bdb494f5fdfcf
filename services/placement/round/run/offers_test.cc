#include "placement/round/run/offers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/round/run/publication.h"
#include "placement/round/run/run_example.h"
#include "placement/round/run/run_result.h"

namespace driehoek::placement::round::run {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// Three places of one seat and four students, whose classes make student 0 first everywhere, then
// 1, 2 and 3. Published: 0 at a, 1 at b, 2 at c, 3 nowhere.
class OffersTest : public ::testing::Test {
 protected:
  OffersTest() {
    snapshot_ = ScarceRound();
    snapshot_.places.resize(3);
    snapshot_.participants.resize(4);
    for (RoundPlace& place : snapshot_.places) {
      place.capacity = 1;
      for (std::size_t s = 0; s < 4; ++s) {
        place.priorities.push_back({snapshot_.participants[s].id, static_cast<int>(s)});
      }
    }
    for (Participant& participant : snapshot_.participants) participant.wishes = {a(), b(), c()};
    snapshot_.round.state = State::kPublished;
  }

  RoundPlaceId a() const { return snapshot_.places[0].id; }
  RoundPlaceId b() const { return snapshot_.places[1].id; }
  RoundPlaceId c() const { return snapshot_.places[2].id; }

  void PublishNow() {
    input_ = MakeInput(snapshot_, MatchRun());
    const auto result = Solve(input_, kSeed);
    ASSERT_TRUE(result.ok());
    now_ =
        Give(snapshot_.round, snapshot_.participants, *ParseAllocations(result->allocations), kNow);
  }
  // The places of all after the free seats were offered.
  std::vector<RoundPlaceId> Offer() {
    offered_ = Line(input_, kSeed).Offer(now_, kNow + absl::Hours(200));
    for (const Participant& changed : offered_) {
      for (Participant& old : now_) {
        if (old.id == changed.id) old = changed;
      }
    }
    std::vector<RoundPlaceId> places;
    for (const Participant& participant : now_) {
      places.push_back(HoldsSeat(participant) ? participant.given->place : RoundPlaceId());
    }
    return places;
  }

  Snapshot snapshot_;
  RunInput input_;
  std::vector<Participant> now_;
  std::vector<Participant> offered_;
};

using Places = std::vector<RoundPlaceId>;

TEST_F(OffersTest, GivenPublished_WhenNothingIsFree_ThenNothingMoves) {
  PublishNow();
  EXPECT_EQ(Offer(), (Places{a(), b(), c(), RoundPlaceId()}));
  EXPECT_THAT(offered_, IsEmpty());
}

TEST_F(OffersTest, GivenFirstDeclines_WhenOffered_ThenEachGoesUpAndTheLastComesIn) {
  PublishNow();
  now_[0] = Decline(now_[0], "te ver");
  EXPECT_EQ(Offer(), (Places{RoundPlaceId(), a(), b(), c()}));
  ASSERT_THAT(offered_, SizeIs(3));
  for (const Participant& participant : offered_) {
    EXPECT_EQ(participant.given->answer_due_time, kNow + absl::Hours(200));
  }
  EXPECT_EQ(now_[3].given->rank, 3);
  EXPECT_EQ(now_[0].given->state, GivenState::kDeclined);
}

TEST_F(OffersTest, GivenSecondAccepted_WhenFirstDeclines_ThenTheThirdGoesPast) {
  PublishNow();
  now_[1] = Accept(now_[1], PlacementId("placement"), "");
  now_[0] = Decline(now_[0], "");
  EXPECT_EQ(Offer(), (Places{RoundPlaceId(), b(), a(), c()}));
}

TEST_F(OffersTest, GivenDeclinedOrExpired_WhenSeatsFallFree_ThenTheyAreNotInLine) {
  PublishNow();
  now_[1] = Decline(now_[1], "");
  EXPECT_EQ(Offer(), (Places{a(), RoundPlaceId(), b(), c()}));
  now_[0] = Decline(now_[0], "");
  EXPECT_EQ(Offer(), (Places{RoundPlaceId(), RoundPlaceId(), a(), b()}));
  now_ = [&] {
    std::vector<Participant> all = now_;
    for (const Participant& expired : Expire(all, kNow + absl::Hours(200))) {
      for (Participant& one : all) {
        if (one.id == expired.id) one = expired;
      }
    }
    return all;
  }();
  EXPECT_EQ(Offer(), Places(4));
}

TEST_F(OffersTest, GivenMovedOutByTheOffice_WhenTheSeatIsFree_ThenItGoesToTheNext) {
  PublishNow();
  const auto moved = Move(snapshot_.round, now_[0], RoundPlaceId(), "familie", kNow);
  ASSERT_TRUE(moved.ok());
  now_[0] = *moved;
  EXPECT_EQ(Offer(), (Places{RoundPlaceId(), a(), b(), c()}));
  EXPECT_EQ(now_[0].given->state, GivenState::kUnplaced);
  EXPECT_EQ(now_[0].given->move_reason, "familie");
}

TEST_F(OffersTest, GivenAcceptedPlacementThatEnded_WhenGivenBack_ThenTheSeatGoesToTheNext) {
  PublishNow();
  now_[0] = Accept(now_[0], PlacementId("p0"), "");
  now_[1] = Accept(now_[1], PlacementId("p1"), "");
  EXPECT_THAT(GiveBack(now_, {PlacementId("another")}), IsEmpty());
  const auto given_back = GiveBack(now_, {PlacementId("p0")});
  ASSERT_THAT(given_back, SizeIs(1));
  EXPECT_EQ(given_back[0].id, now_[0].id);
  EXPECT_EQ(given_back[0].given->state, GivenState::kAccepted);
  EXPECT_FALSE(HoldsSeat(given_back[0]));
  now_[0] = given_back[0];
  EXPECT_THAT(GiveBack(now_, {PlacementId("p0")}), IsEmpty()) << "once";
  // The second has accepted and stays; the third goes up, and the last comes in.
  EXPECT_EQ(Offer(), (Places{RoundPlaceId(), b(), a(), c()}));
}

TEST_F(OffersTest, GivenReserve_WhenASeatFallsFree_ThenItsGroupGoesFirst) {
  snapshot_.participants[2].programme = ProgrammeId("ba-1");
  snapshot_.participants[0].programme = ProgrammeId("ba-1");
  snapshot_.places[0].quotas = {{.group = "bachelor", .reserved = 1}};
  PublishNow();
  now_[0] = Decline(now_[0], "");
  EXPECT_EQ(Offer(), (Places{RoundPlaceId(), b(), a(), c()}));
}

TEST_F(OffersTest, GivenCeiling_WhenASeatFallsFree_ThenWhoIsOverItIsPassedOver) {
  snapshot_.participants[0].programme = ProgrammeId("ba-1");
  snapshot_.participants[2].programme = ProgrammeId("ba-1");
  snapshot_.places[0].quotas = {{.group = "ad", .ceiling = 0}};
  PublishNow();
  now_[0] = Decline(now_[0], "");
  EXPECT_EQ(Offer(), (Places{RoundPlaceId(), b(), a(), c()}));
}

TEST_F(OffersTest,
       GivenSharedSupervisor_WhenASeatFallsFree_ThenTheLimitHoldsAndMovingWithinItIsFree) {
  snapshot_.places[0].supervisor = SupervisorId("supervisor");
  snapshot_.places[1].supervisor = SupervisorId("supervisor");
  snapshot_.places[0].capacity = 2;
  snapshot_.limits[SupervisorId("supervisor")] = 2;
  snapshot_.participants[1].wishes = {b(), a()};
  PublishNow();
  ASSERT_EQ(Offer(), (Places{a(), b(), c(), RoundPlaceId()}));
  // A seat at a is free all the time, but only who is with the supervisor already could go there.
  now_[1] = *Move(snapshot_.round, now_[1], RoundPlaceId(), "ziek", kNow);
  EXPECT_EQ(Offer(), (Places{a(), RoundPlaceId(), a(), c()}));
}

TEST_F(OffersTest, GivenCorrection_WhenChecked_ThenFreeSeatAndAttentionAreNeeded) {
  snapshot_.places[0].supervisor = SupervisorId("supervisor");
  snapshot_.places[0].capacity = 2;
  snapshot_.places[1].capacity = 2;
  snapshot_.limits[SupervisorId("supervisor")] = 1;
  snapshot_.participants[3].wishes = {c()};
  PublishNow();
  const Line line(input_, kSeed);
  EXPECT_EQ(ReasonOf(line.CheckRoom(now_, now_[1], a())), "ATTENTION_EXCEEDED");
  EXPECT_TRUE(line.CheckRoom(now_, now_[0], a()).ok());
  EXPECT_EQ(ReasonOf(line.CheckRoom(now_, now_[0], b())), "NO_CAPACITY");
  EXPECT_TRUE(line.CheckRoom(now_, now_[1], b()).ok());
  EXPECT_EQ(ReasonOf(line.CheckRoom(now_, now_[1], RoundPlaceId("none"))), "NO_CAPACITY");
}

TEST_F(OffersTest, GivenOffer_WhenAnswered_ThenInTimeOnly) {
  PublishNow();
  const absl::Time due = *now_[0].given->answer_due_time;
  EXPECT_EQ(due, kNow + absl::Hours(4 * 24));
  EXPECT_TRUE(CheckAnswer(snapshot_.round, now_[0], due - absl::Microseconds(1)).ok());
  EXPECT_EQ(ReasonOf(CheckAnswer(snapshot_.round, now_[0], due)), "ANSWER_TOO_LATE");
  EXPECT_EQ(ReasonOf(CheckAnswer(snapshot_.round, now_[3], kNow)), "NOTHING_OFFERED");
  EXPECT_EQ(ReasonOf(CheckAnswer(snapshot_.round, Decline(now_[0], ""), kNow)), "NOTHING_OFFERED");
  EXPECT_THAT(Expire(now_, due - absl::Microseconds(1)), IsEmpty());
  EXPECT_THAT(Expire(now_, due), SizeIs(3));
  EXPECT_EQ(ReasonOf(CheckAnswer(snapshot_.round, Expire(now_, due)[0], kNow)), "ANSWER_TOO_LATE");
  snapshot_.round.state = State::kClosed;
  EXPECT_EQ(ReasonOf(CheckAnswer(snapshot_.round, now_[0], kNow)), "NOTHING_OFFERED");
}

// Whatever the students do, no seat is given twice and nobody is worse off by another's refusal.
TEST(OfferChainTest, GivenScarceRound_WhenEveryFifthDeclines_ThenSeatsHoldAndNobodyFalls) {
  const Snapshot snapshot = [] {
    Snapshot s = ScarceRound();
    s.round.state = State::kPublished;
    return s;
  }();
  MatchRun floor;
  floor.floors = {{.group = "ad", .reserved = 20}};
  const RunInput input = MakeInput(snapshot, floor);
  const auto result = Solve(input, kSeed);
  ASSERT_TRUE(result.ok());
  std::vector<Participant> now =
      Give(snapshot.round, snapshot.participants, *ParseAllocations(result->allocations), kNow);
  const Line line(input, kSeed);
  for (std::size_t s = 0; s < now.size(); s += 5) {
    if (!HoldsSeat(now[s])) continue;
    now[s] = Decline(now[s], "");
    for (const Participant& offered : line.Offer(now, kNow)) {
      for (Participant& old : now) {
        if (old.id != offered.id) continue;
        EXPECT_TRUE(!HoldsSeat(old) || offered.given->rank < old.given->rank);
        old = offered;
      }
    }
    EXPECT_THAT(line.Offer(now, kNow), IsEmpty());
  }
  for (const RoundPlace& place : snapshot.places) {
    const auto held = std::count_if(now.begin(), now.end(), [&](const Participant& one) {
      return HoldsSeat(one) && one.given->place == place.id;
    });
    EXPECT_LE(held, place.capacity);
  }
}

TEST(PublicationTest, GivenRun_WhenProposedAndPublished_ThenBySecondPersonOnTheSameInput) {
  MatchingRound round = ExampleRound(State::kFrozen);
  MatchRun run{.id = RunId("run"), .state = RunState::kRunning, .input_hash = "hash"};
  const PersonId one("one");
  const PersonId two("two");
  EXPECT_EQ(ReasonOf(Propose(round, run, "hash", one, kNow).status()), "RUN_NOT_SUCCEEDED");
  run.state = RunState::kSucceeded;
  EXPECT_EQ(ReasonOf(Propose(round, run, "other", one, kNow).status()), "RUN_OUTDATED");
  EXPECT_EQ(
      ReasonOf(Propose(ExampleRound(State::kPreferencesOpen), run, "hash", one, kNow).status()),
      "ROUND_NOT_FROZEN");
  EXPECT_EQ(ReasonOf(Publish(round, run, "hash", two, kNow).status()), "NOTHING_PROPOSED");

  EXPECT_EQ(ReasonOf(Propose(round, run, "hash", PersonId(), kNow).status()),
            "SECOND_PERSON_NEEDED");
  const auto proposed = Propose(round, run, "hash", one, kNow);
  ASSERT_TRUE(proposed.ok());
  round = proposed->after;
  EXPECT_EQ(ReasonOf(Publish(round, {.id = RunId("another")}, "hash", two, kNow).status()),
            "NOTHING_PROPOSED");
  EXPECT_EQ(ReasonOf(Publish(round, run, "hash", one, kNow).status()), "SECOND_PERSON_NEEDED");
  EXPECT_EQ(ReasonOf(Publish(round, run, "hash", PersonId(), kNow).status()),
            "SECOND_PERSON_NEEDED");
  EXPECT_EQ(ReasonOf(Publish(round, run, "other", two, kNow).status()), "RUN_OUTDATED");
  const auto published = Publish(round, run, "hash", two, kNow);
  ASSERT_TRUE(published.ok());
  EXPECT_EQ(published->after.state, State::kPublished);
  EXPECT_EQ(published->after.published_run, run.id);
  EXPECT_EQ(published->after.published_by, two);
  EXPECT_TRUE(published->after.proposed_run.empty());
  EXPECT_EQ(published->event, "round.published");
}

}  // namespace
}  // namespace driehoek::placement::round::run
