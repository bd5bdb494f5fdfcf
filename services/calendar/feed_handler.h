// What CalendarService does: each call in six steps.
#pragma once

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "calendar/facts.h"
#include "calendar/sql_feed_store.h"
#include "driehoek/v1/calendar_service.pb.h"
#include "shared/auth/wrong_secrets.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::calendar {

// Thread-safe; holds no state. What it refers to must outlive it.
class FeedHandler {
 public:
  struct Parts {
    const SqlFeedStore& store;
    events::ChangeLog& change_log;
    Agendas& agendas;
    auth::WrongSecrets& wrong_secrets;
    std::string lti_url;  // public address of the adapter, without a slash at the end
  };
  explicit FeedHandler(Parts parts) : parts_(std::move(parts)) {}

  absl::StatusOr<v1::CalendarFeed> GetCalendarFeed(const rpc::Call& call,
                                                   const v1::GetCalendarFeedRequest& request) const;
  absl::StatusOr<v1::CreateCalendarFeedResponse> CreateCalendarFeed(
      const rpc::Call& call, const v1::CreateCalendarFeedRequest& request) const;
  absl::StatusOr<v1::CalendarFeed> RevokeCalendarFeed(
      const rpc::Call& call, const v1::RevokeCalendarFeedRequest& request) const;
  absl::StatusOr<v1::OpenCalendarFeedResponse> OpenCalendarFeed(
      const rpc::Call& call, const v1::OpenCalendarFeedRequest& request) const;

 private:
  // The feed of the person, whom the caller must be.
  absl::StatusOr<Feed> Load(const rpc::Call& call, const PersonId& person) const;
  // Stores `after`, decided on the version in it, with the serialised answer; the answer to give.
  absl::StatusOr<std::string> Commit(const rpc::Call& call, const Feed& after,
                                     std::string answer) const;

  const Parts parts_;
};

}  // namespace driehoek::calendar
