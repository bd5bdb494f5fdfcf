// The API for browsers: Connect protocol, unary, JSON or binary, one route for all methods of the
// contract that are meant for browsers. No code for each method. The session in the Authorization
// header becomes the caller of the gRPC call.
#pragma once

#include <string>

#include "gateway/method_table.h"
#include "gateway/service_channel.h"
#include "http/request.h"
#include "http/response.h"
#include "session/session_store.h"

namespace driehoek::lti {

// Thread-safe. What it refers to must outlive it.
class Gateway {
 public:
  struct Parts {
    const MethodTable& methods;
    ServiceChannel& channel;
    SessionStore& sessions;
    std::string public_url;
  };
  explicit Gateway(Parts parts) : parts_(std::move(parts)) {}

  // POST /driehoek.v1.SERVICE/METHOD. Headers: `Authorization: Bearer TOKEN`; `Driehoek-Role` names
  // the role to act in, one of the session's (default: the first); `Driehoek-Institution` the
  // institution, for guests of several; `Connect-Timeout-Ms`. Own reasons: METHOD_UNKNOWN,
  // ORIGIN_FOREIGN, SESSION_MISSING, ROLE_NOT_HELD, INSTITUTION_NOT_HELD, CONTENT_TYPE_UNSUPPORTED.
  Response Call(const Request& request);

  // The session of a request by its bearer token. UNAUTHENTICATED / SESSION_MISSING and those of
  // SessionStore::Find.
  absl::StatusOr<Session> SessionOf(const Request& request);
  // PERMISSION_DENIED / ORIGIN_FOREIGN unless the request comes from a page of ours.
  absl::Status CheckOrigin(const Request& request) const;
  // The caller that a request acts for in `session`.
  static absl::StatusOr<auth::Caller> CallerOf(const Session& session, const Request& request);
  // AccessService.GetSelf for a new page, as JSON. Refusals as they came; UNAVAILABLE / SERVICE_AWAY.
  absl::StatusOr<std::string> SelfJson(const Session& session);

 private:
  absl::StatusOr<auth::Caller> Authenticate(const Request& request, Session& session);
  void NoteNewRole(const std::string& path, const ServiceAnswer& answer, const auth::Caller& caller,
                   Session session);

  Parts parts_;
};

}  // namespace driehoek::lti
