// Gives guests their links: what the handler does when somebody invites, and what mails to signers
// do for those without an account. Prepares everything first, so that it can be stored with
// whatever change it belongs to.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "access/access_keys.h"
#include "access/guest_grant.h"
#include "access/guest_store.h"
#include "access/ports.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"

namespace driehoek::access {

// Links that one grant may get in a day.
inline constexpr int kLinksADay = 20;

// Where a grant stands at one moment.
struct Standing {
  GuestGrantState state = GuestGrantState::kExpired;
  absl::Time access_ends;
};

// A link under way to storage. Short-lived: it holds the secret.
struct PreparedLink {
  std::string uri;    // with the secret in the fragment, which browsers send to nobody
  GuestGrant grant;   // as it will be
  Standing standing;  // likewise
  PersonFacts to;
  std::string institution_name;
  absl::CivilDay last_day;  // on which the link can be opened for the first time
  GuestChange change;
  // To add to the plan of the change.
  std::vector<events::ResourceVersion> writes;
  std::vector<events::EventRecord> events;
};

// Thread-safe. What it refers to must outlive it.
class GuestLinks {
 public:
  struct Parts {
    GuestStore& store;
    People& people;
    Supervision& supervision;
    Mails& mails;
    IdSource& ids;
    AccessKeys keys;
    std::string lti_url;  // of the adapter, without a slash at the end
  };
  explicit GuestLinks(Parts parts) : parts_(std::move(parts)) {}

  // A link for `person`: to the live grant when there is one, else to a new one.
  // FAILED_PRECONDITION / ADDRESS_UNKNOWN, or NOT_A_GUEST when the person supervises nowhere;
  // RESOURCE_EXHAUSTED / TOO_MANY_LINKS; NOT_FOUND.
  absl::StatusOr<PreparedLink> Invite(const TenantId& tenant, const PersonId& person,
                                      absl::Time now, absl::Time deadline);
  // Another link to this grant. FAILED_PRECONDITION / GRANT_NOT_LIVE; else as Invite.
  absl::StatusOr<PreparedLink> Renew(const TenantId& tenant, const GuestGrant& grant,
                                     absl::Time now, absl::Time deadline);
  // Inside the transaction of the change; with `send_mail` it also queues the mail.
  absl::Status Store(storage::TenantTransaction& transaction, const PreparedLink& link,
                     bool send_mail) const;

  absl::StatusOr<Standing> StandingOf(const TenantId& tenant, const GuestGrant& grant,
                                      absl::Time now, absl::Time deadline);

 private:
  absl::StatusOr<PreparedLink> Prepare(const TenantId& tenant, PersonFacts to,
                                       std::optional<GuestGrant> grant, absl::Time now,
                                       absl::Time deadline);
  absl::Status CheckLinkLimit(const TenantId& tenant, const GuestGrantId& grant, absl::Time now,
                              absl::Time deadline);

  Parts parts_;
};

// "institutions/{tenant}/guestGrants/{id}".
std::string GuestGrantName(const TenantId& tenant, const GuestGrantId& id);

}  // namespace driehoek::access
