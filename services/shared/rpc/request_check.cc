#include "shared/rpc/request_check.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <openssl/evp.h>

#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/api/field_behavior.pb.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"

namespace driehoek::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr absl::string_view kInstitutions = "institutions/";

bool Behaves(const FieldDescriptor& field, google::api::FieldBehavior wanted) {
  const auto& options = field.options();
  for (int i = 0; i < options.ExtensionSize(google::api::field_behavior); ++i) {
    if (options.GetExtension(google::api::field_behavior, i) == wanted) return true;
  }
  return false;
}

bool IsSet(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  return field.is_repeated() ? reflection.FieldSize(message, &field) > 0 : reflection.HasField(message, &field);
}

// How much of a message may be absent.
enum class Missing { kRefused, kAllowedHere, kAllowedInResource };

class Walk {
 public:
  explicit Walk(const TenantId& tenant) : tenant_(tenant) {}

  void Visit(const Message& message, const std::string& path, Missing missing) {
    const auto& descriptor = *message.GetDescriptor();
    for (int i = 0; i < descriptor.field_count(); ++i) {
      const FieldDescriptor& field = *descriptor.field(i);
      if (Behaves(field, google::api::OUTPUT_ONLY)) continue;
      const std::string field_path = path.empty() ? field.name() : absl::StrCat(path, ".", field.name());
      if (IsSet(message, field)) {
        VisitField(message, field, field_path, missing);
      } else if (missing != Missing::kAllowedHere && Behaves(field, google::api::REQUIRED)) {
        violations_.Add(field_path, "FIELD_MISSING", "is required");
      }
    }
  }

  absl::Status ToStatus() const { return foreign_ ? auth::NotFound() : violations_.ToStatus(); }

 private:
  void VisitField(const Message& message, const FieldDescriptor& field, const std::string& path, Missing missing) {
    const Reflection& reflection = *message.GetReflection();
    // The resource inside an Update request: its own fields may be absent, those of its parts may not.
    const Missing inside = missing == Missing::kAllowedInResource && !field.is_repeated() ? Missing::kAllowedHere
                                                                                          : Missing::kRefused;
    const int size = field.is_repeated() ? reflection.FieldSize(message, &field) : 1;
    for (int i = 0; i < size; ++i) {
      const std::string item = field.is_repeated() ? absl::StrCat(path, "[", i, "]") : path;
      switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_MESSAGE:
          Visit(field.is_repeated() ? reflection.GetRepeatedMessage(message, &field, i)
                                    : reflection.GetMessage(message, &field),
                item, inside);
          break;
        case FieldDescriptor::CPPTYPE_ENUM:
          VisitEnum(field.is_repeated() ? reflection.GetRepeatedEnumValue(message, &field, i)
                                        : reflection.GetEnumValue(message, &field),
                    field, item);
          break;
        case FieldDescriptor::CPPTYPE_STRING: {
          std::string scratch;
          VisitText(field.is_repeated() ? reflection.GetRepeatedStringReference(message, &field, i, &scratch)
                                        : reflection.GetStringReference(message, &field, &scratch),
                    field, item);
          break;
        }
        default:
          break;
      }
    }
  }

  void VisitEnum(int value, const FieldDescriptor& field, const std::string& path) {
    if (field.enum_type()->FindValueByNumber(value) == nullptr) {
      violations_.Add(path, "UNKNOWN_ENUM_VALUE", "is not a value that this version knows");
    }
  }

  void VisitText(const std::string& text, const FieldDescriptor& field, const std::string& path) {
    if (field.type() == FieldDescriptor::TYPE_BYTES) return;
    if (text.find('\0') != std::string::npos) violations_.Add(path, "TEXT_HAS_NUL", "may not hold a NUL byte");
    if (field.name() == "request_id" && !IsUuid4(text)) {
      violations_.Add(path, "REQUEST_ID_MALFORMED", "must be a version 4 UUID");
    }
    foreign_ = foreign_ || NamesOtherTenant(text);
  }

  bool NamesOtherTenant(absl::string_view text) const {
    if (tenant_.empty() || !absl::StartsWith(text, kInstitutions)) return false;
    const absl::string_view rest = text.substr(kInstitutions.size());
    const absl::string_view named = rest.substr(0, rest.find('/'));
    // Prose that happens to begin this way is no name.
    return named.find(' ') == absl::string_view::npos && named != tenant_.value();
  }

  const TenantId& tenant_;
  FieldViolations violations_;
  bool foreign_ = false;
};

const FieldDescriptor* RequestIdField(const Message& request) {
  return request.GetDescriptor()->FindFieldByName("request_id");
}

}  // namespace

absl::Status CheckRequest(const Message& request, const TenantId& tenant) {
  Walk walk(tenant);
  const bool is_update = absl::StartsWith(request.GetDescriptor()->name(), "Update");
  walk.Visit(request, "", is_update ? Missing::kAllowedInResource : Missing::kRefused);
  return walk.ToStatus();
}

std::string RequestIdOf(const Message& request) {
  const FieldDescriptor* field = RequestIdField(request);
  if (field == nullptr) return "";
  return absl::AsciiStrToLower(request.GetReflection()->GetString(request, field));
}

std::string BodyHash(absl::string_view method, const Message& request) {
  const std::unique_ptr<Message> body(request.New());
  body->CopyFrom(request);
  if (const FieldDescriptor* field = RequestIdField(request)) body->GetReflection()->ClearField(body.get(), field);
  std::string bytes(method);
  bytes.push_back('\n');
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    body->SerializeToCodedStream(&coded);
  }
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned int length = 0;
  EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), &length, EVP_sha256(),
             nullptr);
  digest.resize(length);
  return digest;
}

}  // namespace driehoek::rpc
