// The API for browsers: Connect protocol, unary, JSON or binary, one route for all methods of the
// contract that are meant for browsers. No code for each method. The session in the Authorization
// header becomes the caller of the gRPC call.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gateway/method_table.h"
#include "gateway/service_channel.h"
#include "http/request.h"
#include "http/response.h"
#include "session/session_store.h"

namespace driehoek::lti {

// A call of a page's first screen: path of the method and its request as JSON.
struct FirstCall {
  std::string method;
  std::string request;
};

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

  // What a new page begins with.
  struct Start {
    std::string self;  // AccessService.GetSelf, as JSON
    // One for each call: its answer as JSON, or why there is none.
    std::vector<absl::StatusOr<std::string>> answers;
  };
  // Asks who the session acts for, and at the same time what the page's first calls would: by the
  // same list of methods and for the same caller as if the browser made them. Refusals of GetSelf
  // as they came; UNAVAILABLE / SERVICE_AWAY.
  absl::StatusOr<Start> Begin(const Session& session, const Request& request,
                              const std::vector<FirstCall>& calls);

 private:
  absl::StatusOr<auth::Caller> Authenticate(const Request& request, Session& session);
  std::unique_ptr<PendingCall> Ask(const FirstCall& call, const auth::Caller& caller);
  absl::StatusOr<std::string> JsonOf(const std::string& path, const ServiceAnswer& answer) const;
  void NoteNewRole(const std::string& path, const ServiceAnswer& answer, const auth::Caller& caller,
                   Session session);

  Parts parts_;
};

}  // namespace driehoek::lti
