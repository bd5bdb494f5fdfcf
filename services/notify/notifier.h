// Follows the events of an institution and queues the mails they call for. What cannot wait goes at
// once; all else waits for the one digest of the day. The checkpoint moves in the same transaction
// in which mails, what waits, and the guests' links are stored, so each event reaches each person
// exactly once, however often this is run, and in however many processes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "notify/mail_queue.h"
#include "notify/notify_store.h"
#include "notify/ports.h"
#include "notify/preference_store.h"
#include "notify/stop_links.h"
#include "notify/subject.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"
#include "shared/events/event_log.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::notify {

// Thread-safe. What it refers to must outlive it.
class Notifier {
 public:
  struct Parts {
    storage::TenantDatabase& database;
    events::EventLog& event_log;
    events::ChangeLog& change_log;
    NotifyStore& store;
    PreferenceStore& preferences;
    MailQueue& queue;
    Addressees& addressees;
    GuestWays& guest_ways;
    std::vector<Subject*> subjects;  // the first that tells of an event does
    StopLinks stop_links;
    ics::Attendee organiser;  // of appointments; with an empty address they name none
  };
  explicit Notifier(Parts parts) : parts_(std::move(parts)) {}

  // Deals with all new events and with the digests that are due. Made for the server's deadline
  // runner: cheap when there is nothing to do.
  absl::Status Run(const TenantId& tenant, absl::Time now, absl::Time deadline);

 private:
  struct Outgoing;
  // Whom a mail is for, and under which key it is queued once.
  struct Envelope {
    const PersonId& person;
    const Addressee& addressee;
    std::string key;
    bool is_digest = false;
  };
  absl::Status FollowEvents(const TenantId& tenant, absl::Time now, absl::Time deadline);
  absl::Status SendDigests(const TenantId& tenant, absl::Time now, absl::Time deadline);

  Subject* SubjectOf(absl::string_view event_type) const;
  // What the event means now; empty when what it is about is not there any more.
  absl::StatusOr<std::vector<Telling>> Tellings(const TenantId& tenant,
                                                const events::StoredEvent& event, absl::Time now,
                                                absl::Time deadline);
  // Adds the piece of news to what goes out now or to what waits.
  absl::Status Add(const TenantId& tenant, const events::StoredEvent& event, const Telling& telling,
                   absl::Time now, absl::Time deadline, Outgoing& out);
  // All that is stored with the digest of one person.
  absl::StatusOr<Outgoing> GatherDigest(const TenantId& tenant, const PersonId& person,
                                        absl::CivilDay today, absl::Time now, absl::Time deadline);
  // What waits, as it stands now; nothing when it is over meanwhile.
  absl::StatusOr<std::optional<Telling>> StillToTell(const TenantId& tenant,
                                                     const WaitingItem& item, absl::Time now,
                                                     absl::Time deadline);
  // The reader of a letter, with a fresh link when it is a guest; false when the person cannot be
  // told by mail.
  absl::StatusOr<bool> MakeReader(const TenantId& tenant, const PersonId& person,
                                  const Addressee& addressee, std::vector<Reason> reasons,
                                  absl::Time now, absl::Time deadline, Reader& reader,
                                  Outgoing& out);
  // Closes the letter and adds it to what goes out.
  void Post(const TenantId& tenant, const Envelope& envelope, Letter letter,
            const std::optional<Appointment>& appointment, Outgoing& out) const;
  absl::Status Commit(const TenantId& tenant, const Outgoing& out, absl::Time deadline);

  const Parts parts_;
};

}  // namespace driehoek::notify
