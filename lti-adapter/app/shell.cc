#include "app/shell.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "http/compress.h"
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

constexpr absl::string_view kEndOfHead = "</head>";
// A longer answer would hold up the page: the browser asks for it itself.
constexpr std::size_t kLongestFirstAnswer = std::size_t{256} * 1024;

// The role that a guest page is laid out for before anybody knows who comes: all guests have one
// home.
constexpr const char* kGuestRole = "workplace_supervisor";

std::vector<FirstCall> Addressed(std::vector<FirstCall> calls, const Identity& identity) {
  for (FirstCall& call : calls) {
    call.request = absl::StrReplaceAll(call.request, {{"{institution}", identity.tenant.value()}});
  }
  return calls;
}

// The calls that were answered, as a JSON array. What failed is left out: the browser asks again
// and shows what comes of it.
std::string FirstAnswers(const std::vector<FirstCall>& calls,
                         const std::vector<absl::StatusOr<std::string>>& answers) {
  std::vector<std::string> list;
  for (std::size_t i = 0; i < calls.size() && i < answers.size(); ++i) {
    if (!answers[i].ok() || answers[i]->size() > kLongestFirstAnswer) continue;
    list.push_back(JsonObjectWriter()
                       .String("method", calls[i].method)
                       .Raw("request", EscapeForHtml(calls[i].request))
                       .Raw("answer", EscapeForHtml(*answers[i]))
                       .Done());
  }
  return absl::StrCat("[", absl::StrJoin(list, ","), "]");
}

}  // namespace

const FirstView& Shell::ViewOf(const Session& session) const {
  const auto& roles = session.identities.front().roles;
  return parts_.views.Find(roles.empty() ? "" : std::string(auth::RoleName(roles.front())),
                           session.language);
}

absl::StatusOr<std::string> Shell::Boot(const Session& session, const std::string& token,
                                        const Request& request) {
  const Identity& identity = session.identities.front();
  const std::vector<std::string> roles = RoleNames(identity);
  std::vector<std::string> institutions;
  for (const Identity& other : session.identities) institutions.push_back(other.tenant.value());
  const std::vector<FirstCall> calls = Addressed(ViewOf(session).calls, identity);
  DRIEHOEK_ASSIGN_OR_RETURN(const Gateway::Start start,
                            parts_.gateway.Begin(session, request, calls));
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
      .Raw("self", EscapeForHtml(start.self))
      .Raw("first", FirstAnswers(calls, start.answers))
      .Done();
}

Response Shell::Page(const std::string& boot, const FirstView& view, const PagePolicy& policy,
                     const Request& request, absl::string_view script) const {
  const auto html = parts_.files.Find("index.html");
  const std::size_t room = html ? html->find(kRoom) : absl::string_view::npos;
  const std::size_t end = html ? html->find(kEndOfHead, room) : absl::string_view::npos;
  if (room == absl::string_view::npos || end == absl::string_view::npos) {
    return RefusalPage(Error(absl::StatusCode::kUnavailable, "APP_NOT_BUILT", "no index.html"),
                       LanguageOf(request), policy);
  }
  const std::size_t after = room + kRoom.size();
  // The data comes last, so that the browser asks for the files while it still reads; the script of
  // the page runs only after all of it.
  Response response{.body = absl::StrCat(html->substr(0, room), script,
                                         html->substr(after, end - after), view.files,
                                         "<script type=\"application/json\" id=\"boot\">", boot,
                                         "</script>", html->substr(end))};
  response.Set("Content-Type", "text/html; charset=utf-8");
  AddPageHeaders(policy, response);
  Compress(request, response);
  return response;
}

Response Shell::App(const Request& request) {
  const Language language = LanguageOf(request);
  const auto query = Form::Parse(request.query);
  if (!query.ok()) return RefusalPage(query.status(), language);
  const std::string code = query->Value("code");
  // HEAD only asks; it must not use the code up.
  if (code.empty() || request.method == "HEAD") {
    return Page("{}", FirstView{},
                {.frame_ancestors = parts_.sessions.EmbeddingOrigins(query->Value("s"))}, request);
  }
  const auto opened = parts_.sessions.Exchange(code);
  if (!opened.ok()) return RefusalPage(opened.status(), language);
  const PagePolicy policy{.frame_ancestors = opened->session.embedding_origins};
  const auto boot = Boot(opened->session, opened->token, request);
  if (!boot.ok()) return RefusalPage(boot.status(), language, policy);
  Response response = Page(*boot, ViewOf(opened->session), policy, request);
  response.log_ids = opened->session.id;
  return response;
}

Response Shell::File(const Request& request) {
  if (auto file = parts_.files.Serve(request)) return *std::move(file);
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
              parts_.views.Find(kGuestRole, std::string(LanguageTag(LanguageOf(request)))), {},
              request, parts_.views.guest_script());
}

}  // namespace driehoek::lti
