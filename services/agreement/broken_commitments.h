// Promises that a party calls broken, in the agreements of many placements at once (R18).
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "agreement/agreement.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::agreement {

struct BrokenCommitments {
  PlacementId placement;
  AgreementId agreement;
  int count = 0;         // commitments, not views
  absl::Time last_time;  // when the last of them was marked
};

// Thread-safe; the database must outlive it.
class BrokenCommitmentReading {
 public:
  explicit BrokenCommitmentReading(storage::TenantDatabase& database) : database_(database) {}

  // Of those of `placements` whose agreement in force has any.
  absl::StatusOr<std::vector<BrokenCommitments>> Of(const TenantId& tenant,
                                                    const std::vector<PlacementId>& placements,
                                                    absl::Time deadline) const;

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::agreement
