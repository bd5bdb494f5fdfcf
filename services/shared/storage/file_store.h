// Sealed documents and evidence as files, by institution and SHA-256: what is in a file decides its
// name, so a file is written once and never changes. Several servers may share the folder.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/base/strong_id.h"

namespace driehoek::storage {

// Thread-safe. Files lie at DIR/files/TENANT/AB/ABCD..., modes 0700 and 0600.
class FileStore {
 public:
  // `data_dir` is DIR; "files" below it is made when it is missing.
  explicit FileStore(const std::string& data_dir) : root_(data_dir + "/files") {}

  // Stores `bytes` and returns their SHA-256, 64 lower-case hex digits. On OK they survive a crash.
  // Storing the same again is no error. UNAVAILABLE / FILE_STORE_UNAVAILABLE;
  // INVALID_ARGUMENT / TENANT_MALFORMED.
  absl::StatusOr<std::string> Put(const TenantId& tenant, absl::string_view bytes) const;

  // NOT_FOUND / FILE_NOT_FOUND; DATA_LOSS / FILE_CORRUPT when the bytes no longer have that hash;
  // INVALID_ARGUMENT / FILE_HASH_MALFORMED or TENANT_MALFORMED; UNAVAILABLE /
  // FILE_STORE_UNAVAILABLE.
  absl::StatusOr<std::string> Get(const TenantId& tenant, absl::string_view sha256) const;

  // Removes the file; OK when there is none. For retention (R88). Errors as Get, less the first
  // two.
  absl::Status Delete(const TenantId& tenant, absl::string_view sha256) const;

 private:
  absl::StatusOr<std::string> FolderOf(const TenantId& tenant, absl::string_view sha256) const;

  const std::string root_;
};

}  // namespace driehoek::storage
