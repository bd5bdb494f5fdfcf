// What every request must satisfy whatever it asks, read from the descriptors: required fields are there, enum values are
// known, text has no NUL byte, and every resource name is of the caller's institution.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "shared/base/strong_id.h"

namespace driehoek::rpc {

// NOT_FOUND / RESOURCE_NOT_FOUND for a name of another institution than `tenant` (an empty tenant may name any); else
// INVALID_ARGUMENT with all wrong fields: FIELD_MISSING, UNKNOWN_ENUM_VALUE, TEXT_HAS_NUL, REQUEST_ID_MALFORMED. In an
// Update request the fields of the resource itself may be absent, since the mask says which ones count.
absl::Status CheckRequest(const google::protobuf::Message& request, const TenantId& tenant);

// The text of `request_id`, lower case; empty when the request has no such field or none is set.
std::string RequestIdOf(const google::protobuf::Message& request);

// SHA-256 over `method` and the deterministic bytes of `request` without its id.
std::string BodyHash(absl::string_view method, const google::protobuf::Message& request);

}  // namespace driehoek::rpc
