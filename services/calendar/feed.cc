#include "calendar/feed.h"

#include <utility>

#include "shared/base/errors.h"

namespace driehoek::calendar {

Feed WithNewAddress(const Feed& feed, Titles titles, std::string secret_hash, absl::Time now) {
  Feed after = feed;
  after.state = FeedState::kActive;
  after.titles = titles;
  after.secret_hash = std::move(secret_hash);
  after.create_time = now;
  return after;
}

absl::StatusOr<Feed> Revoke(const Feed& feed) {
  if (feed.state != FeedState::kActive) {
    return Error(absl::StatusCode::kFailedPrecondition, "CALENDAR_FEED_NOT_ACTIVE",
                 "there is no address to revoke");
  }
  Feed after = feed;
  after.state = FeedState::kRevoked;
  return after;
}

}  // namespace driehoek::calendar
