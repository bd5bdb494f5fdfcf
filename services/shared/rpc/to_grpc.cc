#include "shared/rpc/to_grpc.h"

#include <string>

#include "absl/strings/cord.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "shared/base/errors.h"

namespace driehoek::rpc {

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const bool hidden =
      status.code() == absl::StatusCode::kInternal || status.code() == absl::StatusCode::kUnknown;
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(hidden ? "the service could not do this; its log says why" : std::string(status.message()));
  bool has_info = false;
  status.ForEachPayload([&](absl::string_view type_url, const absl::Cord& payload) {
    auto* detail = wire.add_details();
    detail->set_type_url(std::string(type_url));
    detail->set_value(std::string(payload));
    has_info = has_info || detail->Is<google::rpc::ErrorInfo>();
  });
  if (!has_info) {
    google::rpc::ErrorInfo info;
    info.set_reason(absl::StatusCodeToString(status.code()));
    info.set_domain(std::string(kErrorDomain));
    wire.add_details()->PackFrom(info);
  }
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), wire.message(), wire.SerializeAsString());
}

}  // namespace driehoek::rpc
