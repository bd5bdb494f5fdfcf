// Step 3 of a launch: the browser comes back with the platform's token. Verified claims become a
// person, the person a session, the session a one-time code in the address of our own page.
#pragma once

#include <string>

#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "launch/login_state.h"
#include "launch/people.h"
#include "launch/seats.h"
#include "launch/single_use.h"
#include "launch/verify.h"
#include "pages/page.h"
#include "platform/known_platforms.h"
#include "session/session_store.h"
#include "shared/base/clock.h"

namespace driehoek::lti {

// Thread-safe. What it refers to must outlive it.
class Launcher {
 public:
  struct Parts {
    KnownPlatforms& platforms;
    Verifier& verifier;
    const LoginStateCodec& states;
    SingleUse& single_use;
    People& people;
    Seats& seats;
    SessionStore& sessions;
    const Clock& clock;
  };
  explicit Launcher(Parts parts) : parts_(parts) {}

  // POST /lti/launch. A 303 to the app; a page that asks the platform's storage; or a 4xx page,
  // with nothing stored but that the state was used, and no redirect.
  Response Launch(const Request& request);
  // The same without waiting, for a good launch of which platform, key, deployment and person are
  // at hand and whose browser has shown its cookie. False for every other one: then nothing was
  // changed, and Launch is for it.
  bool TryLaunch(const Request& request, const Done& done);
  // POST /lti/launch/storage: the answer of the platform's storage, for a launch that was verified
  // before.
  Response FinishByStorage(const Request& request);

 private:
  struct Begun;  // a login that was ours, with its state used up
  absl::StatusOr<Begun> TakeState(const std::string& sealed);
  Response Continue(const Request& request, const Form& form, const Begun& begun,
                    Language language);
  Response OpenSession(const Verifier::Launch& launch, const Registration& registration,
                       Language language);
  Response SendToApp(const Verifier::Launch& launch, const Registration& registration,
                     const KnownPerson& person, Language language) const;
  Response AskStorage(const Verifier::Launch& launch, const Begun& begun, Language language,
                      const PagePolicy& policy);
  Response RefuseBrowser(const Begun& begun, Language language, const PagePolicy& policy);

  Parts parts_;
};

}  // namespace driehoek::lti
