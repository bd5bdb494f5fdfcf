// Calls by the name of a method with a request in JSON: what tests use that go through all methods, or through many in a row.
#pragma once

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/auth/call_token.h"
#include "shared/base/clock.h"

namespace driehoek::test {

// Names of resources by what they are: "student", "agreement", ...
using Names = std::map<std::string, std::string>;

// The last segment of a resource name.
std::string LastId(const std::string& name);

// `json` with the name of that thing for each `$word`.
std::string ReplaceWords(absl::string_view json, const Names& names);

class JsonCalls {
 public:
  // What it refers to must outlive it.
  JsonCalls(const std::shared_ptr<grpc::Channel>& channel, const auth::CallTokenKeys& keys, const Clock& clock)
      : stub_(channel), keys_(keys), clock_(clock) {}

  // The answer of `method` ("PlacementService/GetPlacement") as JSON.
  absl::StatusOr<std::string> Ask(absl::string_view method, const std::string& json, const auth::Caller& caller);
  // Makes one thing and returns the first name in the answer: that of what was made, or of the first that is listed. The test
  // fails when it cannot be made.
  std::string Make(const Names& known, absl::string_view method, absl::string_view json, const auth::Caller& caller);

 private:
  grpc::GenericStub stub_;
  const auth::CallTokenKeys& keys_;
  const Clock& clock_;
};

}  // namespace driehoek::test
