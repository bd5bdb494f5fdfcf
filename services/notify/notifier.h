// Follows the events of an institution and queues the mails they call for. The checkpoint moves in
// the same transaction in which the mails (and the guests' links in them) are stored, so each event
// leads to each mail exactly once, however often this is run, and in however many processes.
#pragma once

#include "absl/functional/function_ref.h"
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
    Tasks& tasks;
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
  absl::StatusOr<Outgoing> GatherTask(const TenantId& tenant, const events::StoredEvent& event,
                                      absl::Time now, absl::Time deadline);
  // One piece of news for one person.
  struct Piece {
    PersonId to;
    absl::string_view kind;  // name of the notice's kind
    bool is_urgent = false;
    absl::FunctionRef<Letter(const Reader&, absl::CivilDay today)> letter;
  };
  // Adds it to what goes out now, or for a guest who had the one mail of the day to what waits.
  absl::Status Add(const TenantId& tenant, const events::StoredEvent& event, const Piece& piece,
                   absl::Time now, absl::Time deadline, Outgoing& out);
  // What waits in one sentence; empty when it is about something that is not there any more.
  absl::StatusOr<std::string> Sentence(const TenantId& tenant, const WaitingItem& item,
                                       Language language, absl::Time now, absl::Time deadline);
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
