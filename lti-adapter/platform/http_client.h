// Calls to platforms: key sets, registration, tokens. One rule set for all of them: no redirects,
// 256 kB, 5 seconds in all, and a connection only to an address that was checked (address_rules.h).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "http/request.h"
#include "platform/address_rules.h"

namespace driehoek::lti {

struct OutgoingRequest {
  std::string method = "GET";
  std::string url;
  std::vector<Header> headers;
  std::string body;
};

struct IncomingResponse {
  int status = 0;
  std::vector<Header> headers;  // names in lower case
  std::string body;

  // The first header `name` (lower case), or "".
  std::string HeaderValue(absl::string_view name) const;
};

// Whether a failed Send ended before a connection stood: then the other side cannot have acted on
// it. After any other failure it may have.
bool NeverConnected(const absl::Status& status);

// Thread-safe.
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  // Any answer with a status is OK. INVALID_ARGUMENT / ADDRESS_NOT_ALLOWED: nothing was sent.
  // DATA_LOSS / PLATFORM_UNREACHABLE: no answer within the bounds.
  virtual absl::StatusOr<IncomingResponse> Send(const OutgoingRequest& request) = 0;
};

// By libcurl.
std::unique_ptr<HttpClient> NewHttpClient(const AddressRules& rules);

}  // namespace driehoek::lti
