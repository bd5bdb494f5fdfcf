// Which methods a browser may reach, from the generated descriptors: the contract is the list, less
// what is not for browsers.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace google::protobuf::util {
class TypeResolver;
}

namespace driehoek::lti {

// Immutable after construction, thread-safe.
class MethodTable {
 public:
  MethodTable();
  ~MethodTable();
  MethodTable(const MethodTable&) = delete;
  MethodTable& operator=(const MethodTable&) = delete;

  // Whether `path` ("/driehoek.v1.AccessService/GetSelf") may be called by a browser.
  bool Allows(const std::string& path) const { return methods_.contains(path); }
  std::vector<std::string> Paths() const;

  // The request message of an allowed method from JSON. INVALID_ARGUMENT / JSON_TOO_DEEP or
  // JSON_MALFORMED (also for duplicate names), MESSAGE_MALFORMED for unknown fields, enum values
  // and wrong types.
  absl::StatusOr<std::string> RequestFromJson(const std::string& path,
                                              const std::string& json) const;
  // The response message of an allowed method as JSON. INTERNAL / MESSAGE_UNREADABLE.
  absl::StatusOr<std::string> ResponseToJson(const std::string& path,
                                             const std::string& bytes) const;
  // Any message of the contract or of the google.rpc details; "" when it is not known here.
  std::string ToJson(absl::string_view full_name, const std::string& bytes) const;

 private:
  struct Method {
    std::string request_type;
    std::string response_type;
  };
  std::unique_ptr<google::protobuf::util::TypeResolver> types_;
  std::map<std::string, Method> methods_;
};

}  // namespace driehoek::lti
