// Keeps the claims in the tenants of organisations. What comes out for an institution are numbers.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "placement/attention/claim.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement::attention {

// The tables of this component, "attention".
absl::Span<const storage::Migration> Migrations();

// Thread-safe; the database must outlive it. Each call is one transaction in the tenant of the
// organisation.
class SqlClaimStore {
 public:
  explicit SqlClaimStore(storage::TenantDatabase& database) : database_(database) {}

  // Reserves `claim` until `expire`, beside all that holds at `now`; what others take in its
  // period. Claims of one organisation wait for each other. CheckRoom.
  absl::StatusOr<Elsewhere> Reserve(const SharedSupervisor& supervisor, const Claim& claim,
                                    int limit, absl::Time now, absl::Time expire,
                                    absl::Time deadline) const;
  // Reserves it again, whatever room there is: its placement is real.
  absl::Status Restore(const SharedSupervisor& supervisor, const Claim& claim, absl::Time expire,
                       absl::Time deadline) const;
  // Makes a reservation last, also one that has expired but is there yet. False when it is not.
  absl::StatusOr<bool> Confirm(const TenantId& organisation, const ClaimId& id,
                               absl::Time deadline) const;
  // Nothing when it is not there.
  absl::Status Release(const TenantId& organisation, const ClaimId& id, absl::Time deadline) const;
  // What others than `institution` take at `now` on days of [first, last].
  absl::StatusOr<Elsewhere> TakenElsewhere(const SharedSupervisor& supervisor,
                                           const TenantId& institution, absl::CivilDay first,
                                           absl::CivilDay last, absl::Time now,
                                           absl::Time deadline) const;

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::placement::attention
