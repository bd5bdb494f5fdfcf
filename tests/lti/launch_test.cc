// Step 3: a good launch; and each rule about state, browser and message with what breaks it.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lti/launch_fixture.h"

namespace driehoek::lti::test {
namespace {

using testing::ElementsAre;

TEST_F(LaunchTest, GivenGoodLaunch_WhenTokenComes_ThenPersonIsKnownAndPageHasItsTokenInside) {
  const LoginAnswer login = Login(browser_);

  const IncomingResponse launched =
      PostToken(browser_, login.state, platform_.Sign(platform_.GoodHeader(), Payload(login)));

  ASSERT_EQ(launched.status, 303) << launched.body;
  EXPECT_TRUE(absl::StartsWith(launched.HeaderValue("location"), "/app?code="));
  EXPECT_EQ(launched.HeaderValue("set-cookie"), "");
  const auto ensured = services_.ensured();
  ASSERT_EQ(ensured.size(), 1U);
  EXPECT_EQ(ensured[0].issuer, platform_.url());
  EXPECT_EQ(ensured[0].subject, "u-91");
  EXPECT_EQ(ensured[0].name, "Tess Docent");
  EXPECT_EQ(ensured[0].student_number, "500123");
  EXPECT_THAT(ensured[0].launch_roles, ElementsAre("teacher"));

  const IncomingResponse page = browser_.Get(launched.HeaderValue("location"));
  EXPECT_EQ(page.status, 200);
  EXPECT_GE(TokenOf(page).size(), 43U);
  EXPECT_EQ(page.HeaderValue("set-cookie"), "");
  EXPECT_TRUE(absl::StrContains(
      page.HeaderValue("content-security-policy"),
      "frame-ancestors 'self' " + platform_.url() + " https://vanity.school.example"));
  // What the service said stands inside, and cannot end the script element.
  EXPECT_TRUE(absl::StrContains(page.body, "\"self\":{"));
  EXPECT_TRUE(absl::StrContains(page.body, "\\u003c/script\\u003e\\u003cb\\u003eTess"));
}

TEST_F(LaunchTest, GivenCode_WhenUsedTwiceOrLate_ThenAskedToLaunchAgain) {
  const LoginAnswer login = Login(browser_);
  const std::string used =
      PostToken(browser_, login.state, platform_.Sign(platform_.GoodHeader(), Payload(login)))
          .HeaderValue("location");
  EXPECT_EQ(browser_.Get(used).status, 200);
  const LoginAnswer again = Login(browser_);
  const std::string late =
      PostToken(browser_, again.state, platform_.Sign(platform_.GoodHeader(), Payload(again)))
          .HeaderValue("location");
  clock_.Advance(absl::Seconds(30));

  EXPECT_EQ(browser_.Get(used).status, 401);
  EXPECT_EQ(browser_.Get(late).status, 401);
}

TEST_F(LaunchTest, GivenReloadOrOwnWindow_WhenNoCodeComes_ThenUiHoldsNothingAndStaysInItsFrame) {
  const LoginAnswer login = Login(browser_);
  const std::string location =
      PostToken(browser_, login.state, platform_.Sign(platform_.GoodHeader(), Payload(login)))
          .HeaderValue("location");
  const IncomingResponse page = browser_.Get(location);
  const std::size_t at = page.body.find("\"session\":\"") + 11;
  const std::string session = page.body.substr(at, 36);

  for (const std::string& path : {std::string("/app"), std::string("/app/"),
                                  std::string("/app/agreements/12"), "/app?s=" + session}) {
    const IncomingResponse bare = browser_.Get(path);
    EXPECT_EQ(bare.status, 200);
    EXPECT_EQ(TokenOf(bare), "");
  }
  EXPECT_TRUE(
      absl::StrContains(browser_.Get("/app?s=" + session).HeaderValue("content-security-policy"),
                        "frame-ancestors 'self' " + platform_.url()));
  EXPECT_TRUE(absl::EndsWith(browser_.Get("/app?s=guess").HeaderValue("content-security-policy"),
                             "'self'"));
  EXPECT_EQ(browser_.Get("/app/assets/unknown.js").status, 404);
  EXPECT_EQ(browser_.Get("/app/../lti.db").status, 404);
}

// Rule 1: the state.
TEST_F(LaunchTest, GivenReplayedLaunch_WhenPostedAgain_ThenRefused) {
  const LoginAnswer login = Login(browser_);
  const std::string token = platform_.Sign(platform_.GoodHeader(), Payload(login));
  EXPECT_EQ(PostToken(browser_, login.state, token).status, 303);

  ExpectRefusal(PostToken(browser_, login.state, token), 400);
  EXPECT_EQ(services_.ensured().size(), 1U);
}

TEST_F(LaunchTest, GivenStateThatFailedOnce_WhenGoodTokenFollows_ThenItIsUsedUp) {
  const LoginAnswer login = Login(browser_);
  ExpectRefusal(PostToken(browser_, login.state, "x.y.z"), 400);

  ExpectRefusal(
      PostToken(browser_, login.state, platform_.Sign(platform_.GoodHeader(), Payload(login))),
      400);
}

TEST_F(LaunchTest, GivenStateAtItsEnd_WhenTokenComes_ThenRefusedFromThatSecondOn) {
  const LoginAnswer in_time = Login(browser_);
  const LoginAnswer late = Login(browser_);
  clock_.Advance(absl::Minutes(10) - absl::Seconds(1));
  EXPECT_EQ(
      PostToken(browser_, in_time.state, platform_.Sign(platform_.GoodHeader(), Payload(in_time)))
          .status,
      303);
  clock_.Advance(absl::Seconds(1));

  ExpectRefusal(
      PostToken(browser_, late.state, platform_.Sign(platform_.GoodHeader(), Payload(late))), 400);
}

TEST_F(LaunchTest, GivenStateOfNobody_WhenPosted_ThenRefused) {
  const LoginAnswer login = Login(browser_);
  const std::string token = platform_.Sign(platform_.GoodHeader(), Payload(login));
  std::string forged = login.state;
  forged[10] = forged[10] == 'A' ? 'B' : 'A';

  for (const std::string& state :
       {std::string(), std::string("abc"), forged, login.state + "A", std::string(5000, 'A')}) {
    ExpectRefusal(PostToken(browser_, state, token), 400);
  }
  ExpectNobodyCameIn();
}

// Rule 11: the browser.
TEST_F(LaunchTest, GivenLoginOfAnotherBrowser_WhenVictimPostsIt_ThenRefused) {
  Browser attacker = NewBrowser();
  const LoginAnswer login = Login(attacker);
  Login(browser_);  // the victim has a cookie of its own

  ExpectRefusal(
      PostToken(browser_, login.state, platform_.Sign(platform_.GoodHeader(), Payload(login))),
      403);
  ExpectNobodyCameIn();
}

TEST_F(LaunchTest, GivenBlockedCookies_WhenPosted_ThenPageOffersTheSameLoginInANewWindow) {
  browser_.BlockCookies();
  const LoginAnswer login = Login(browser_);

  const IncomingResponse response =
      PostToken(browser_, login.state, platform_.Sign(platform_.GoodHeader(), Payload(login)));

  ExpectRefusal(response, 403);
  EXPECT_TRUE(absl::StrContains(response.body, "target=\"_blank\""));
  // A link: a form would be stopped by our own form-action when the login redirects to the platform.
  EXPECT_FALSE(absl::StrContains(response.body, "<form"));
  const auto again = Form::Parse(LinkQuery(response.body, "/lti/login"));
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->Value("login_hint"), "h i&n=t");
  EXPECT_EQ(again->Value("lti_message_hint"), R"({"cmid":2,"launchid":"ltilaunch1_+/"})");
  EXPECT_EQ(again->Value("iss"), platform_.url());
  ExpectNobodyCameIn();
}

// Rules 12 to 16: the message.
TEST_F(LaunchTest, GivenVersionOrMessageThatWeDoNotHandle_WhenPosted_ThenRefused) {
  ExpectRefusal(LaunchWithClaim(Claim("version"), Text("1.3.1")), 400);
  ExpectRefusal(LaunchWithClaim(Claim("version"), "1.3"), 400);
  ExpectRefusal(LaunchWithout(Claim("version")), 400);
  ExpectRefusal(LaunchWithClaim(Claim("message_type"), Text("LtiStartProctoring")), 400);
  ExpectRefusal(LaunchWithout(Claim("message_type")), 400);
}

TEST_F(LaunchTest, GivenDeploymentThatWasNotRegistered_WhenPosted_ThenRefusedUntilApproved) {
  ExpectRefusal(LaunchWithClaim(Claim("deployment_id"), Text("4")), 403);
  ExpectRefusal(LaunchWithClaim(Claim("deployment_id"), Text("")), 400);
  ExpectRefusal(LaunchWithClaim(Claim("deployment_id"), Text(std::string(256, 'd'))), 400);
  ExpectRefusal(LaunchWithClaim(Claim("deployment_id"), Text("é")), 400);
  ExpectRefusal(LaunchWithClaim(Claim("deployment_id"), "4"), 400);
  ExpectRefusal(LaunchWithout(Claim("deployment_id")), 400);
  ExpectNobodyCameIn();

  EXPECT_THAT(registrations_->Approve(platform_.url(), "client-7", "4", TenantId()), IsOk());

  EXPECT_EQ(LaunchWithClaim(Claim("deployment_id"), Text("4")).status, 303);
}

TEST_F(LaunchTest, GivenRegistrationWithoutDeployment_WhenFirstOneIsSeen_ThenItIsPending) {
  EXPECT_THAT(registrations_->Add({.issuer = platform_.url(),
                                   .client_id = "canvas-1",
                                   .tenant = TenantId("demo"),
                                   .authorization_endpoint = platform_.url() + "/auth?fixed=1",
                                   .token_endpoint = platform_.url() + "/token",
                                   .jwks_uri = platform_.url() + "/jwks"}),
              IsOk());
  Form form;
  const Form good = GoodLogin(platform_);
  for (const auto& [name, value] : good.fields()) {
    form.Add(name, name == "client_id" ? "canvas-1" : value);
  }
  const auto launch = [&] {
    const LoginAnswer login = ReadRedirect(browser_.PostForm("/lti/login", form));
    Json payload = Payload(login);
    payload["aud"] = Text("canvas-1");
    payload[Claim("deployment_id")] = Text("9:abc");
    return PostToken(browser_, login.state, platform_.Sign(platform_.GoodHeader(), payload));
  };

  ExpectRefusal(launch(), 403);
  const auto listed = registrations_->ListDeployments();
  ASSERT_THAT(listed, IsOk());
  ASSERT_EQ(listed->size(), 2U);
  EXPECT_EQ(listed->at(0).deployment.id, "9:abc");
  EXPECT_EQ(listed->at(0).deployment.status, DeploymentStatus::kPending);

  EXPECT_THAT(registrations_->Approve(platform_.url(), "canvas-1", "9:abc", TenantId("other")),
              IsOk());
  EXPECT_EQ(launch().status, 303);
}

TEST_F(LaunchTest, GivenNobody_WhenPosted_ThenRefusedWithAnExplanation) {
  ExpectRefusal(LaunchWithout("sub"), 400);
  ExpectRefusal(LaunchWithClaim("sub", "null"), 400);
  ExpectRefusal(LaunchWithClaim("sub", Text("")), 400);
  ExpectRefusal(LaunchWithClaim("sub", "91"), 400);
  ExpectRefusal(LaunchWithClaim("sub", Text(std::string(256, 'u'))), 400);
  ExpectRefusal(LaunchWithClaim("sub", Text("ü")), 400);
  ExpectNobodyCameIn();
}

TEST_F(LaunchTest, GivenTargetElsewhere_WhenPosted_ThenRefused) {
  for (const char* target :
       {"https://evil.example/", "http://localhost:8080.evil.example/", "//localhost:8080/",
        "http://localhost:8080@evil.example/", "javascript:alert(1)", "/lti/launch", ""}) {
    ExpectRefusal(LaunchWithClaim(Claim("target_link_uri"), Text(target)), 400);
  }
  ExpectRefusal(LaunchWithout(Claim("target_link_uri")), 400);
}

TEST_F(LaunchTest, GivenNoResourceLink_WhenPosted_ThenRefused) {
  ExpectRefusal(LaunchWithout(Claim("resource_link")), 400);
  ExpectRefusal(LaunchWithClaim(Claim("resource_link"), R"({"id":""})"), 400);
  ExpectRefusal(LaunchWithClaim(Claim("resource_link"), "[]"), 400);
}

TEST_F(LaunchTest, GivenOptionalClaimsAbsentNullOrOdd_WhenPosted_ThenLaunchWorksWithout) {
  for (const char* json : {"null", "7", "[]", "{}", "\"\""}) {
    EXPECT_EQ(LaunchWithClaim("name", json).status, 303) << json;
    EXPECT_EQ(LaunchWithClaim("email", json).status, 303) << json;
    EXPECT_EQ(LaunchWithClaim("locale", json).status, 303) << json;
    EXPECT_EQ(LaunchWithClaim(Claim("lis"), json).status, 303) << json;
    EXPECT_EQ(LaunchWithClaim(Claim("launch_presentation"), json).status, 303) << json;
    EXPECT_EQ(LaunchWithClaim(Claim("tool_platform"), json).status, 303) << json;
    EXPECT_EQ(LaunchWithClaim(Claim("custom"), json).status, 303) << json;
  }
  EXPECT_EQ(LaunchWithout(Claim("context")).status, 303);
  EXPECT_EQ(LaunchWithout(Claim("roles")).status, 303);
  EXPECT_EQ(LaunchWithClaim("https://www.instructure.com/placement", "{\"a\":[1,{}]}").status, 303);
  // Of the claims that are used, a wrong type is refused.
  ExpectRefusal(LaunchWithClaim(Claim("roles"), Text("Instructor")), 400);
  ExpectRefusal(LaunchWithClaim(Claim("context"), R"({"id":7})"), 400);
}

TEST_F(LaunchTest, GivenStudentNumberThatIsNone_WhenPosted_ThenLaunchWorksWithout) {
  for (const std::string& number : {std::string("$Person.sourcedId"), std::string(101, '5')}) {
    EXPECT_EQ(LaunchWithClaim(Claim("lis"), "{\"person_sourcedid\":" + Text(number) + "}").status,
              303);
    EXPECT_EQ(services_.ensured().back().student_number, "") << number;
  }
}

TEST_F(LaunchTest, GivenLargeCustomValues_WhenPosted_ThenAccepted) {
  EXPECT_EQ(
      LaunchWithClaim(Claim("custom"), "{\"big\":" + Text(std::string(60000, 'x')) + "}").status,
      303);
}

TEST_F(LaunchTest, GivenTokenOverTheLimit_WhenPosted_ThenTooLarge) {
  ExpectRefusal(
      LaunchWithClaim(Claim("custom"), "{\"big\":" + Text(std::string(250000, 'x')) + "}"), 413);
}

TEST_F(LaunchTest, GivenTokenOfFiveMegabytes_WhenPosted_ThenTooLargeBeforeItIsRead) {
  const LoginAnswer login = Login(browser_);

  EXPECT_EQ(PostToken(browser_, login.state, std::string(std::size_t{5} * 1024 * 1024, 'a')).status,
            413);
}

TEST_F(LaunchTest, GivenErrorOfThePlatform_WhenPosted_ThenReadablePageAndStateUsedUp) {
  const LoginAnswer login = Login(browser_);
  Form form;
  form.Add("state", login.state);
  form.Add("error", "login_required");
  form.Add("error_description", "<b>nope</b>");

  const IncomingResponse response = browser_.PostForm("/lti/launch", form);

  ExpectRefusal(response, 400);
  EXPECT_FALSE(absl::StrContains(response.body, "<b>nope"));
  ExpectRefusal(
      PostToken(browser_, login.state, platform_.Sign(platform_.GoodHeader(), Payload(login))),
      400);
}

TEST_F(LaunchTest, GivenErrorTogetherWithToken_WhenPosted_ThenRefused) {
  const LoginAnswer login = Login(browser_);
  Form form;
  form.Add("state", login.state);
  form.Add("error", "x");
  form.Add("id_token", platform_.Sign(platform_.GoodHeader(), Payload(login)));

  ExpectRefusal(browser_.PostForm("/lti/launch", form), 400);
  ExpectNobodyCameIn();
}

TEST_F(LaunchTest, GivenTokenInTheQuery_WhenPostedWithoutBody_ThenIgnored) {
  const LoginAnswer login = Login(browser_);
  Form form;
  form.Add("state", login.state);
  form.Add("id_token", platform_.Sign(platform_.GoodHeader(), Payload(login)));

  ExpectRefusal(browser_.PostForm("/lti/launch?" + form.Encode(), Form()), 400);
  EXPECT_EQ(browser_.Get("/lti/launch?" + form.Encode()).status, 405);
}

TEST_F(LaunchTest, GivenRepeatedField_WhenPosted_ThenRefused) {
  const LoginAnswer login = Login(browser_);
  Form form;
  form.Add("state", login.state);
  form.Add("state", login.state);
  form.Add("id_token", platform_.Sign(platform_.GoodHeader(), Payload(login)));

  ExpectRefusal(browser_.PostForm("/lti/launch", form), 400);
}

TEST_F(LaunchTest, GivenEveryRefusal_WhenAllAreDone_ThenNoSessionWasStored) {
  ExpectRefusal(LaunchWithout("sub"), 400);
  ExpectRefusal(LaunchWithClaim("nonce", Text("x")), 400);

  std::int64_t sessions = -1;
  EXPECT_THAT(database_->Read(absl::Now() + absl::Seconds(5),
                              [&](storage::Transaction& transaction) -> absl::Status {
                                const auto rows =
                                    transaction.Execute("SELECT count(*) FROM session", {});
                                if (rows.ok()) sessions = rows->at(0).Int(0);
                                return rows.status();
                              }),
              IsOk());
  EXPECT_EQ(sessions, 0);
}

}  // namespace
}  // namespace driehoek::lti::test
