#include "app/shell.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "http/form.h"
#include "json/json_writer.h"
#include "pages/page.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

std::vector<std::string> RoleNames(const Identity& identity) {
  std::vector<std::string> names;
  for (const auth::Role role : identity.roles) names.emplace_back(auth::RoleName(role));
  return names;
}

// Where the built page keeps room for what it begins with.
constexpr absl::string_view kRoom = "<script type=\"application/json\" id=\"boot\">{}</script>";

}  // namespace

absl::StatusOr<std::string> Shell::Boot(const Session& session, const std::string& token) {
  const Identity& identity = session.identities.front();
  const std::vector<std::string> roles = RoleNames(identity);
  std::vector<std::string> institutions;
  for (const Identity& other : session.identities) institutions.push_back(other.tenant.value());
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string self, gateway_.SelfJson(session));
  return JsonObjectWriter()
      .String("kind", session.kind == SessionKind::kGuest ? "guest" : "lms")
      .String("token", token)
      .String("locale", session.language)
      .String("institution", identity.tenant.value())
      .Strings("institutions", institutions)
      .String("role", roles.empty() ? "" : roles.front())
      .Strings("roles", roles)
      .Raw("course", JsonObjectWriter()
                         .String("id", session.course)
                         .String("title", session.course_title)
                         .Done())
      .String("session", session.id)
      .Strings("embedding_origins", session.embedding_origins)
      .Raw("self", EscapeForHtml(self))
      .Done();
}

Response Shell::Page(const std::string& boot, const PagePolicy& policy,
                     const Request& request) const {
  auto html = files_.Index();
  const std::size_t room = html ? html->find(kRoom.data(), 0, kRoom.size()) : std::string::npos;
  if (room == std::string::npos) {
    return RefusalPage(Error(absl::StatusCode::kUnavailable, "APP_NOT_BUILT", "no index.html"),
                       LanguageOf(request), policy);
  }
  html->replace(room, kRoom.size(),
                absl::StrCat("<script type=\"application/json\" id=\"boot\">", boot, "</script>"));
  Response response{.body = *std::move(html)};
  response.Set("Content-Type", "text/html; charset=utf-8");
  AddPageHeaders(policy, response);
  return response;
}

Response Shell::App(const Request& request) {
  const Language language = LanguageOf(request);
  const auto query = Form::Parse(request.query);
  if (!query.ok()) return RefusalPage(query.status(), language);
  const std::string code = query->Value("code");
  // HEAD only asks; it must not use the code up.
  if (code.empty() || request.method == "HEAD") {
    return Page("{}", {.frame_ancestors = sessions_.EmbeddingOrigins(query->Value("s"))}, request);
  }
  const auto opened = sessions_.Exchange(code);
  if (!opened.ok()) return RefusalPage(opened.status(), language);
  const PagePolicy policy{.frame_ancestors = opened->session.embedding_origins};
  const auto boot = Boot(opened->session, opened->token);
  if (!boot.ok()) return RefusalPage(boot.status(), language, policy);
  Response response = Page(*boot, policy, request);
  response.log_ids = opened->session.id;
  return response;
}

Response Shell::File(const Request& request) {
  if (auto file = files_.Serve(request)) return *std::move(file);
  // A place inside the UI, reloaded or opened in a window of its own.
  if (request.path == "/app/" ||
      !absl::StrContains(request.path.substr(request.path.rfind('/')), ".")) {
    return App(request);
  }
  return Response{.status = 404, .log_reason = "FILE_UNKNOWN"};
}

Response Shell::Guest(const Request& request) {
  return Page(JsonObjectWriter()
                  .String("kind", "guest")
                  .String("locale", LanguageTag(LanguageOf(request)))
                  .Done(),
              {}, request);
}

}  // namespace driehoek::lti
