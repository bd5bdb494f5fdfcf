// Writes the days on which sides of a triangle had contact; contact_reading.h reads them.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "progress/checkin/contact.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::checkin {

// Inside ChangeLog::Commit. `source` is the id of the contact moment or check-in; writing it once
// more changes nothing.
absl::Status PutContactDays(storage::TenantTransaction& transaction, const PlacementId& placement,
                            const std::vector<Edge>& edges, absl::CivilDay date,
                            const std::string& source);

}  // namespace driehoek::progress::checkin
