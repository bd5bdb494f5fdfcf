// What was used once and must not be used again: states of logins, codes of sessions.
//
// On SQLite a use is committed without waiting for the disk. It outlives the end of this program,
// but a loss of power may take the last ones back; so nothing that was issued before the machine's
// boot counts after it (UsedSince).
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/base/clock.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// A value that may be used until `expires`; the same value always has the same expiry.
struct UsedValue {
  std::string value;
  absl::Time expires;
};

// Notes `used` inside a transaction of the caller. False when it was noted before.
absl::StatusOr<bool> UseOnce(storage::Transaction& transaction, const UsedValue& used);
// Forgets what has expired.
absl::Status ForgetUsed(storage::Transaction& transaction, absl::Time now);

// From when on every use is known; whatever was issued before must be refused. The first start sets
// it, and on SQLite every start with another `boot_id` than the last one's: the operating system
// changes it at every boot. "" counts as another one. PostgreSQL waits for its disk.
absl::StatusOr<absl::Time> UsedSince(storage::Database& database, const Clock& clock,
                                     const std::string& boot_id);
// The boot id of this machine, or "" when it cannot be read.
std::string BootId();

}  // namespace driehoek::lti
