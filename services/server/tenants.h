// Which institutions there are: the one read over all of them that the runners need (sql.md 2.1: listed in a test).
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "shared/base/strong_id.h"
#include "shared/storage/database.h"

namespace driehoek::server {

absl::StatusOr<std::vector<TenantId>> ListTenants(storage::Database& database, absl::Time deadline);

}  // namespace driehoek::server
