#include "lti/adapter_test.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "http/uri.h"
#include "json/json.h"

namespace driehoek::lti::test {
namespace {

void WriteFile(const std::string& path, const std::string& content, bool secret) {
  std::ofstream(path) << content;
  if (secret) {
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
}

Config ConfigIn(const std::string& folder, const std::string& service) {
  return {.server = {.listen = "127.0.0.1:0", .workers = 4},
          .public_url = "http://localhost:8080",
          .service = service,
          .database = "sqlite:" + folder + "/lti.db",
          .data = folder,
          .call_token_key_file = folder + "/call_token.key",
          .secret_file = folder + "/lti.secret",
          .web_root = folder,
          .allow_loopback_platforms = true};
}

// What the build of the UI says of first screens: names of files, and calls of which only the first
// can be made by a browser.
constexpr const char* kFirstViews = R"({"guest_script":"assets/open.js","views":[
  {"role":"teacher","language":"nl","files":["assets/teacher-nl.js","assets/teacher.css"],"calls":[
    {"method":"/driehoek.v1.DirectoryService/GetInstitution",
     "request":"{\"name\":\"institutions/{institution}/</script><b>\"}"},
    {"method":"/driehoek.v1.DirectoryService/EnsurePerson","request":"{}"},
    {"method":"/driehoek.v1.DirectoryService/Unknown","request":"{}"}]},
  {"role":"teacher","language":"en","files":["assets/teacher-en.js"],"calls":[]},
  {"role":"student","language":"nl","files":["assets/student-nl.js"],"calls":[]},
  {"role":"workplace_supervisor","language":"en","files":["assets/guest-en.js"],"calls":[]}]})";

// A folder with everything an adapter makes at its first start, and what has to be there before.
const std::string& FreshInstallation() {
  static const driehoek::test::TempFolder folder;
  static const bool made = [] {
    std::string hex;
    for (int i = 0; i < 32; ++i) hex += "6b";  // 'k'
    WriteFile(folder.path() + "/call_token.key", hex + "\n", true);
    WriteFile(folder.path() + "/index.html",
              "<!doctype html><html><head><script type=\"application/json\" "
              "id=\"boot\">{}</script></head></html>",
              false);
    WriteFile(folder.path() + "/first_views.json", kFirstViews, false);
    const FakeClock clock;
    const auto client = NewHttpClient({.allow_loopback = true});
    const auto adapter = Adapter::Start(ConfigIn(folder.path(), "127.0.0.1:1"), {clock, *client});
    if (!adapter.ok()) std::abort();
    return true;
  }();
  if (!made) std::abort();
  return folder.path();
}

std::string Between(const std::string& text, const std::string& before, const std::string& after) {
  const std::size_t begin = text.find(before);
  if (begin == std::string::npos) return "";
  const std::size_t from = begin + before.size();
  return text.substr(from, text.find(after, from) - from);
}

std::string Unescape(std::string html) {
  return absl::StrReplaceAll(
      html, {{"&quot;", "\""}, {"&lt;", "<"}, {"&gt;", ">"}, {"&#39;", "'"}, {"&amp;", "&"}});
}

}  // namespace

IncomingResponse Browser::Send(OutgoingRequest request) {
  request.url = base_ + request.url;
  if (!cookie_.empty() && !cookies_blocked_) request.headers.push_back({"Cookie", cookie_});
  auto response = client_->Send(request);
  EXPECT_THAT(response, IsOk());
  if (!response.ok()) return {};
  for (const Header& header : response->headers) {
    if (header.name == "set-cookie") cookie_ = header.value.substr(0, header.value.find(';'));
  }
  return *std::move(response);
}

IncomingResponse Browser::Get(const std::string& path, std::vector<Header> headers) {
  return Send({.url = path, .headers = std::move(headers)});
}

IncomingResponse Browser::PostForm(const std::string& path, const Form& form) {
  return Send({.method = "POST",
               .url = path,
               .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
               .body = form.Encode()});
}

IncomingResponse Browser::PostJson(const std::string& path, const std::string& json,
                                   std::vector<Header> headers) {
  headers.push_back({"Content-Type", "application/json"});
  headers.push_back({"Origin", "http://localhost:8080"});
  return Send({.method = "POST", .url = path, .headers = std::move(headers), .body = json});
}

