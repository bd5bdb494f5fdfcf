// The one read of this service that looks over institutions (sql.md 2.1): which other grants the
// same address has. Plain SELECT without locks, by a keyed hash, for the adapter alone; no
// institution learns of another.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "access/guest_grant.h"
#include "shared/storage/database.h"

namespace driehoek::access {

struct ForeignGrant {
  TenantId tenant;
  GuestGrant grant;
};

// Grants that are stored as live and go to the address, at whatever institution, by institution; at
// most `limit`.
absl::StatusOr<std::vector<ForeignGrant>> LiveGrantsOfAddress(storage::Database& database,
                                                              absl::string_view address_hash,
                                                              int limit, absl::Time deadline);

}  // namespace driehoek::access
