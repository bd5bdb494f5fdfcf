// The wrong fields that a refusal names, for tests that want all of them.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"

namespace driehoek::test {

// "field REASON", in the order of the refusal; empty when it names no fields.
inline std::vector<std::string> ViolationsOf(const absl::Status& status) {
  std::vector<std::string> violations;
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.BadRequest");
  google::rpc::BadRequest bad_request;
  if (!payload.has_value() || !bad_request.ParseFromString(std::string(*payload))) return violations;
  for (const auto& violation : bad_request.field_violations()) {
    const std::string& text = violation.description();
    violations.push_back(absl::StrCat(violation.field(), " ", text.substr(0, text.find(':'))));
  }
  return violations;
}

}  // namespace driehoek::test
