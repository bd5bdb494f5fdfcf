// The response headers that keep a page from being misused.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "http/response.h"

namespace driehoek::lti {

// What a page may do and who may show it.
struct PagePolicy {
  // Origins that may frame the page besides our own. Each is parsed and rewritten; what is no
  // origin is left out, so that no value from outside can add a directive. "https://*.example.edu"
  // is allowed too.
  std::vector<std::string> frame_ancestors;
  // Only the registration page, behind its invitation: the LMS is not known yet when it is shown.
  bool frameable_by_anybody = false;
  // Origins a form may be sent to besides our own.
  std::vector<std::string> form_action;
};

// The value of Content-Security-Policy. Scripts, styles, pictures and calls come from our own
// origin only.
std::string ContentSecurityPolicy(const PagePolicy& policy);

// Adds the policy, nosniff, no-referrer and no-store.
void AddPageHeaders(const PagePolicy& policy, Response& response);

// "https://lms.example" when `text` is an address or an origin (one leading "*." allowed in the
// host); else "".
std::string OriginOf(absl::string_view text);

}  // namespace driehoek::lti
