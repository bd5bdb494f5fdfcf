#include "gateway/connect_error.h"

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>

#include <array>

#include "absl/strings/cord.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "json/json_writer.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

struct CodeNames {
  absl::string_view name;
  int http_status;
};

// By gRPC code.
constexpr std::array<CodeNames, 17> kCodes = {{{"ok", 200},
                                               {"canceled", 499},
                                               {"unknown", 500},
                                               {"invalid_argument", 400},
                                               {"deadline_exceeded", 504},
                                               {"not_found", 404},
                                               {"already_exists", 409},
                                               {"permission_denied", 403},
                                               {"resource_exhausted", 429},
                                               {"failed_precondition", 400},
                                               {"aborted", 409},
                                               {"out_of_range", 400},
                                               {"unimplemented", 501},
                                               {"internal", 500},
                                               {"unavailable", 503},
                                               {"data_loss", 500},
                                               {"unauthenticated", 401}}};
constexpr int kInternal = 13;

const CodeNames& NamesOf(int grpc_code) {
  const bool known = grpc_code > 0 && grpc_code < static_cast<int>(kCodes.size());
  return kCodes.at(known ? static_cast<std::size_t>(grpc_code) : 2);
}

// Standard base64 without padding, as the protocol asks.
std::string Base64(const std::string& bytes) {
  std::string text = absl::Base64Escape(bytes);
  while (!text.empty() && text.back() == '=') text.pop_back();
  return text;
}

std::string DetailJson(const google::protobuf::Any& detail, const MethodTable& methods) {
  const std::string type = detail.type_url().substr(detail.type_url().rfind('/') + 1);
  JsonObjectWriter writer;
  writer.String("type", type).String("value", Base64(detail.value()));
  const std::string debug = methods.ToJson(type, detail.value());
  if (!debug.empty()) writer.Raw("debug", debug);
  return writer.Done();
}

Response Write(int code, const std::string& message, const google::rpc::Status& status,
               const MethodTable& methods) {
  const CodeNames& names = NamesOf(code);
  std::string details;
  Response response{.status = names.http_status};
  google::rpc::ErrorInfo info;
  for (const google::protobuf::Any& detail : status.details()) {
    absl::StrAppend(&details, details.empty() ? "" : ",", DetailJson(detail, methods));
    if (detail.UnpackTo(&info)) response.log_reason = info.reason();
  }
  if (response.log_reason.empty()) response.log_reason = std::string(names.name);
  JsonObjectWriter writer;
  writer.String("code", names.name);
  if (code != kInternal) writer.String("message", message);
  writer.Raw("details", absl::StrCat("[", details, "]"));
  response.body = writer.Done();
  response.Set("Content-Type", "application/json").Set("Cache-Control", "no-store");
  response.Set("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace

Response ConnectError(const ServiceError& error, const MethodTable& methods) {
  google::rpc::Status status;
  if (!status.ParseFromString(error.details)) status.Clear();
  if (status.details_size() == 0) {
    // Nobody said why: a connection that failed, or a deadline. Clients branch on a reason, so they
    // get one.
    google::rpc::ErrorInfo info;
    info.set_domain(std::string(kErrorDomain));
    info.set_reason("SERVICE_AWAY");
    status.add_details()->PackFrom(info);
  }
  return Write(error.code, error.message, status, methods);
}

Response ConnectError(const absl::Status& status, const MethodTable& methods) {
  google::rpc::Status wire;
  status.ForEachPayload([&wire](absl::string_view type_url, const absl::Cord& payload) {
    google::protobuf::Any* detail = wire.add_details();
    detail->set_type_url(std::string(type_url));
    detail->set_value(std::string(payload));
  });
  return Write(static_cast<int>(status.code()), std::string(status.message()), wire, methods);
}

}  // namespace driehoek::lti
