// The page of the web UI with its first view inside: bearer token, who it is, and what the first
// screen shows, so that no further request stands before the first picture.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "app/first_views.h"
#include "app/static_files.h"
#include "gateway/gateway.h"
#include "http/headers.h"
#include "http/request.h"
#include "http/response.h"
#include "session/session_store.h"

namespace driehoek::lti {

// Thread-safe. What it refers to must outlive it.
class Shell {
 public:
  struct Parts {
    const StaticFiles& files;
    const FirstViews& views;
    SessionStore& sessions;
    Gateway& gateway;
  };
  explicit Shell(const Parts& parts) : parts_(parts) {}

  // GET /app?code=CODE: takes the code and shows the UI; a page that says how to go on when the
  // code is no good. Without a code the UI alone, which holds nothing: it asks the window that
  // opened it, or says how to go on. `s`, the session that was there before a reload, tells whose
  // frame it may stand in.
  Response App(const Request& request);
  // GET /app/PATH: a file, else as App.
  Response File(const Request& request);
  // GET /g: the same UI for guests. Changes nothing; the secret is in the fragment, which does not
  // reach us.
  Response Guest(const Request& request);

  // What the UI begins with, as JSON: kind, token, locale, institution, institutions, role, roles,
  // course, session, embedding_origins, self and first, the answers to the first screen's calls.
  // `request` tells where the browser is. Refusals of the services to say who it is, as they came;
  // UNAVAILABLE / SERVICE_AWAY.
  absl::StatusOr<std::string> Boot(const Session& session, const std::string& token,
                                   const Request& request);

 private:
  // `script`: HTML that comes before all other files.
  Response Page(const std::string& boot, const FirstView& view, const PagePolicy& policy,
                const Request& request, absl::string_view script = "") const;
  const FirstView& ViewOf(const Session& session) const;

  Parts parts_;
};

}  // namespace driehoek::lti
