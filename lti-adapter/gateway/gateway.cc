#include "gateway/gateway.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "driehoek/v1/access.pb.h"
#include "gateway/connect_error.h"
#include "gateway/service_client.h"
#include "http/compress.h"
#include "http/uri.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr absl::Duration kDefaultTimeout = absl::Seconds(10);
constexpr absl::Duration kLongestTimeout = absl::Seconds(60);
constexpr absl::Duration kSelfTimeout = absl::Seconds(5);
// The page waits for these; what takes longer the browser asks for itself.
constexpr absl::Duration kFirstTimeout = absl::Seconds(2);
constexpr absl::string_view kGetSelf = "/driehoek.v1.AccessService/GetSelf";
constexpr absl::string_view kRedeemRole = "/driehoek.v1.AccessService/RedeemRoleGrant";

enum class Encoding { kJson, kBinary };

absl::StatusOr<Encoding> EncodingOf(const Request& request) {
  if (!request.HeaderValue("content-encoding").empty() &&
      request.HeaderValue("content-encoding") != "identity") {
    return Error(absl::StatusCode::kUnimplemented, "CONTENT_ENCODING_UNSUPPORTED",
                 "requests are not compressed");
  }
  if (request.HasContentType("application/json")) return Encoding::kJson;
  if (request.HasContentType("application/proto")) return Encoding::kBinary;
  return Error(absl::StatusCode::kInvalidArgument, "CONTENT_TYPE_UNSUPPORTED",
               "application/json or application/proto");
}

absl::StatusOr<absl::Duration> TimeoutOf(const Request& request) {
  const absl::string_view text = request.HeaderValue("connect-timeout-ms");
  if (text.empty()) return kDefaultTimeout;
  std::int64_t milliseconds = 0;
  if (text.size() > 10 || !absl::SimpleAtoi(text, &milliseconds) || milliseconds <= 0) {
    return Error(absl::StatusCode::kInvalidArgument, "TIMEOUT_MALFORMED",
                 "Connect-Timeout-Ms is a positive number");
  }
  return std::min(absl::Milliseconds(milliseconds), kLongestTimeout);
}

absl::Status MethodUnknown() {
  return Error(absl::StatusCode::kUnimplemented, "METHOD_UNKNOWN", "no such method for browsers");
}

