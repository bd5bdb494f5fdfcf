// Addresses that hold a secret and ask for nothing else: the calendar of a person, and the link in
// a mail that stops digests. No session, no cookie; the log has the route only.
#pragma once

#include "gateway/service_client.h"
#include "http/request.h"
#include "http/response.h"

namespace driehoek::lti {

// Thread-safe. The client must outlive it.
class SecretPages {
 public:
  explicit SecretPages(ServiceClient& services) : services_(services) {}

  // GET /calendar/{secret}.ics: the dates, for a calendar program. 404 for an address that never
  // was and for a revoked one alike.
  Response Calendar(const Request& request) const;
  // GET /mail/stop/{secret}: a page with one button. It changes and asks nothing, because programs
  // that look into mails open every link.
  Response AskToStop(const Request& request) const;
  // POST /mail/stop/{secret}: stops the digests; by the button of the page, or by the one-click
  // button of a mail program (RFC 8058).
  Response Stop(const Request& request) const;

 private:
  ServiceClient& services_;
};

}  // namespace driehoek::lti
