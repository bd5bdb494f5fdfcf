#include "guest/guest_pages.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "gateway/connect_error.h"
#include "http/compress.h"
#include "json/json_writer.h"
#include "pages/page.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr absl::string_view kCookie = "__Host-driehoek-guest";

Response Json(std::string body) {
  Response response{.body = std::move(body)};
  response.Set("Content-Type", "application/json")
      .Set("Cache-Control", "no-store")
      .Set("X-Content-Type-Options", "nosniff");
  return response;
}

// First-party and Strict: no other site can make the browser send it. It reads a session back;
// writes need the token.
std::string CookieHeader(const std::string& value, absl::string_view more) {
  return absl::StrCat(kCookie, "=", value, "; Path=/; Secure; HttpOnly; SameSite=Strict", more);
}

absl::Status NoSession() {
  return Error(absl::StatusCode::kUnauthenticated, "SESSION_UNKNOWN", "no session of a guest");
}

}  // namespace

Response GuestPages::Refuse(const absl::Status& status) const {
  return ConnectError(status, parts_.methods);
}

absl::StatusOr<JsonObject> GuestPages::ReadBody(const Request& request) const {
  DRIEHOEK_RETURN_IF_ERROR(parts_.gateway.CheckOrigin(request));
  if (!request.HasContentType("application/json")) {
    return Error(absl::StatusCode::kInvalidArgument, "CONTENT_TYPE_UNSUPPORTED",
                 "the body is JSON");
  }
  return JsonObject::Parse(request.body);
}

absl::StatusOr<GuestPages::Known> GuestPages::GuestOf(const Request& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(Session session, parts_.gateway.SessionOf(request));
  if (session.kind != SessionKind::kGuest) return NoSession();
  DRIEHOEK_ASSIGN_OR_RETURN(const auth::Caller caller, Gateway::CallerOf(session, request));
  const auto identity =
      std::find_if(session.identities.begin(), session.identities.end(),
                   [&](const Identity& candidate) { return candidate.tenant == caller.tenant; });
  Identity chosen = *identity;
  return Known{std::move(session), std::move(chosen)};
}

Response GuestPages::WithFirstView(const Session& session, const std::string& token,
                                   const Request& request) {
  const auto boot = parts_.shell.Boot(session, token, request);
  if (!boot.ok()) return Refuse(boot.status());
  Response response = Json(*boot);
  // The token in it is drawn for this answer, and nobody else's text stands beside it.
  Compress(request, response);
  response.log_ids = session.id;
  return response;
}

Response GuestPages::Open(const Request& request) {
  const auto body = ReadBody(request);
  if (!body.ok()) return Refuse(body.status());
  const std::string secret = body->StringOrEmpty("secret");
  if (secret.empty()) return Resume(request);
  const auto identity = parts_.services.OpenGuestLink(secret);
  if (!identity.ok()) return Refuse(identity.status());
  const auto opened = parts_.sessions.OpenForGuest(
      {.identities = {*identity}, .language = std::string(LanguageTag(LanguageOf(request)))});
  if (!opened.ok()) return Refuse(opened.status());
  Response response = WithFirstView(opened->session, opened->token, request);
  if (response.status == 200) response.Set("Set-Cookie", CookieHeader(opened->cookie, ""));
  return response;
}

Response GuestPages::Resume(const Request& request) {
  for (const std::string& cookie : request.Cookies(kCookie)) {
    const auto opened = parts_.sessions.Resume(cookie);
    if (opened.ok()) return WithFirstView(opened->session, opened->token, request);
  }
  return Refuse(NoSession());
}

Response GuestPages::SendCode(const Request& request) {
  const auto body = ReadBody(request);
  if (!body.ok()) return Refuse(body.status());
  const auto known = GuestOf(request);
  if (!known.ok()) return Refuse(known.status());
  const auto sent = parts_.services.RequestAddressCode(known->session, known->identity);
  if (!sent.ok()) return Refuse(sent.status());
  const auto json =
      parts_.methods.ResponseToJson("/driehoek.v1.AccessService/RequestAddressCode", *sent);
  return json.ok() ? Json(*json) : Refuse(json.status());
}

Response GuestPages::Confirm(const Request& request) {
  const auto body = ReadBody(request);
  if (!body.ok()) return Refuse(body.status());
  auto known = GuestOf(request);
  if (!known.ok()) return Refuse(known.status());
  auto identities =
      parts_.services.ConfirmAddress(known->session, known->identity, body->StringOrEmpty("code"));
  if (!identities.ok()) return Refuse(identities.status());
  known->session.identities = *std::move(identities);
  known->session.factor_time = parts_.sessions.Now();
  if (const absl::Status stored = parts_.sessions.Update(known->session); !stored.ok())
    return Refuse(stored);
  std::string grants;
  for (const Identity& identity : known->session.identities) {
    absl::StrAppend(&grants, grants.empty() ? "" : ",",
                    JsonObjectWriter().String("institution", identity.tenant.value()).Done());
  }
  return Json(JsonObjectWriter().Raw("grants", absl::StrCat("[", grants, "]")).Done());
}

Response GuestPages::Renew(const Request& request) {
  const auto body = ReadBody(request);
  if (!body.ok()) return Refuse(body.status());
  const absl::Status asked = parts_.services.RequestNewGuestLink(body->StringOrEmpty("secret"),
                                                                 body->StringOrEmpty("email"));
  // Whoever asks learns nothing but whether the services are there at all.
  if (asked.code() == absl::StatusCode::kUnavailable) return Refuse(asked);
  return Json("{}");
}

Response GuestPages::Close(const Request& request) {
  if (const absl::Status own = parts_.gateway.CheckOrigin(request); !own.ok()) return Refuse(own);
  const auto session = parts_.gateway.SessionOf(request);
  if (!session.ok()) return Refuse(session.status());
  if (const absl::Status closed = parts_.sessions.Close(session->id); !closed.ok())
    return Refuse(closed);
  Response response = Json("{}");
  response.Set("Set-Cookie", CookieHeader("", "; Max-Age=0"));
  return response;
}

}  // namespace driehoek::lti
