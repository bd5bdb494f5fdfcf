#include "lti/practice_lms.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "http/form.h"
#include "json/json_writer.h"
#include "support/child_process.h"

namespace driehoek::lti::test {
namespace {

namespace fs = std::filesystem;

// Without the platform there is nothing to test.
void Must(bool condition, const std::string& what) {
  if (condition) return;
  std::fprintf(stderr, "practice LMS: %s\n", what.c_str());
  std::abort();
}

std::string Source() {
  const char* source = std::getenv("DRIEHOEK_SOURCE");
  return source == nullptr ? fs::current_path().string() : std::string(source);
}

std::string PersonJson(const std::string& id, const std::string& role) {
  return JsonObjectWriter()
      .String("sub", id)
      .String("given_name", "Voornaam")
      .String("family_name", id)
      .String("email", id + "@school.example")
      .Raw("courses", JsonObjectWriter().String("stage", role).Done())
      .Done();
}

std::string HiddenField(const std::string& html, const std::string& name) {
  const std::string before = "name=\"" + name + "\" value=\"";
  const std::size_t begin = html.find(before);
  if (begin == std::string::npos) return "";
  const std::size_t from = begin + before.size();
  return absl::StrReplaceAll(html.substr(from, html.find('"', from) - from),
                             {{"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}});
}

PracticeLms::Result ToResult(const JsonObject& json) {
  const auto score = json.OptionalNumber("score");
  return {.column = static_cast<int>(json.Number("item").value_or(0)),
          .user = json.StringOrEmpty("user"),
          .score = score.ok() && *score ? **score : -1,
          .timestamp = json.StringOrEmpty("timestamp"),
          .submitted = json.StringOrEmpty("submitted")};
}

std::vector<PracticeLms::Result> ToResults(const JsonObject& json, const char* member) {
  std::vector<PracticeLms::Result> results;
  const auto objects = json.Objects(member);
  Must(objects.ok(), absl::StrCat("no ", member));
  for (const JsonObject& object : *objects) results.push_back(ToResult(object));
  return results;
}

}  // namespace

PracticeLms::PracticeLms(std::string folder, int students) : folder_(std::move(folder)) {
  std::string people = PersonJson("teacher-1", "teacher");
  for (int i = 1; i <= students; ++i) {
    absl::StrAppend(&people, ",", PersonJson(absl::StrCat("student-", i), "student"));
  }
  std::ofstream(folder_ + "/people.json")
      << R"({"institution":{"id":"demo","name":"School"},)"
      << R"("courses":[{"id":"stage","label":"STG","title":"Stage"}],"people":[)" << people << "]}";
}

void PracticeLms::Start() {
  const std::string log = folder_ + "/practice-lms.log";
  pid_ = driehoek::test::StartProgram(
      {Source() + "/deploy/demo/bin/practice-lms", "--listen", absl::StrCat("127.0.0.1:", port_),
       "--data", folder_, "--people", folder_ + "/people.json"},
      log, log + ".err");
  static const std::regex kReady("practice-lms ready http://127\\.0\\.0\\.1:([0-9]+)");
  const auto port = driehoek::test::AwaitReady(pid_, log, kReady, absl::Seconds(30));
  Must(port.ok(), driehoek::test::ReadAll(log + ".err"));
  port_ = std::stoi(*port);
}

void PracticeLms::Kill() { driehoek::test::KillProgram(pid_); }

JsonObject PracticeLms::Post(const std::string& path, const std::string& json) {
  const auto response = client_->Send({.method = "POST",
                                       .url = url() + path,
                                       .headers = {{"Content-Type", "application/json"}},
                                       .body = json});
  Must(response.ok() && response->status < 300, path);
  auto parsed = JsonObject::Parse(response->body);
  Must(parsed.ok(), path);
  return *parsed;
}

JsonObject PracticeLms::Get(const std::string& path) {
  const auto response = client_->Send({.url = url() + path});
  Must(response.ok() && response->status == 200, path);
  return *JsonObject::Parse(response->body);
}

std::string PracticeLms::AddTool(const std::string& public_url, const std::string& jwks_uri,
                                 const std::string& scopes) {
  const std::string host = public_url.substr(public_url.find("//") + 2);
  const std::string configuration = JsonObjectWriter()
                                        .String("domain", host)
                                        .String("target_link_uri", public_url + "/lti/launch")
                                        .Raw("messages", R"([{"type":"LtiResourceLinkRequest"}])")
                                        .Done();
  const JsonObject tool =
      Post("/admin/tools",
           JsonObjectWriter()
               .String("application_type", "web")
               .Strings("response_types", {"id_token"})
               .Strings("grant_types", {"implicit", "client_credentials"})
               .String("client_name", "Driehoek")
               .String("initiate_login_uri", public_url + "/lti/login")
               .Strings("redirect_uris", {public_url + "/lti/launch"})
               .String("jwks_uri", jwks_uri)
               .String("token_endpoint_auth_method", "private_key_jwt")
               .String("scope", scopes)
               .Raw("https://purl.imsglobal.org/spec/lti-tool-configuration", configuration)
               .Done());
  tool_ = static_cast<int>(tool.Number("id").value_or(0));
  return tool.StringOrEmpty("client_id");
}

std::string PracticeLms::LineItemsUrl() const {
  return absl::StrCat(url(), "/services/stage/lineitems?type_id=", tool_);
}

std::string PracticeLms::LinkId() {
  const auto state = JsonObject::Parse(driehoek::test::ReadAll(folder_ + "/practice-lms.json"));
  const auto links = state->Objects("links");
  for (const JsonObject& link : *links) {
    if (link.Number("tool").value_or(0) == tool_)
      return absl::StrCat(static_cast<int>(link.Number("id").value_or(0)));
  }
  return "";
}

std::vector<PracticeLms::Column> PracticeLms::Columns() {
  std::vector<Column> columns;
  const auto state = JsonObject::Parse(driehoek::test::ReadAll(folder_ + "/practice-lms.json"));
  Must(state.ok(), "no state");
  const auto items = state->Objects("line_items");
  for (const JsonObject& item : *items) {
    columns.push_back({.id = static_cast<int>(item.Number("id").value_or(0)),
                       .label = item.StringOrEmpty("label"),
                       .resource_id = item.StringOrEmpty("resourceId"),
                       .tag = item.StringOrEmpty("tag"),
                       .link = static_cast<int>(item.Number("link").value_or(0))});
  }
  return columns;
}

std::vector<PracticeLms::Result> PracticeLms::Results() {
  const auto state = JsonObject::Parse(driehoek::test::ReadAll(folder_ + "/practice-lms.json"));
  Must(state.ok(), "no state");
  return ToResults(*state, "results");
}

std::vector<PracticeLms::Result> PracticeLms::Taken() {
  std::vector<Result> taken;
  for (std::size_t before = 0;; before = taken.size()) {
    const auto page = ToResults(Get(absl::StrCat("/admin/scores?from=", before)), "scores");
    taken.insert(taken.end(), page.begin(), page.end());
    if (page.empty()) return taken;
  }
}

PracticeLms::Browsed PracticeLms::Launch(const std::string& user, const std::string& adapter) {
  const JsonObject begun = Post("/admin/launches", JsonObjectWriter()
                                                       .String("user", user)
                                                       .String("course", "stage")
                                                       .Number("tool", tool_)
                                                       .Done());
  const auto parameters = begun.Object("parameters");
  Must(parameters.ok(), "no parameters of a login");
  Form login;
  for (const auto& [name, value] : parameters->StringMembers()) login.Add(name, value);
  const auto redirect =
      client_->Send({.method = "POST",
                     .url = adapter + "/lti/login",
                     .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                     .body = login.Encode()});
  Must(redirect.ok() && redirect->status == 302, "the tool refused the login");
  Browsed browsed;
  const std::string cookie = redirect->HeaderValue("set-cookie");
  browsed.cookie = cookie.substr(0, cookie.find(';'));
  const auto page = client_->Send({.url = redirect->HeaderValue("location"),
                                   .headers = {{"Cookie", begun.StringOrEmpty("cookie")}}});
  Must(page.ok() && page->status == 200, "the platform refused the launch");
  browsed.state = HiddenField(page->body, "state");
  browsed.id_token = HiddenField(page->body, "id_token");
  return browsed;
}

}  // namespace driehoek::lti::test
