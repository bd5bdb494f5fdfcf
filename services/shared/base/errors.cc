#include "shared/base/errors.h"

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"

namespace driehoek {
namespace {

constexpr absl::string_view kTypePrefix = "type.googleapis.com/";

template <typename Message>
void Attach(absl::Status& status, const Message& message) {
  status.SetPayload(absl::StrCat(kTypePrefix, std::string(Message::descriptor()->full_name())),
                    absl::Cord(message.SerializeAsString()));
}

}  // namespace

absl::Status Error(absl::StatusCode code, absl::string_view reason, absl::string_view text,
                   const ErrorMetadata& metadata) {
  absl::Status status(code, text);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain(std::string(kErrorDomain));
  for (const auto& [key, value] : metadata) (*info.mutable_metadata())[key] = value;
  Attach(status, info);
  return status;
}

absl::Status RetryableError(absl::StatusCode code, absl::string_view reason, absl::string_view text,
                            absl::Duration retry_after) {
  absl::Status status = Error(code, reason, text);
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(absl::ToInt64Seconds(retry_after));
  retry.mutable_retry_delay()->set_nanos(
      static_cast<std::int32_t>((retry_after % absl::Seconds(1)) / absl::Nanoseconds(1)));
  Attach(status, retry);
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  const auto payload = status.GetPayload(
      absl::StrCat(kTypePrefix, std::string(google::rpc::ErrorInfo::descriptor()->full_name())));
  google::rpc::ErrorInfo info;
  if (!payload.has_value() || !info.ParseFromString(std::string(*payload))) return "";
  return info.reason();
}

void FieldViolations::Add(absl::string_view field, absl::string_view reason, absl::string_view text) {
  violations_.push_back({prefix_.empty() ? std::string(field) : absl::StrCat(prefix_, ".", field),
                         std::string(reason), std::string(text)});
}

absl::Status FieldViolations::ToStatus() const {
  if (violations_.empty()) return absl::OkStatus();
  google::rpc::BadRequest bad_request;
  std::string text;
  for (const Violation& violation : violations_) {
    auto* wire = bad_request.add_field_violations();
    wire->set_field(violation.field);
    wire->set_description(absl::StrCat(violation.reason, ": ", violation.text));
    absl::StrAppend(&text, text.empty() ? "" : "; ", violation.field, ": ", violation.text);
  }
  absl::Status status =
      Error(absl::StatusCode::kInvalidArgument,
            violations_.size() == 1 ? violations_.front().reason : "INVALID_FIELD", text,
            {{"field", violations_.front().field}});
  Attach(status, bad_request);
  return status;
}

}  // namespace driehoek
