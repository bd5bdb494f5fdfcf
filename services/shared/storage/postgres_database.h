// The PostgreSQL driver: a pool of connections over libpq, usable behind a transaction pooler
// (nothing is set outside a transaction).
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/storage/database.h"

namespace driehoek::storage {

// Connects to a "postgres://" URL and makes `schema` when it is missing. `?prepare=off` in the URL
// turns prepared statements off. At most twice `readers` connections.
// INVALID_ARGUMENT / UNKNOWN_DATABASE_URL, UNAVAILABLE / DATABASE_UNAVAILABLE.
absl::StatusOr<std::unique_ptr<Database>> OpenPostgres(absl::string_view url,
                                                       absl::string_view schema, int readers);

}  // namespace driehoek::storage