AdapterTest::AdapterTest() {
  // Keys cost seconds to make: the database of the first adapter serves all tests of the process.
  for (const auto& entry : std::filesystem::directory_iterator(FreshInstallation())) {
    std::filesystem::copy(entry.path(), folder_.path() + "/" + entry.path().filename().string());
  }
  const Config config = ConfigIn(folder_.path(), services_.address());
  auto adapter = Adapter::Start(config, {clock_, *client_});
  if (!adapter.ok()) {
    ADD_FAILURE() << adapter.status();
    std::abort();
  }
  adapter_ = *std::move(adapter);
  database_ = *storage::Open(config.database, "lti");
  registrations_ = std::make_unique<RegistrationStore>(*database_, clock_, ids_);
  EXPECT_THAT(registrations_->Add({.issuer = platform_.url(),
                                   .client_id = platform_.client_id(),
                                   .tenant = TenantId("demo"),
                                   .authorization_endpoint = platform_.url() + "/auth?fixed=1",
                                   .token_endpoint = platform_.url() + "/token",
                                   .jwks_uri = platform_.url() + "/jwks",
                                   .token_audience = platform_.url() + "/token",
                                   .family = "moodle"}),
              IsOk());
  EXPECT_THAT(registrations_->Approve(platform_.url(), platform_.client_id(), "3", TenantId()),
              IsOk());
}

Form AdapterTest::GoodLogin(const FakePlatform& platform) {
  Form form;
  form.Add("iss", platform.url());
  form.Add("login_hint", "h i&n=t");
  form.Add("target_link_uri", "http://localhost:8080/lti/launch");
  form.Add("lti_message_hint", R"({"cmid":2,"launchid":"ltilaunch1_+/"})");
  form.Add("client_id", platform.client_id());
  form.Add("lti_deployment_id", "3");
  return form;
}

LoginAnswer AdapterTest::ReadRedirect(const IncomingResponse& response) {
  EXPECT_EQ(response.status, 302);
  const std::string location = response.HeaderValue("location");
  EXPECT_TRUE(absl::StartsWith(location, platform_.url() + "/auth?fixed=1&")) << location;
  auto query = Form::Parse(location.substr(location.find('?') + 1));
  EXPECT_THAT(query, IsOk());
  return {query->Value("state"), query->Value("nonce"), *query};
}

LoginAnswer AdapterTest::Login(Browser& browser) {
  return ReadRedirect(browser.PostForm("/lti/login", GoodLogin(platform_)));
}

IncomingResponse AdapterTest::PostToken(Browser& browser, const std::string& state,
                                        const std::string& token) {
  Form form;
  form.Add("state", state);
  form.Add("id_token", token);
  return browser.PostForm("/lti/launch", form);
}

std::string AdapterTest::TokenOf(const IncomingResponse& app_page) {
  const std::string boot = Between(app_page.body, "id=\"boot\">", "</script>");
  const auto json = JsonObject::Parse(boot.empty() ? app_page.body : boot);
  EXPECT_THAT(json, IsOk()) << app_page.body;
  return json.ok() ? json->StringOrEmpty("token") : "";
}

std::string AdapterTest::Launch(Browser& browser) {
  const LoginAnswer login = Login(browser);
  const IncomingResponse launched =
      PostToken(browser, login.state, platform_.Sign(platform_.GoodHeader(), Payload(login)));
  EXPECT_EQ(launched.status, 303) << launched.body;
  return TokenOf(browser.Get(launched.HeaderValue("location")));
}

std::string AdapterTest::Invite(int uses) {
  const auto code = registrations_->Invite(TenantId("demo"), uses);
  EXPECT_THAT(code, IsOk());
  return *code;
}

std::string DataAttribute(const std::string& html, const std::string& name) {
  return Unescape(Between(html, "data-" + name + "=\"", "\""));
}

std::string HiddenValue(const std::string& html, const std::string& name) {
  return Unescape(Between(html, "name=\"" + name + "\" value=\"", "\""));
}

std::string LinkQuery(const std::string& html, const std::string& path) {
  return Unescape(Between(html, "href=\"" + path + "?", "\""));
}

void ExpectRefusal(const IncomingResponse& response, int status) {
  EXPECT_EQ(response.status, status);
  EXPECT_EQ(response.HeaderValue("location"), "");
  EXPECT_TRUE(absl::StartsWith(response.HeaderValue("content-type"), "text/html"));
  EXPECT_TRUE(
      absl::StrContains(response.HeaderValue("content-security-policy"), "frame-ancestors 'self'"));
  EXPECT_EQ(response.HeaderValue("referrer-policy"), "no-referrer");
  EXPECT_EQ(response.HeaderValue("cache-control"), "no-store");
  EXPECT_TRUE(absl::StrContains(response.body, "<h1>"));
}

}  // namespace driehoek::lti::test