Response Success(Encoding encoding, std::string body) {
  Response response{.body = std::move(body)};
  response
      .Set("Content-Type", encoding == Encoding::kJson ? "application/json" : "application/proto")
      .Set("Cache-Control", "no-store")
      .Set("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace

absl::Status Gateway::CheckOrigin(const Request& request) const {
  // Browsers send Origin with every POST; another page cannot leave it out or change it.
  const std::string origin(request.HeaderValue("origin"));
  const auto own = ParseUri(parts_.public_url);
  if (own && origin == own->Origin()) return absl::OkStatus();
  return Error(absl::StatusCode::kPermissionDenied, "ORIGIN_FOREIGN",
               "only our own pages may call");
}

absl::StatusOr<Session> Gateway::SessionOf(const Request& request) {
  absl::string_view value = request.HeaderValue("authorization");
  if (!absl::ConsumePrefix(&value, "Bearer ") || value.empty() || value.size() > 128) {
    return Error(absl::StatusCode::kUnauthenticated, "SESSION_MISSING", "no bearer token");
  }
  return parts_.sessions.Find(std::string(value));
}

absl::StatusOr<auth::Caller> Gateway::CallerOf(const Session& session, const Request& request) {
  const absl::string_view institution = request.HeaderValue("driehoek-institution");
  const auto identity = std::find_if(
      session.identities.begin(), session.identities.end(), [&](const Identity& candidate) {
        return institution.empty() || candidate.tenant.value() == institution;
      });
  if (identity == session.identities.end()) {
    return Error(absl::StatusCode::kPermissionDenied, "INSTITUTION_NOT_HELD",
                 "the session is not of that institution");
  }
  const absl::string_view wanted = request.HeaderValue("driehoek-role");
  // Who launched without any role may take one up with a code, and nothing else: a student who is
  // enrolled nowhere reaches only what is his own.
  static const std::vector<auth::Role> kNoRole = {auth::Role::kStudent};
  const std::vector<auth::Role>& held = identity->roles.empty() ? kNoRole : identity->roles;
  const auto role = std::find_if(held.begin(), held.end(), [&](auth::Role candidate) {
    return wanted.empty() || auth::RoleName(candidate) == wanted;
  });
  if (role == held.end()) {
    return Error(absl::StatusCode::kPermissionDenied, "ROLE_NOT_HELD",
                 "the session does not hold that role");
  }
  auth::Caller caller = CallerFor(session, *identity, *role);
  caller.client_address = request.client_address;
  caller.user_agent = std::string(request.HeaderValue("user-agent"));
  return caller;
}

absl::StatusOr<auth::Caller> Gateway::Authenticate(const Request& request, Session& session) {
  DRIEHOEK_RETURN_IF_ERROR(CheckOrigin(request));
  DRIEHOEK_ASSIGN_OR_RETURN(session, SessionOf(request));
  return CallerOf(session, request);
}

Response Gateway::Call(const Request& request) {
  const MethodTable& methods = parts_.methods;
  if (!methods.Allows(request.path)) {
    return ConnectError(MethodUnknown(), methods);
  }
  Session session;
  const auto caller = Authenticate(request, session);
  if (!caller.ok()) return ConnectError(caller.status(), methods);
  const auto encoding = EncodingOf(request);
  if (!encoding.ok()) {
    Response response = ConnectError(encoding.status(), methods);
    response.status = 415;
    return response;
  }
  const auto timeout = TimeoutOf(request);
  if (!timeout.ok()) return ConnectError(timeout.status(), methods);
  const auto message = *encoding == Encoding::kJson
                           ? methods.RequestFromJson(request.path, request.body)
                           : absl::StatusOr<std::string>(request.body);
  if (!message.ok()) return ConnectError(message.status(), methods);
  const ServiceAnswer answer = parts_.channel.Call(request.path, *message, *caller, *timeout);
  if (!answer.ok) return ConnectError(answer.error, methods);
  NoteNewRole(request.path, answer, *caller, std::move(session));
  if (*encoding == Encoding::kBinary) return Success(*encoding, answer.message);
  auto json = methods.ResponseToJson(request.path, answer.message);
  if (!json.ok()) return ConnectError(json.status(), methods);
  Response response = Success(*encoding, *std::move(json));
  Compress(request, response);
  return response;
}

// A role that was just taken up counts in this session at once, without a new launch.
void Gateway::NoteNewRole(const std::string& path, const ServiceAnswer& answer,
                          const auth::Caller& caller, Session session) {
  v1::RoleGrant grant;
  if (path != kRedeemRole || !grant.ParseFromString(answer.message)) return;
  const auto role = auth::ParseRole(grant.role());
  if (!role || grant.state() != v1::RoleGrant::ACTIVE) return;
  for (Identity& identity : session.identities) {
    if (identity.tenant != caller.tenant) continue;
    if (std::find(identity.roles.begin(), identity.roles.end(), *role) == identity.roles.end()) {
      identity.roles.push_back(*role);
    }
  }
  // When this fails the role is there at the next launch.
  (void)parts_.sessions.Update(session);
}

absl::StatusOr<std::string> Gateway::JsonOf(const std::string& path,
                                            const ServiceAnswer& answer) const {
  if (!answer.ok) return ToStatus(answer.error);
  return parts_.methods.ResponseToJson(path, answer.message);
}

// Nothing when a browser could not make the call either.
std::unique_ptr<PendingCall> Gateway::Ask(const FirstCall& call, const auth::Caller& caller) {
  if (!parts_.methods.Allows(call.method)) return nullptr;
  const auto message = parts_.methods.RequestFromJson(call.method, call.request);
  if (!message.ok()) return nullptr;
  return parts_.channel.Begin(call.method, *message, caller, kFirstTimeout);
}

absl::StatusOr<Gateway::Start> Gateway::Begin(const Session& session, const Request& request,
                                              const std::vector<FirstCall>& calls) {
  // Role and institution are the session's first: only calls of the API name others.
  DRIEHOEK_ASSIGN_OR_RETURN(auth::Caller caller, CallerOf(session, Request{}));
  caller.client_address = request.client_address;
  caller.user_agent = std::string(request.HeaderValue("user-agent"));
  const std::string get_self(kGetSelf);
  const auto self = parts_.channel.Begin(get_self, "", caller, kSelfTimeout);
  std::vector<std::unique_ptr<PendingCall>> asked;
  for (const FirstCall& call : calls) asked.push_back(Ask(call, caller));
  Start start;
  DRIEHOEK_ASSIGN_OR_RETURN(start.self, JsonOf(get_self, self->Wait()));
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (asked[i] == nullptr) {
      start.answers.emplace_back(MethodUnknown());
    } else {
      start.answers.push_back(JsonOf(calls[i].method, asked[i]->Wait()));
    }
  }
  return start;
}

}  // namespace driehoek::lti
