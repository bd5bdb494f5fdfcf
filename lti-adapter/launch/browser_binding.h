// The cookie by which a browser shows that it began a login: one for each browser, not one for each
// launch, so that abandoned launches do not pile up. In an LMS frame it is a third-party cookie,
// hence partitioned.
#pragma once

#include <string>
#include <vector>

#include "http/request.h"
#include "http/response.h"

namespace driehoek::lti {

class BrowserBinding {
 public:
  // The value the browser brought, or a new one.
  static BrowserBinding FromRequest(const Request& request);
  // Whether a cookie of the request has this hash. Constant time.
  static bool Proves(const Request& request, const std::string& hash);

  // Whether the browser brought it: then its cookies work here.
  bool brought() const { return brought_; }
  std::string Hash() const;
  void SetCookie(Response& response) const;

 private:
  std::string value_;
  bool brought_ = false;
};

}  // namespace driehoek::lti
