// Mails that wait to be sent, in the table `mail_outbox`: queued inside the transaction of the
// change they tell of, so that a mail goes out if and only if that change was committed.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "notify/mail.h"
#include "shared/base/clock.h"
#include "shared/base/id_source.h"
#include "shared/base/strong_id.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::notify {

// A mail that this process has claimed until `kMailLease` has passed.
struct ClaimedMail {
  std::string id;
  std::string sealed;
  int attempts = 0;  // tries before this one
  absl::Time created;
  absl::Time useless_after;  // InfiniteFuture: never
  std::int64_t fence = 0;
};

inline constexpr absl::Duration kMailLease = absl::Minutes(3);

struct MailCounts {
  std::int64_t queued = 0;
  std::int64_t failed = 0;
};

// Thread-safe. What it refers to must outlive it.
class MailQueue {
 public:
  // `key`: DeriveMailKey.
  MailQueue(storage::TenantDatabase& database, IdSource& ids, const Clock& clock, std::string key)
      : database_(database), ids_(ids), clock_(clock), key_(std::move(key)) {}

  // Adds a mail inside `transaction`. A second one with the same `dedupe_key` is dropped while the
  // first one waits; empty: never dropped. A mail to an address that cannot be mailed to is not
  // added.
  absl::Status Enqueue(storage::TenantTransaction& transaction, const Mail& mail,
                       absl::string_view dedupe_key = "");

  // Claims up to `limit` mails that are due, oldest first: nobody else sends them while the lease
  // runs.
  absl::StatusOr<std::vector<ClaimedMail>> Claim(const TenantId& tenant, int limit,
                                                 absl::Time deadline);
  absl::StatusOr<Mail> Open(const TenantId& tenant, const ClaimedMail& mail) const;
  // Sent: the row goes. Each of these three does nothing when another process has claimed the mail
  // since.
  absl::Status Sent(const TenantId& tenant, const ClaimedMail& mail, absl::Time deadline);
  // Not sent, to be tried again at `next_try`.
  absl::Status Postpone(const TenantId& tenant, const ClaimedMail& mail, absl::string_view reason,
                        absl::Time next_try, absl::Time deadline);
  // Given up: the content goes, the row stays to be counted.
  absl::Status GiveUp(const TenantId& tenant, const ClaimedMail& mail, absl::string_view reason,
                      absl::Time deadline);

  // For `driehoekctl doctor` and the metrics.
  absl::StatusOr<MailCounts> Counts(const TenantId& tenant, absl::Time deadline);

 private:
  absl::Status Change(const TenantId& tenant, absl::string_view sql,
                      std::vector<storage::Value> parameters, absl::Time deadline);

  storage::TenantDatabase& database_;
  IdSource& ids_;
  const Clock& clock_;
  std::string key_;
};

}  // namespace driehoek::notify
