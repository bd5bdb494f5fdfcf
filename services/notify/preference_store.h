// Keeps what persons want to be mailed, and whose digests a stop link stops.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "notify/preferences.h"
#include "shared/base/strong_id.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::notify {

// Thread-safe. The database must outlive it.
class PreferenceStore {
 public:
  explicit PreferenceStore(storage::TenantDatabase& database) : database_(database) {}

  // What holds when nobody changed anything, for a person who never did.
  absl::StatusOr<Preferences> Of(const TenantId& tenant, const PersonId& person,
                                 absl::Time deadline) const;
  // Inside ChangeLog::Commit, which guards the version.
  static absl::Status Put(storage::TenantTransaction& transaction, const Preferences& preferences);

  // Whose link has a secret with this hash; nothing when nobody's has.
  absl::StatusOr<std::optional<PersonId>> OwnerOfStopLink(const TenantId& tenant,
                                                          const std::string& secret_hash,
                                                          absl::Time deadline) const;
  // With the mail that the link stands in.
  static absl::Status PutStopLink(storage::TenantTransaction& transaction,
                                  const std::string& secret_hash, const PersonId& person);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::notify
