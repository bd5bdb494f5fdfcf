#include "access/guest_grant.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/base/errors.h"

namespace driehoek::access {
namespace {

constexpr absl::Duration kDay = absl::Hours(24);
const absl::Time kStart = absl::FromUnixSeconds(1'790'000'000);
const GuestPolicy kPolicy;

GuestGrant Issued() {
  return IssueGrant(GuestGrantId("g1"), PersonId("p1"), "address", "secret", std::nullopt, kPolicy,
                    kStart)
      .grant;
}

GuestLink LinkOf(const GuestGrant& grant) {
  return {.secret_hash = "secret",
          .grant = grant.id,
          .create_time = grant.create_time,
          .open_by = grant.open_by};
}

TEST(AccessEndsTest, GivenNoPlacement_WhenAsked_ThenThirtyDaysPastTheMaking) {
  EXPECT_EQ(AccessEnds(Issued(), {}, kPolicy), kStart + 30 * kDay);
}

TEST(AccessEndsTest, GivenTwoPlacements_WhenAsked_ThenThirtyDaysPastTheLast) {
  EXPECT_EQ(
      AccessEnds(Issued(), {{kStart + kDay, kStart + 200 * kDay}, {kStart, kStart + 100 * kDay}},
                 kPolicy),
      kStart + 230 * kDay);
}

TEST(AccessEndsTest, GivenPlacementThatCameTooLate_WhenAsked_ThenTheDeadGrantStaysDead) {
  const std::vector<SupervisedPlacement> placements = {{kStart, kStart + 10 * kDay},
                                                       {kStart + 41 * kDay, kStart + 300 * kDay}};

  EXPECT_EQ(AccessEnds(Issued(), placements, kPolicy), kStart + 40 * kDay);
}

TEST(AccessEndsTest, GivenPlacementThatCameOnTheLastMoment_WhenAsked_ThenItCarriesOn) {
  EXPECT_EQ(AccessEnds(Issued(), {{kStart + 30 * kDay, kStart + 90 * kDay}}, kPolicy),
            kStart + 120 * kDay);
}

TEST(StateAtTest, GivenUnopenedGrant_WhenFourteenDaysPass_ThenItExpiresOnThatMoment) {
  const GuestGrant grant = Issued();
  const absl::Time ends = kStart + 300 * kDay;

  EXPECT_EQ(StateAt(grant, ends, kStart + 14 * kDay - absl::Microseconds(1)),
            GuestGrantState::kIssued);
  EXPECT_EQ(StateAt(grant, ends, kStart + 14 * kDay), GuestGrantState::kExpired);
}

TEST(StateAtTest, GivenOpenedGrant_WhenAccessEnds_ThenItExpiresOnThatMoment) {
  GuestGrant grant = Issued();
  grant.state = GuestGrantState::kActive;
  grant.open_time = kStart;
  const absl::Time ends = kStart + 60 * kDay;

  EXPECT_EQ(StateAt(grant, ends, ends - absl::Microseconds(1)), GuestGrantState::kActive);
  EXPECT_EQ(StateAt(grant, ends, ends), GuestGrantState::kExpired);
}

TEST(OpenLinkTest, GivenFreshLink_WhenOpened_ThenGrantIsActiveAndBothAreStamped) {
  const GuestGrant grant = Issued();

  const auto change = OpenLink(grant, LinkOf(grant), kStart + 60 * kDay, kStart + kDay);

  ASSERT_TRUE(change.ok());
  ASSERT_TRUE(change->has_value());
  EXPECT_EQ((*change)->grant.state, GuestGrantState::kActive);
  EXPECT_EQ((*change)->grant.open_time, kStart + kDay);
  EXPECT_EQ((*change)->link->open_time, kStart + kDay);
}

TEST(OpenLinkTest, GivenOpenedLink_WhenOpenedAgainAfterTheUnopenedTerm_ThenNothingChanges) {
  GuestGrant grant = Issued();
  grant.state = GuestGrantState::kActive;
  grant.open_time = kStart;
  GuestLink link = LinkOf(grant);
  link.open_time = kStart;

  const auto change = OpenLink(grant, link, kStart + 60 * kDay, kStart + 40 * kDay);

  ASSERT_TRUE(change.ok());
  EXPECT_FALSE(change->has_value());
}

TEST(OpenLinkTest, GivenUnopenedLinkOfActiveGrant_WhenItsTermIsOver_ThenLinkExpired) {
  GuestGrant grant = Issued();
  grant.state = GuestGrantState::kActive;
  grant.open_time = kStart;

  const auto change = OpenLink(grant, LinkOf(grant), kStart + 60 * kDay, kStart + 14 * kDay);

  EXPECT_EQ(ReasonOf(change.status()), "LINK_EXPIRED");
}

TEST(OpenLinkTest, GivenRevokedGrant_WhenOpened_ThenGrantNotLive) {
  GuestGrant grant = Issued();
  grant.state = GuestGrantState::kRevoked;

  const auto change = OpenLink(grant, LinkOf(grant), kStart + 60 * kDay, kStart);

  EXPECT_EQ(ReasonOf(change.status()), "GRANT_NOT_LIVE");
}

TEST(AddLinkTest, GivenIssuedGrant_WhenAnotherLinkIsMade_ThenTheGrantWaitsForTheNewestLink) {
  const GuestChange change = AddLink(Issued(), "address", "second", kPolicy, kStart + 10 * kDay);

  EXPECT_EQ(change.grant.open_by, kStart + 24 * kDay);
  EXPECT_EQ(change.link->open_by, kStart + 24 * kDay);
  EXPECT_EQ(change.link->secret_hash, "second");
}

TEST(IssueGrantTest, GivenLapsedGrant_WhenIssuedAnew_ThenTheOldOneIsStoredAsExpired) {
  const GuestChange change = IssueGrant(GuestGrantId("g2"), PersonId("p1"), "address", "secret",
                                        Issued(), kPolicy, kStart + 50 * kDay);

  ASSERT_TRUE(change.lapsed.has_value());
  EXPECT_EQ(change.lapsed->state, GuestGrantState::kExpired);
  EXPECT_EQ(change.lapsed->id, GuestGrantId("g1"));
}

TEST(RevokeGrantTest, GivenLiveGrant_WhenRevokedTwice_ThenTheSecondTimeItIsNotLive) {
  const auto once = RevokeGrant(Issued(), kStart + 60 * kDay, kStart);
  ASSERT_TRUE(once.ok());
  EXPECT_EQ(once->grant.state, GuestGrantState::kRevoked);

  const auto twice = RevokeGrant(once->grant, kStart + 60 * kDay, kStart);

  EXPECT_EQ(ReasonOf(twice.status()), "GRANT_NOT_LIVE");
}

}  // namespace
}  // namespace driehoek::access
