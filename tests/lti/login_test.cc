// Steps 1 and 2 of a launch: from the platform's login to its authorization endpoint.
#include "absl/strings/match.h"
#include "http/uri.h"
#include "lti/adapter_test.h"

namespace driehoek::lti::test {
namespace {

Form With(Form form, const std::string& name, const std::string& value) {
  Form changed;
  for (const auto& [field, old] : form.fields()) {
    if (field != name) changed.Add(field, old);
  }
  changed.Add(name, value);
  return changed;
}

Form Without(const Form& form, const std::string& name) {
  Form changed;
  for (const auto& [field, value] : form.fields()) {
    if (field != name) changed.Add(field, value);
  }
  return changed;
}

using LoginTest = AdapterTest;

TEST_F(LoginTest, GivenLoginByPost_WhenSent_ThenBrowserGoesToPlatformWithEverythingItNeeds) {
  Browser browser = NewBrowser();

  const LoginAnswer login = Login(browser);

  EXPECT_EQ(login.query.Value("scope"), "openid");
  EXPECT_EQ(login.query.Value("response_type"), "id_token");
  EXPECT_EQ(login.query.Value("response_mode"), "form_post");
  EXPECT_EQ(login.query.Value("prompt"), "none");
  EXPECT_EQ(login.query.Value("client_id"), "client-7");
  EXPECT_EQ(login.query.Value("redirect_uri"), "http://localhost:8080/lti/launch");
  EXPECT_EQ(login.query.Value("login_hint"), "h i&n=t");
  EXPECT_EQ(login.query.Value("lti_message_hint"), R"({"cmid":2,"launchid":"ltilaunch1_+/"})");
  EXPECT_FALSE(login.query.Get("repost").has_value());
  EXPECT_GE(login.state.size(), 22U);
  EXPECT_GE(login.nonce.size(), 22U);
  EXPECT_NE(login.state, login.nonce);
  EXPECT_EQ(login.state.find_first_not_of(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"),
            std::string::npos);
}

TEST_F(LoginTest, GivenLoginByGet_WhenSent_ThenItWorksTheSame) {
  Browser browser = NewBrowser();

  const LoginAnswer login =
      ReadRedirect(browser.Get("/lti/login?" + GoodLogin(platform_).Encode()));

  EXPECT_EQ(login.query.Value("login_hint"), "h i&n=t");
}

TEST_F(LoginTest, GivenNoMessageHint_WhenSent_ThenNoneIsMadeUp) {
  Browser browser = NewBrowser();

  const LoginAnswer login = ReadRedirect(
      browser.PostForm("/lti/login", Without(GoodLogin(platform_), "lti_message_hint")));

  EXPECT_FALSE(login.query.Get("lti_message_hint").has_value());
}

TEST_F(LoginTest, GivenFirstVisit_WhenLoginSent_ThenOneBindingCookieIsSetForFrames) {
  Browser browser = NewBrowser();

  const IncomingResponse first = browser.PostForm("/lti/login", GoodLogin(platform_));
  const IncomingResponse second = browser.PostForm("/lti/login", GoodLogin(platform_));

  const std::string cookie = first.HeaderValue("set-cookie");
  EXPECT_TRUE(absl::StartsWith(cookie, "__Host-"));
  for (const char* part :
       {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=None", "; Partitioned"}) {
    EXPECT_TRUE(absl::StrContains(cookie, part)) << cookie;
  }
  EXPECT_FALSE(absl::StrContains(cookie, "Domain"));
  EXPECT_EQ(second.HeaderValue("set-cookie"), "");
}

TEST_F(LoginTest, GivenTwoLoginsAtOnce_WhenBothComeBack_ThenNeitherOverwritesTheOther) {
  Browser browser = NewBrowser();
  const LoginAnswer first = Login(browser);
  const LoginAnswer second = Login(browser);

  EXPECT_EQ(PostToken(browser, first.state, platform_.Sign(platform_.GoodHeader(), Payload(first)))
                .status,
            303);
  EXPECT_EQ(
      PostToken(browser, second.state, platform_.Sign(platform_.GoodHeader(), Payload(second)))
          .status,
      303);
}

TEST_F(LoginTest, GivenClientLeftOut_WhenIssuerHasOne_ThenItIsTaken) {
  Browser browser = NewBrowser();

  const LoginAnswer login =
      ReadRedirect(browser.PostForm("/lti/login", Without(GoodLogin(platform_), "client_id")));

  EXPECT_EQ(login.query.Value("client_id"), "client-7");
}

TEST_F(LoginTest, GivenClientLeftOut_WhenIssuerHasTwo_ThenRefused) {
  EXPECT_THAT(registrations_->Add({.issuer = platform_.url(),
                                   .client_id = "client-8",
                                   .tenant = TenantId("other"),
                                   .authorization_endpoint = platform_.url() + "/auth",
                                   .token_endpoint = platform_.url() + "/token",
                                   .jwks_uri = platform_.url() + "/jwks"}),
              IsOk());
  Browser browser = NewBrowser();

  ExpectRefusal(browser.PostForm("/lti/login", Without(GoodLogin(platform_), "client_id")), 400);
}

struct BadLogin {
  const char* name;
  const char* value;  // nullptr: left out
  int status;
};
class BadLoginTest : public AdapterTest, public testing::WithParamInterface<BadLogin> {};

TEST_P(BadLoginTest, GivenOneThingWrong_WhenSent_ThenPageAndNoRedirect) {
  const BadLogin& bad = GetParam();
  Browser browser = NewBrowser();
  const Form form = bad.value == nullptr ? Without(GoodLogin(platform_), bad.name)
                                         : With(GoodLogin(platform_), bad.name, bad.value);

  ExpectRefusal(browser.PostForm("/lti/login", form), bad.status);
  ExpectRefusal(browser.Get("/lti/login?" + form.Encode()), bad.status);
}

INSTANTIATE_TEST_SUITE_P(
    All, BadLoginTest,
    testing::Values(BadLogin{"iss", nullptr, 400}, BadLogin{"iss", "", 400},
                    BadLogin{"iss", "https://unknown.example", 404},
                    BadLogin{"client_id", "unknown", 404}, BadLogin{"login_hint", nullptr, 400},
                    BadLogin{"login_hint", "", 400}, BadLogin{"login_hint", "a\nb", 400},
                    BadLogin{"lti_message_hint", "a\rb", 400},
                    BadLogin{"target_link_uri", nullptr, 400},
                    BadLogin{"target_link_uri", "https://tool.example.evil/lti/launch", 400},
                    BadLogin{"target_link_uri", "http://localhost:8080.evil.example/", 400},
                    BadLogin{"target_link_uri", "http://localhost:8080@evil.example/", 400},
                    BadLogin{"target_link_uri", "//evil.example/", 400},
                    BadLogin{"target_link_uri", "/lti/launch", 400},
                    BadLogin{"target_link_uri", "http://localhost:8080\\@evil.example/", 400},
                    BadLogin{"target_link_uri", "javascript:alert(1)", 400},
                    BadLogin{"target_link_uri", "https://localhost:8080/lti/launch", 400}));

TEST_F(LoginTest, GivenIssuerWithSlashOrOtherCase_WhenSent_ThenItIsAnother) {
  Browser browser = NewBrowser();

  ExpectRefusal(
      browser.PostForm("/lti/login", With(GoodLogin(platform_), "iss", platform_.url() + "/")),
      404);
  ExpectRefusal(browser.PostForm("/lti/login", With(GoodLogin(platform_), "iss",
                                                    "HTTP" + platform_.url().substr(4))),
                404);
}

TEST_F(LoginTest, GivenRepeatedParameter_WhenSent_ThenRefused) {
  Browser browser = NewBrowser();

  ExpectRefusal(browser.Get("/lti/login?" + GoodLogin(platform_).Encode() + "&iss=x"), 400);
}

TEST_F(LoginTest, GivenMarkupInParameters_WhenRefused_ThenPageDoesNotRepeatIt) {
  Browser browser = NewBrowser();

  const IncomingResponse response =
      browser.PostForm("/lti/login", With(GoodLogin(platform_), "iss", "<script>x</script>"));

  EXPECT_FALSE(absl::StrContains(response.body, "<script>x"));
}

TEST_F(LoginTest, GivenEnglishReader_WhenRefused_ThenPageIsEnglish) {
  Browser browser = NewBrowser();

  const IncomingResponse dutch = browser.Get("/lti/login");
  const IncomingResponse english =
      browser.Get("/lti/login", {{"Accept-Language", "en-GB,en;q=0.9,nl;q=0.5"}});

  EXPECT_TRUE(absl::StrContains(dutch.body, "<html lang=\"nl\">"));
  EXPECT_TRUE(absl::StrContains(english.body, "<html lang=\"en\">"));
}

}  // namespace
}  // namespace driehoek::lti::test
