// Guests: people without an account who come by a link. The link's secret stands in the fragment of
// the address, so it reaches us only when the page posts it; GET changes nothing.
#pragma once

#include <string>

#include "app/shell.h"
#include "gateway/gateway.h"
#include "gateway/method_table.h"
#include "gateway/service_client.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "session/session_store.h"

namespace driehoek::lti {

// JSON in and out, only from our own pages. Errors in the form of the Connect protocol.
// Thread-safe. What it refers to must outlive it.
class GuestPages {
 public:
  struct Parts {
    ServiceClient& services;
    SessionStore& sessions;
    Gateway& gateway;
    Shell& shell;
    const MethodTable& methods;
  };
  explicit GuestPages(const Parts& parts) : parts_(parts) {}

  // POST /g/open {"secret"}: a session, its first view, and a cookie for a later reload. Without a
  // secret the session of that cookie, with a token of its own; UNAUTHENTICATED / SESSION_UNKNOWN
  // when there is none.
  Response Open(const Request& request);
  // POST /g/code with the bearer token: mails a code to the guest's address. Answers with
  // RequestAddressCodeResponse.
  Response SendCode(const Request& request);
  // POST /g/confirm {"code"} with the bearer token: the address is proved; the session takes up the
  // other live grants of it. Answers {"grants":[{"institution"}]}, that of the link first.
  Response Confirm(const Request& request);
  // POST /g/renew {"secret","email"}: mails a new link if the address belongs to a grant. Always
  // the same answer.
  Response Renew(const Request& request);
  // POST /g/close with the bearer token: ends the session and its cookie.
  Response Close(const Request& request);

 private:
  struct Known {
    Session session;
    Identity identity;
  };
  absl::StatusOr<JsonObject> ReadBody(const Request& request) const;
  absl::StatusOr<Known> GuestOf(const Request& request);
  Response Resume(const Request& request);
  Response WithFirstView(const Session& session, const std::string& token,
                         const Request& request);
  Response Refuse(const absl::Status& status) const;

  Parts parts_;
};

}  // namespace driehoek::lti
