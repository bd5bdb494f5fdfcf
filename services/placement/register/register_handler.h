// What RegisterService does: files in, files out.
#pragma once

#include "absl/status/statusor.h"
#include "driehoek/v1/register_service.pb.h"
#include "placement/register/books.h"
#include "shared/rpc/call.h"

namespace driehoek::registry {

// Thread-safe; holds no state. The books must outlive it.
class RegisterHandler {
 public:
  explicit RegisterHandler(Books& books) : books_(books) {}

  absl::StatusOr<v1::ImportRegisterResponse> ImportRegister(
      const rpc::Call& call, const v1::ImportRegisterRequest& request) const;
  absl::StatusOr<v1::ExportRegisterResponse> ExportRegister(
      const rpc::Call& call, const v1::ExportRegisterRequest& request) const;

 private:
  Books& books_;
};

}  // namespace driehoek::registry
