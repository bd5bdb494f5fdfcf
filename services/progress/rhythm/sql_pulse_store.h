// Keeps pulses.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "progress/rhythm/pulse.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::rhythm {

// The tables of this component: pulses, hours and shifts.
absl::Span<const storage::Migration> Migrations();

// Thread-safe; the database must outlive it. Ids that are no UUID are found as little as those of
// nobody.
class SqlPulseStore {
 public:
  explicit SqlPulseStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<Pulse>> Find(const TenantId& tenant, const PulseId& id,
                                            absl::Time deadline) const;
  // All pulses of a placement, the period that began last first.
  absl::StatusOr<std::vector<Pulse>> OfPlacement(const TenantId& tenant,
                                                 const PlacementId& placement,
                                                 absl::Time deadline) const;
  // Pulses of any of `placements` whose period ended on `since` or later, by placement, the period
  // that began last first.
  absl::StatusOr<std::vector<Pulse>> Since(const TenantId& tenant,
                                           const std::vector<PlacementId>& placements,
                                           absl::CivilDay since, absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version. ALREADY_EXISTS / UNIQUE_VIOLATION when the
  // party answered for that period at the same time.
  static absl::Status Put(storage::TenantTransaction& transaction, const Pulse& pulse);

 private:
  absl::StatusOr<std::vector<Pulse>> Select(const TenantId& tenant, absl::string_view condition,
                                            const std::vector<storage::Value>& parameters,
                                            absl::Time deadline) const;

  storage::TenantDatabase& database_;
};

}  // namespace driehoek::progress::rhythm
