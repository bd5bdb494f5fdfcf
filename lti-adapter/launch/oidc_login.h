// Step 1 and 2 of a launch: the platform sends the browser to us (third-party initiated login, by
// GET or POST), and we send it on to the platform's authorization endpoint (1EdTech Security
// Framework 1.0, section 5.1.1).
#pragma once

#include <string>

#include "http/headers.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "launch/login_state.h"
#include "launch/single_use.h"
#include "pages/page.h"
#include "platform/known_platforms.h"
#include "shared/base/clock.h"

namespace driehoek::lti {

// Thread-safe. What it refers to must outlive it.
class OidcLogin {
 public:
  struct Parts {
    KnownPlatforms& platforms;
    const LoginStateCodec& states;
    SingleUse& single_use;
    const Clock& clock;
    std::string public_url;
  };
  explicit OidcLogin(Parts parts) : parts_(std::move(parts)) {}

  // GET and POST /lti/login. A redirect (302: Moodle's own cookie does not come along with a POST),
  // or a page that first keeps a proof in the platform's storage when that is offered and no cookie
  // of ours came. Refusals are 4xx pages and never redirect.
  Response Login(const Request& request);
  // The same without waiting, for a good login from a platform that is at hand. False for every
  // other one: Login is for it.
  bool TryLogin(const Request& request, const Done& done);

 private:
  struct Wanted;
  absl::StatusOr<Wanted> ReadWanted(const Request& request) const;
  struct Begun;
  absl::StatusOr<Begun> Begin(const Request& request, const Wanted& wanted) const;
  Response SendToPlatform(const Wanted& wanted, const Begun& begun, Language language) const;
  std::string AuthenticationUrl(const Wanted& wanted, const LoginState& state,
                                const std::string& sealed) const;

  Parts parts_;
};

// Origins that may frame pages for this platform.
PagePolicy PolicyFor(const Registration& registration);

}  // namespace driehoek::lti
