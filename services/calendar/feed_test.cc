#include "calendar/feed.h"

#include <gtest/gtest.h>

#include "shared/base/errors.h"

namespace driehoek::calendar {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

TEST(FeedTest, GivenActiveFeed_WhenGivenANewAddress_ThenOnlyTheNewSecretCounts) {
  const Feed first = WithNewAddress({.person = PersonId("p")}, Titles::kCodesOnly, "one", kNow);

  const Feed second = WithNewAddress(first, Titles::kWithNames, "two", kNow + absl::Hours(1));

  EXPECT_EQ(second.state, FeedState::kActive);
  EXPECT_EQ(second.secret_hash, "two");
  EXPECT_EQ(second.titles, Titles::kWithNames);
  EXPECT_EQ(second.create_time, kNow + absl::Hours(1));
}

TEST(FeedTest, GivenFeeds_WhenRevoked_ThenOnlyAnActiveOneCanBe) {
  const Feed active = WithNewAddress({.person = PersonId("p")}, Titles::kCodesOnly, "one", kNow);

  const auto revoked = Revoke(active);

  ASSERT_TRUE(revoked.ok());
  EXPECT_EQ(revoked->state, FeedState::kRevoked);
  EXPECT_EQ(ReasonOf(Revoke(*revoked).status()), "CALENDAR_FEED_NOT_ACTIVE");
  EXPECT_EQ(ReasonOf(Revoke({.person = PersonId("p")}).status()), "CALENDAR_FEED_NOT_ACTIVE");
}

TEST(FeedTest, GivenRevokedFeed_WhenGivenANewAddress_ThenItIsActiveAgain) {
  const Feed revoked =
      *Revoke(WithNewAddress({.person = PersonId("p")}, Titles::kWithNames, "one", kNow));

  EXPECT_EQ(WithNewAddress(revoked, Titles::kCodesOnly, "two", kNow).state, FeedState::kActive);
}

}  // namespace
}  // namespace driehoek::calendar
