// Absolute http(s) addresses, read strictly: everything that a browser might understand otherwise
// than we do (user information, backslashes, control characters, white space) is refused.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace driehoek::lti {

struct Uri {
  std::string scheme;  // "http" or "https"
  std::string host;    // lower case; an IPv6 address in brackets
  int port = 0;        // never 0: the scheme's own port when none was given
  std::string path;    // begins with '/'; "/" when there was none
  std::string query;   // without the '?'
  bool has_query = false;
  bool has_fragment = false;

  // "https://host" or "https://host:8443": scheme, host and port as browsers write an origin.
  std::string Origin() const;
  // host, with its port unless that is the scheme's own.
  std::string HostAndPort() const;
};

// Nothing unless `text` is an absolute http or https address of at most 4096 characters of
// printable ASCII.
std::optional<Uri> ParseUri(absl::string_view text);

// Whether both are absolute and have the same scheme, host and port.
bool SameOrigin(absl::string_view a, absl::string_view b);

// Percent-encodes everything but the unreserved characters (RFC 3986 section 2.3).
std::string PercentEncode(absl::string_view text);

// `uri` with `name=value` appended to its query, whether or not it has one.
std::string AppendQuery(absl::string_view uri, absl::string_view name, absl::string_view value);

}  // namespace driehoek::lti
