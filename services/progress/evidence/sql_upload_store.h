// Keeps files on their way in, and their bytes until a version takes them up.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "progress/evidence/upload.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::progress::evidence {

// Thread-safe; the database must outlive it.
class SqlUploadStore {
 public:
  explicit SqlUploadStore(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<std::optional<Upload>> Find(const TenantId& tenant, const UploadId& id,
                                             absl::Time deadline) const;
  // Uploads of `person` that no version took up and that are not over at `now`.
  absl::StatusOr<int> CountOpen(const TenantId& tenant, const PersonId& person, absl::Time now,
                                absl::Time deadline) const;
  // `size` bytes from `offset` on, fewer at the end of what is in.
  absl::StatusOr<std::string> Bytes(const TenantId& tenant, const UploadId& id, std::int64_t offset,
                                    std::int64_t size, absl::Time deadline) const;

  // Adds `bytes` behind the `upload.received_bytes` that are in, and counts them. ABORTED /
  // CHUNK_RACE when another writer was first: nothing is written then.
  absl::Status Append(const TenantId& tenant, const Upload& upload, absl::string_view bytes,
                      absl::Time deadline) const;
  // Deletes at most `limit` uploads that are over at `now`, with their bytes; how many.
  absl::StatusOr<int> DeleteExpired(const TenantId& tenant, absl::Time now, int limit,
                                    absl::Time deadline) const;

  // Inside ChangeLog::Commit, which guards the version.
  static absl::Status Put(storage::TenantTransaction& transaction, const Upload& upload);
  // As Put, for one that was taken up: its bytes go.
  static absl::Status PutTaken(storage::TenantTransaction& transaction, const Upload& upload);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::progress::evidence
