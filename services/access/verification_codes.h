// One-time codes as the other services use them: prepare one, store it with the change that asks
// for it, check one.
//
// Consuming is atomic without a call back: Check hands over the version that the code was found at,
// the change lists it among its `writes`, and the commit raises it or fails. So a code counts
// exactly once, together with what it proves, and not at all when that change is refused.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "access/access_keys.h"
#include "access/ports.h"
#include "access/verification_code.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::access {

// A code under way to storage and mailbox. Short-lived: it holds the digits.
struct PreparedCode {
  // What the caller may tell.
  std::string masked_address;
  absl::Time expire_time;
  absl::Time resend_time;
  // To list in CommitPlan::writes.
  events::ResourceVersion write;
  // What Store needs.
  VerificationCode row;
  PersonFacts to;
  CodeUse use = CodeUse::kSign;
  std::string digits;
};

// A code that was right.
struct CheckedCode {
  // To list in CommitPlan::writes: consumes the code with that commit.
  events::ResourceVersion consume;
  // Where it was sent, for the evidence of a signature.
  std::string masked_address;
};

// Thread-safe. What it refers to must outlive it.
class VerificationCodes {
 public:
  VerificationCodes(storage::TenantDatabase& database, People& people, Mails& mails, IdSource& ids,
                    AccessKeys keys)
      : database_(database), people_(people), mails_(mails), ids_(ids), keys_(std::move(keys)) {}

  // A fresh code for `person` and `purpose` (at most 300 bytes), to the known address.
  // FAILED_PRECONDITION / ADDRESS_UNKNOWN; RESOURCE_EXHAUSTED / CODE_TOO_SOON.
  absl::StatusOr<PreparedCode> Prepare(const TenantId& tenant, const PersonId& person,
                                       absl::string_view purpose, CodeUse use, absl::Time now,
                                       absl::Time deadline);
  // Writes the code and queues its mail, inside the transaction of the change.
  absl::Status Store(storage::TenantTransaction& transaction, const PreparedCode& code) const;

  // Both of these and the commit of `plan`, for a caller with no rows of its own; `answer` makes
  // the plan's response. Gives what may be told; errors of Prepare and of ChangeLog::Commit.
  absl::StatusOr<PreparedCode> Send(events::ChangeLog& change_log, const TenantId& tenant,
                                    const PersonId& person, absl::string_view purpose, CodeUse use,
                                    events::CommitPlan plan,
                                    absl::FunctionRef<std::string(const PreparedCode&)> answer,
                                    absl::Time now, absl::Time deadline);

  // Compares what was typed. A wrong try is counted at once, in a transaction of its own and under
  // the lock of the code, so that racing tries are five in all. FAILED_PRECONDITION / CODE_WRONG
  // (metadata `tries_left`) or CODE_EXPIRED.
  absl::StatusOr<CheckedCode> Check(const TenantId& tenant, const PersonId& person,
                                    absl::string_view purpose, absl::string_view typed,
                                    absl::Time now, absl::Time deadline);

 private:
  struct Attempt;
  // Compares inside one transaction and counts a wrong try; the verdict is in `attempt`.
  absl::Status Try(storage::TenantTransaction& transaction, Attempt& attempt) const;

  storage::TenantDatabase& database_;
  People& people_;
  Mails& mails_;
  IdSource& ids_;
  AccessKeys keys_;
};

}  // namespace driehoek::access
