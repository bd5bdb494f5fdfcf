// One HTTP request as a value. The server makes it; handlers only read it.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace driehoek::lti {

struct Header {
  std::string name;  // as sent; compare without case
  std::string value;
};

struct Request {
  std::string method;  // "GET", "HEAD", "POST", ...
  std::string path;    // as sent, before the '?', not decoded: "/lti/login"
  std::string query;   // as sent, after the '?', not decoded
  std::vector<Header> headers;
  std::string body;
  // Address of the browser: the peer, or what a trusted proxy in front says it is.
  std::string client_address;

  // The value of the first header `name`, or "". Points into this request.
  absl::string_view HeaderValue(absl::string_view name) const;
  // Every value of the cookie `name`, in order: partitioned and plain jars may both send one.
  std::vector<std::string> Cookies(absl::string_view name) const;
  // Whether Content-Type names `type`, whatever its parameters.
  bool HasContentType(absl::string_view type) const;
};

}  // namespace driehoek::lti
