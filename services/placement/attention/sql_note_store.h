// Remembers, in the tenant of an institution, which claims its placements have.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/attention/claim.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement::attention {

// Thread-safe; the database must outlive it.
class SqlNoteStore {
 public:
  explicit SqlNoteStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::vector<Note>> OfPlacement(const TenantId& tenant,
                                                const PlacementId& placement,
                                                absl::Time deadline) const;
  // Placements with a note that is not confirmed, or that says something else than the placement:
  // at most `limit`, by id, after `after`.
  absl::StatusOr<std::vector<PlacementId>> Unsettled(const TenantId& tenant,
                                                     const PlacementId& after, int limit,
                                                     absl::Time deadline) const;
  // False when it is not there, or is leaving.
  absl::StatusOr<bool> IsWanted(const TenantId& tenant, const ClaimId& id,
                                absl::Time deadline) const;
  // A pending note becomes confirmed.
  absl::Status SetConfirmed(const TenantId& tenant, const ClaimId& id, absl::Time deadline) const;
  absl::Status Delete(const TenantId& tenant, const ClaimId& id, absl::Time deadline) const;

  // Inside a transaction that also holds the placement.
  static absl::Status Add(storage::TenantTransaction& transaction, const Note& note);
  static absl::Status SetLeaving(storage::TenantTransaction& transaction, const ClaimId& id);
  static absl::StatusOr<std::vector<Note>> Read(storage::TenantTransaction& transaction,
                                                const PlacementId& placement);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::placement::attention
