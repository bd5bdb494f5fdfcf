#include "placement/round/round_lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/lottery.h"
#include "placement/round/round_example.h"
#include "support/status_matchers.h"
#include "support/violations.h"

namespace driehoek::placement::round {
namespace {

using test::IsOk;
using test::StatusIs;
using ::testing::ElementsAre;
using Code = absl::StatusCode;

constexpr State kAll[] = {State::kSetup, State::kPreferencesOpen, State::kFrozen, State::kPublished,
                          State::kClosed};
const std::string kSeed(kSeedBytes, 's');

TEST(RoundLifecycleTest, GivenDraft_WhenMade_ThenInSetup) {
  const RoundChange change = Create(ExampleRound(State::kClosed), kNow);
  EXPECT_EQ(change.after.state, State::kSetup);
  EXPECT_EQ(change.after.create_time, kNow);
  EXPECT_FALSE(change.event.has_value());
}

TEST(RoundLifecycleTest, GivenEachState_WhenOpened_ThenOnlyFromSetup) {
  for (const State state : kAll) {
    const auto change = Open(ExampleRound(state), kSeed, "sealed", kNow);
    if (state != State::kSetup) {
      EXPECT_THAT(change, StatusIs(Code::kFailedPrecondition, "ROUND_NOT_IN_SETUP"));
      continue;
    }
    ASSERT_THAT(change, IsOk());
    EXPECT_EQ(change->after.state, State::kPreferencesOpen);
    EXPECT_EQ(change->after.seed_commitment, SeedCommitment(kSeed));
    EXPECT_EQ(change->after.sealed_seed, "sealed");
    EXPECT_EQ(change->after.commit_time, kNow);
    EXPECT_EQ(change->event, "round.preferences_open");
  }
}

TEST(RoundLifecycleTest, GivenDueTime_WhenItIsNow_ThenNotOpened) {
  MatchingRound round = ExampleRound();
  round.preferences_due_time = kNow;
  EXPECT_THAT(Open(round, kSeed, "sealed", kNow),
              StatusIs(Code::kFailedPrecondition, "DUE_TIME_PAST"));
  round.preferences_due_time = kNow + absl::Microseconds(1);
  EXPECT_THAT(Open(round, kSeed, "sealed", kNow), IsOk());
}

TEST(RoundLifecycleTest, GivenCounts_WhenAskedToOpen_ThenPlacesAndParticipantsAreNeeded) {
  EXPECT_THAT(CheckFilled({.participants = 1}),
              StatusIs(Code::kFailedPrecondition, "ROUND_WITHOUT_PLACES"));
  EXPECT_THAT(CheckFilled({.places = 1}),
              StatusIs(Code::kFailedPrecondition, "ROUND_WITHOUT_PARTICIPANTS"));
  EXPECT_THAT(CheckFilled({.participants = 1, .places = 1}), IsOk());
}

TEST(RoundLifecycleTest, GivenEachState_WhenFrozenOrClosed_ThenOnlyFromTheOneBefore) {
  for (const State state : kAll) {
    const auto frozen = Freeze(ExampleRound(state), kNow);
    const auto closed = Close(ExampleRound(state), kNow);
    if (state == State::kPreferencesOpen) {
      ASSERT_THAT(frozen, IsOk());
      EXPECT_EQ(frozen->after.state, State::kFrozen);
      EXPECT_EQ(frozen->event, "round.frozen");
    } else {
      EXPECT_THAT(frozen, StatusIs(Code::kFailedPrecondition, "PREFERENCES_NOT_OPEN"));
    }
    if (state == State::kPublished) {
      ASSERT_THAT(closed, IsOk());
      EXPECT_EQ(closed->after.state, State::kClosed);
      EXPECT_EQ(closed->event, "round.closed");
    } else {
      EXPECT_THAT(closed, StatusIs(Code::kFailedPrecondition, "ROUND_NOT_PUBLISHED"));
    }
  }
}

TEST(RoundLifecycleTest, GivenTheClock_WhenWishesAreDue_ThenFrozenAndNotBefore) {
  const MatchingRound round = ExampleRound(State::kPreferencesOpen);
  EXPECT_FALSE(DueFreeze(round, round.preferences_due_time - absl::Microseconds(1)).has_value());
  const auto change = DueFreeze(round, round.preferences_due_time);
  ASSERT_TRUE(change.has_value());
  EXPECT_EQ(change->after.state, State::kFrozen);
  EXPECT_FALSE(DueFreeze(ExampleRound(State::kFrozen), absl::InfiniteFuture()).has_value());
}

TEST(RoundLifecycleTest, GivenSetup_WhenRevised_ThenEverythingMayChange) {
  MatchingRound draft = ExampleRound();
  draft.weekly_hours = 20;
  draft.groups.pop_back();
  draft.preferences_due_time = kNow - absl::Hours(1);
  EXPECT_THAT(Revise(ExampleRound(), draft, kNow), IsOk());
}

TEST(RoundLifecycleTest, GivenOpenedRound_WhenRevised_ThenOnlyNameDaysAndALaterDueTime) {
  const MatchingRound before = ExampleRound(State::kPreferencesOpen);
  MatchingRound draft = before;
  draft.display_name = "Ronde 2";
  draft.answer_days = 7;
  draft.preferences_due_time += absl::Hours(1);
  EXPECT_THAT(Revise(before, draft, kNow), IsOk());
  draft = before;
  draft.preferences_due_time -= absl::Hours(1);
  EXPECT_THAT(Revise(before, draft, kNow),
              StatusIs(Code::kFailedPrecondition, "ROUND_NOT_IN_SETUP"));
  draft = before;
  draft.max_wish_count = 3;
  EXPECT_THAT(Revise(before, draft, kNow),
              StatusIs(Code::kFailedPrecondition, "ROUND_NOT_IN_SETUP"));
  MatchingRound frozen = ExampleRound(State::kFrozen);
  draft = frozen;
  draft.preferences_due_time += absl::Hours(1);
  EXPECT_THAT(Revise(frozen, draft, kNow),
              StatusIs(Code::kFailedPrecondition, "ROUND_NOT_IN_SETUP"));
}

TEST(RoundLifecycleTest, GivenPlacesOfAGroup_WhenTheGroupGoes_ThenNamed) {
  MatchingRound round = ExampleRound();
  round.groups.pop_back();
  RoundPlace quota = ExamplePlace();
  quota.quotas = {{.group = "bachelor"}};
  RoundPlace required = ExamplePlace();
  required.requirements.groups = {"bachelor"};
  RoundPlace intended = ExamplePlace();
  intended.intended_group = "bachelor";
  for (const RoundPlace& place : {quota, required, intended}) {
    EXPECT_THAT(CheckGroupsOf({place}, ExampleRound()), IsOk());
    EXPECT_THAT(test::ViolationsOf(CheckGroupsOf({place}, round)),
                ElementsAre("matching_round.groups GROUP_IN_USE"));
  }
}

TEST(RoundLifecycleTest, GivenStates_WhenAPlaceIsRevised_ThenAsTheContractSays) {
  const RoundPlace before = ExamplePlace();
  RoundPlace seats = before;
  seats.capacity = 2;
  seats.quotas = {{.group = "ad", .reserved = 1}};
  seats.priorities = {{ParticipantId("p"), 1}};
  seats.exclusions = {{ParticipantId("p"), Ground::kBeenThere}};
  RoundPlace words = before;
  words.description = "Other work";
  EXPECT_THAT(CheckRevision(ExampleRound(), before, words), IsOk());
  for (const State state : {State::kPreferencesOpen, State::kFrozen}) {
    EXPECT_THAT(CheckRevision(ExampleRound(state), before, seats), IsOk());
    EXPECT_THAT(CheckRevision(ExampleRound(state), before, words),
                StatusIs(Code::kFailedPrecondition, "ROUND_NOT_IN_SETUP"));
  }
  for (const State state : {State::kPublished, State::kClosed}) {
    EXPECT_THAT(CheckRevision(ExampleRound(state), before, seats),
                StatusIs(Code::kFailedPrecondition, "ROUND_PUBLISHED"));
  }
}

TEST(RoundLifecycleTest, GivenStates_WhenParticipantsChange_ThenOnlyBeforeTheFreeze) {
  for (const State state : kAll) {
    const absl::Status status = CheckBeforeFreeze(ExampleRound(state));
    if (state == State::kSetup || state == State::kPreferencesOpen) {
      EXPECT_THAT(status, IsOk());
    } else {
      EXPECT_THAT(status, StatusIs(Code::kFailedPrecondition, "PREFERENCES_CLOSED"));
    }
  }
}

TEST(RoundLifecycleTest, GivenClosedRound_WhenSomebodyHadNotAnswered_ThenTheOfferExpires) {
  Participant participant = ExampleParticipant();
  EXPECT_FALSE(AfterClose(participant).has_value());
  for (const GivenState state : {GivenState::kAccepted, GivenState::kDeclined, GivenState::kExpired,
                                 GivenState::kUnplaced}) {
    participant.given = Given{.state = state};
    EXPECT_FALSE(AfterClose(participant).has_value());
  }
  participant.given =
      Given{.state = GivenState::kOffered, .place = RoundPlaceId("a"), .answer_due_time = kNow};
  const auto after = AfterClose(participant);
  ASSERT_TRUE(after.has_value());
  EXPECT_EQ(after->given->state, GivenState::kExpired);
  EXPECT_FALSE(after->given->answer_due_time.has_value());
}

}  // namespace
}  // namespace driehoek::placement::round
