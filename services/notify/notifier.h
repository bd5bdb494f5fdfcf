// Follows the events of an institution and queues the mails they call for. The checkpoint moves in
// the same transaction in which the mails (and the guests' links in them) are stored, so each event
// leads to each mail exactly once, however often this is run, and in however many processes.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "notify/mail_queue.h"
#include "notify/notify_store.h"
#include "notify/ports.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"
#include "shared/events/event_log.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::notify {

// From this hour of the institution's day on, bundles go out.
inline constexpr int kBundleHour = 8;

// Thread-safe. What it refers to must outlive it.
class Notifier {
 public:
  struct Parts {
    storage::TenantDatabase& database;
    events::EventLog& event_log;
    events::ChangeLog& change_log;
    NotifyStore& store;
    MailQueue& queue;
    News& news;
    Addressees& addressees;
    GuestWays& guest_ways;
    Searches& searches;
  };
  explicit Notifier(const Parts& parts) : parts_(parts) {}

  // Deals with all new events and with the bundles that are due. Made for the server's deadline
  // runner: cheap when there is nothing to do.
  absl::Status Run(const TenantId& tenant, absl::Time now, absl::Time deadline);

 private:
  struct Outgoing;
  absl::Status FollowEvents(const TenantId& tenant, absl::Time now, absl::Time deadline);
  absl::Status SendBundles(const TenantId& tenant, absl::Time now, absl::Time deadline);

  // What one event calls for, gathered before anything is stored.
  absl::StatusOr<Outgoing> Gather(const TenantId& tenant, const events::StoredEvent& event,
                                  absl::Time now, absl::Time deadline);
  absl::StatusOr<Outgoing> GatherSearch(const TenantId& tenant, const events::StoredEvent& event,
                                        absl::Time now, absl::Time deadline);
  absl::Status AddNotice(const TenantId& tenant, const events::StoredEvent& event,
                         const Notice& notice, const AgreementNews& news, absl::Time now,
                         absl::Time deadline, Outgoing& out);
  absl::StatusOr<Outgoing> GatherBundle(const TenantId& tenant, const PersonId& person,
                                        absl::CivilDay today, absl::Time now, absl::Time deadline);
  // The reader of a letter, with a fresh link when it is a guest; false when the person cannot be
  // told by mail.
  absl::StatusOr<bool> MakeReader(const TenantId& tenant, const PersonId& person,
                                  const Addressee& addressee, absl::Time now, absl::Time deadline,
                                  Reader& reader, Outgoing& out);
  absl::Status Commit(const TenantId& tenant, const Outgoing& out, absl::Time deadline);

  Parts parts_;
};

}  // namespace driehoek::notify
