// All tables of the service, part by part, parents before children.
#pragma once

#include "absl/status/status.h"
#include "shared/base/clock.h"
#include "shared/storage/database.h"

namespace driehoek::server {

// Repeatable. Errors of storage::Migrate.
absl::Status MigrateAll(storage::Database& database, const Clock& clock);

}  // namespace driehoek::server
