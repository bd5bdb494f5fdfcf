// How the contact of many placements stands, read in one go: for who looks after silence (R51,
// R55).
#pragma once

#include <array>
#include <map>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/checkin/contact.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::checkin {

struct ContactState {
  // By Edge; nothing where there was no contact yet.
  std::array<std::optional<absl::CivilDay>, kAllEdges.size()> last_contact;
  int missed_check_in_count = 0;
  std::optional<absl::CivilDay> last_missed;  // planned day of the latest of them
  friend bool operator==(const ContactState&, const ContactState&) = default;
};

// Thread-safe; the database must outlive it.
class ContactReading {
 public:
  explicit ContactReading(storage::TenantDatabase& database) : database_(database) {}

  // Of placements without contact and without missed check-ins there is no entry. Two statements
  // for each 500 placements, whatever their number.
  absl::StatusOr<std::map<PlacementId, ContactState>> Of(const TenantId& tenant,
                                                         const std::vector<PlacementId>& placements,
                                                         absl::Time deadline) const;
  // When the next check-in of each begins, at `now` or later; of placements without one there is no
  // entry. A statement for each 500 placements.
  absl::StatusOr<std::map<PlacementId, absl::Time>> NextCheckIns(
      const TenantId& tenant, const std::vector<PlacementId>& placements, absl::Time now,
      absl::Time deadline) const;
  // Every day of contact of one placement, by day.
  absl::StatusOr<std::vector<ContactDay>> DaysOf(const TenantId& tenant,
                                                 const PlacementId& placement,
                                                 absl::Time deadline) const;

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::progress::checkin
