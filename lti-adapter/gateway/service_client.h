// The few calls that the adapter makes on its own behalf: who launched, whom a guest link is for,
// what a secret address opens.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/service_channel.h"
#include "launch/people.h"
#include "session/session.h"

namespace driehoek::lti {

// The caller that acts for `identity` in `session`; `role` must be one of its roles.
auth::Caller CallerFor(const Session& session, const Identity& identity, auth::Role role);

// Thread-safe. The channel must outlive it.
class ServiceClient final : public People {
 public:
  explicit ServiceClient(ServiceChannel& channel) : channel_(channel) {}

  absl::StatusOr<KnownPerson> Ensure(const LaunchPerson& person) override;

  // AccessService.OpenGuestLink. NOT_FOUND / LINK_UNKNOWN, FAILED_PRECONDITION / LINK_EXPIRED or
  // GRANT_NOT_LIVE.
  absl::StatusOr<Identity> OpenGuestLink(const std::string& secret);
  // AccessService.RequestNewGuestLink.
  absl::Status RequestNewGuestLink(const std::string& secret, const std::string& email);
  // AccessService.ConfirmAddress: the live grants of the address, the asked one first, with their
  // roles.
  absl::StatusOr<std::vector<Identity>> ConfirmAddress(const Session& session,
                                                       const Identity& identity,
                                                       const std::string& code);
  // AccessService.RequestAddressCode as the guest; the serialised answer.
  absl::StatusOr<std::string> RequestAddressCode(const Session& session, const Identity& identity);

  // CalendarService.OpenCalendarFeed: the calendar as text. NOT_FOUND / CALENDAR_FEED_UNKNOWN.
  absl::StatusOr<std::string> OpenCalendarFeed(const std::string& secret);
  // NotificationService.StopNotifications: the person's language. NOT_FOUND / STOP_LINK_UNKNOWN.
  absl::StatusOr<std::string> StopNotifications(const std::string& secret);

 private:
  template <typename Reply, typename Message>
  absl::StatusOr<Reply> CallAs(const auth::Caller& caller, const char* method,
                               const Message& request);
  absl::StatusOr<std::vector<auth::Role>> RolesOf(const Session& session, const Identity& identity);

  ServiceChannel& channel_;
};

}  // namespace driehoek::lti
