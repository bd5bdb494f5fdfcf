// The SQLite driver: one writer that shares commits, readers with connections of their own.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/storage/database.h"

namespace driehoek::storage {

// Opens or creates the file at `address`; ":memory:" is refused, since every connection would have a
// database of its own. At most `readers` read at the same time, others wait. With
// "?durable=process" behind the path, commits outlive this process but not yet a loss of power.
// INVALID_ARGUMENT / UNKNOWN_DATABASE_URL, UNAVAILABLE / DATABASE_UNAVAILABLE.
absl::StatusOr<std::unique_ptr<Database>> OpenSqlite(const std::string& address, int readers);

}  // namespace driehoek::storage
