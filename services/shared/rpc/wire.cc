#include "shared/rpc/wire.h"

#include <google/protobuf/util/field_mask_util.h>
#include <google/protobuf/util/time_util.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/api/field_behavior.pb.h"
#include "shared/base/errors.h"

namespace driehoek::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kDefaultPage = 50;
constexpr int kLargestPage = 500;
constexpr std::size_t kFingerprintBytes = 8;

// What a page token is bound to: all fields of the request but the two of paging.
std::string Fingerprint(const Message& request) {
  const std::unique_ptr<Message> rest(request.New());
  rest->CopyFrom(request);
  for (const char* name : {"page_size", "page_token"}) {
    rest->GetReflection()->ClearField(rest.get(), rest->GetDescriptor()->FindFieldByName(name));
  }
  const std::string bytes = absl::StrCat(request.GetDescriptor()->full_name(), "\n", rest->SerializeAsString());
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return std::string(reinterpret_cast<const char*>(digest.data()), kFingerprintBytes);
}

absl::Status OneViolation(absl::string_view field, absl::string_view reason, absl::string_view text) {
  FieldViolations violations;
  violations.Add(field, reason, text);
  return violations.ToStatus();
}

bool IsFixed(const FieldDescriptor& field) {
  const auto& options = field.options();
  for (int i = 0; i < options.ExtensionSize(google::api::field_behavior); ++i) {
    const auto behavior = options.GetExtension(google::api::field_behavior, i);
    if (behavior == google::api::OUTPUT_ONLY || behavior == google::api::IDENTIFIER ||
        behavior == google::api::IMMUTABLE) {
      return true;
    }
  }
  return false;
}

google::protobuf::FieldMask SetFields(const Message& update) {
  google::protobuf::FieldMask mask;
  std::vector<const FieldDescriptor*> fields;
  update.GetReflection()->ListFields(update, &fields);
  for (const FieldDescriptor* field : fields) mask.add_paths(field->name());
  return mask;
}

}  // namespace

std::string Etag(std::int64_t version) { return absl::WebSafeBase64Escape(absl::StrCat("v", version)); }

absl::Status CheckEtag(absl::string_view etag, std::int64_t version, EtagRule rule) {
  if (etag.empty()) {
    if (rule == EtagRule::kOptional) return absl::OkStatus();
    return OneViolation("etag", "ETAG_MISSING", "is required: the version that you saw");
  }
  if (etag == Etag(version)) return absl::OkStatus();
  return Error(absl::StatusCode::kAborted, "STALE_ETAG", "the resource has changed: read it again");
}

absl::StatusOr<Page> ParsePage(const Message& request) {
  const auto& descriptor = *request.GetDescriptor();
  const auto& reflection = *request.GetReflection();
  const int size = reflection.GetInt32(request, descriptor.FindFieldByName("page_size"));
  const std::string token = reflection.GetString(request, descriptor.FindFieldByName("page_token"));
  if (size < 0) return OneViolation("page_size", "PAGE_SIZE_NEGATIVE", "may not be negative");
  Page page{.size = size == 0 ? kDefaultPage : std::min(size, kLargestPage)};
  if (token.empty()) return page;
  std::string bytes;
  if (token.size() > 2048 || !absl::WebSafeBase64Unescape(token, &bytes) || bytes.size() <= kFingerprintBytes ||
      bytes.substr(0, kFingerprintBytes) != Fingerprint(request)) {
    return OneViolation("page_token", "PAGE_TOKEN_INVALID", "is not the token of a page of this very request");
  }
  page.cursor = bytes.substr(kFingerprintBytes);
  return page;
}

std::string MakePageToken(const Message& request, absl::string_view cursor) {
  if (cursor.empty()) return "";
  return absl::WebSafeBase64Escape(absl::StrCat(Fingerprint(request), cursor));
}

absl::Status ApplyMask(const google::protobuf::FieldMask& mask, const Message& update, Message& target) {
  const auto& descriptor = *update.GetDescriptor();
  google::protobuf::FieldMask wanted = mask.paths_size() > 0 ? mask : SetFields(update);
  if (wanted.paths_size() == 1 && wanted.paths(0) == "*") {
    wanted.clear_paths();
    for (int i = 0; i < descriptor.field_count(); ++i) wanted.add_paths(descriptor.field(i)->name());
  }
  google::protobuf::FieldMask effective;
  for (const std::string& path : wanted.paths()) {
    std::vector<const FieldDescriptor*> fields;
    if (!google::protobuf::util::FieldMaskUtil::GetFieldDescriptors(&descriptor, path, &fields)) {
      return OneViolation("update_mask", "MASK_PATH_UNKNOWN", absl::StrCat("no field ", path.substr(0, 100)));
    }
    if (std::none_of(fields.begin(), fields.end(), [](const auto* field) { return IsFixed(*field); })) {
      effective.add_paths(path);
    }
  }
  google::protobuf::util::FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  google::protobuf::util::FieldMaskUtil::MergeMessageTo(update, effective, options, &target);
  return absl::OkStatus();
}

google::protobuf::Timestamp ToProto(absl::Time time) {
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
}

absl::Time FromProto(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

google::type::Date ToProto(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

absl::StatusOr<absl::CivilDay> FromProto(const google::type::Date& date, absl::string_view field) {
  const absl::CivilDay day(date.year(), date.month(), date.day());
  // CivilDay normalises 30 February into March, so a date is real exactly when it comes back unchanged.
  const bool is_real = day.year() == date.year() && day.month() == date.month() && day.day() == date.day();
  if (!is_real || date.year() < 1900 || date.year() > 2200) {
    return OneViolation(field, "DATE_INVALID", "must be a calendar day between 1900 and 2200");
  }
  return day;
}

}  // namespace driehoek::rpc
