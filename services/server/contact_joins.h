// What signals ask of contacts and check-ins, joined.
#pragma once

#include "progress/checkin/contact_reading.h"
#include "progress/signal/facts.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class ContactsOfCheckIns final : public progress::signal::Contacts {
 public:
  explicit ContactsOfCheckIns(storage::TenantDatabase& database) : reading_(database) {}
  absl::Status AddTo(const TenantId& tenant,
                     const std::vector<progress::signal::RunningPlacement>& placements,
                     absl::CivilDay today,
                     std::vector<progress::signal::PlacementHistory>& histories,
                     absl::Time deadline) override;
  absl::StatusOr<std::vector<std::optional<absl::Time>>> NextCheckIns(
      const TenantId& tenant, const std::vector<progress::signal::RunningPlacement>& placements,
      absl::Time now, absl::Time deadline) override;

 private:
  const progress::checkin::ContactReading reading_;
};

}  // namespace driehoek::server
