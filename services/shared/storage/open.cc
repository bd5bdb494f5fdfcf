#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "shared/base/errors.h"
#include "shared/storage/database.h"
#include "shared/storage/postgres_database.h"
#include "shared/storage/sqlite_database.h"

namespace driehoek::storage {

absl::StatusOr<std::unique_ptr<Database>> Open(absl::string_view url, absl::string_view schema,
                                               int readers) {
  absl::string_view path = url;
  if (absl::ConsumePrefix(&path, "sqlite:")) return OpenSqlite(std::string(path), readers);
  if (absl::StartsWith(url, "postgres://") || absl::StartsWith(url, "postgresql://")) {
    return OpenPostgres(url, schema, readers);
  }
  // The text is not repeated: it may hold a password.
  return Error(absl::StatusCode::kInvalidArgument, "UNKNOWN_DATABASE_URL",
               "a database is sqlite:PATH or postgres://...");
}

}  // namespace driehoek::storage
