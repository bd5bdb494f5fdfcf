// What PreferenceFileService does: wishes of a round in and out as a file.
#pragma once

#include "absl/status/statusor.h"
#include "driehoek/v1/preference_file_service.pb.h"
#include "placement/register/books.h"
#include "shared/rpc/call.h"

namespace driehoek::registry {

// Thread-safe; holds no state. The books must outlive it.
class PreferenceFileHandler {
 public:
  explicit PreferenceFileHandler(PreferenceBooks& books) : books_(books) {}

  absl::StatusOr<v1::ImportRegisterResponse> ImportPreferences(
      const rpc::Call& call, const v1::ImportPreferencesRequest& request) const;
  absl::StatusOr<v1::ExportRegisterResponse> ExportPreferences(
      const rpc::Call& call, const v1::ExportPreferencesRequest& request) const;

 private:
  PreferenceBooks& books_;
};

}  // namespace driehoek::registry
