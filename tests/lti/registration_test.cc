// Dynamic registration behind an invitation, and the addresses that the adapter refuses to call.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "json/json.h"
#include "lti/adapter_test.h"

namespace driehoek::lti::test {
namespace {

class RegistrationTest : public AdapterTest {
 protected:
  Form Asked(const std::string& invite) {
    Form form;
    form.Add("invite", invite);
    form.Add("openid_configuration", lms_.url() + "/configuration");
    form.Add("registration_token", "tok-1");
    return form;
  }
  IncomingResponse Show(const Form& form) { return browser_.Get("/lti/register?" + form.Encode()); }
  IncomingResponse Register(const Form& form) { return browser_.PostForm("/lti/register", form); }
  bool IsRegistered() { return registrations_->Find(lms_.url(), "client-7").ok(); }
  // A refusal of this page: as any other, but frameable by anybody.
  void ExpectPage(const IncomingResponse& response, int status) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_TRUE(
        absl::StrContains(response.HeaderValue("content-security-policy"), "frame-ancestors *"));
  }

  FakePlatform lms_;  // one that is not known yet
  Browser browser_ = NewBrowser();
};

TEST_F(RegistrationTest, GivenInvitation_WhenPageIsShown_ThenPlatformIsNamedAndNothingIsDone) {
  const std::string invite = Invite();

  const IncomingResponse page = Show(Asked(invite));

  ExpectPage(page, 200);
  EXPECT_TRUE(absl::StrContains(page.body, lms_.url()));
  EXPECT_TRUE(absl::StrContains(page.body, "<form method=\"post\""));
  EXPECT_EQ(HiddenValue(page.body, "invite"), invite);
  EXPECT_EQ(HiddenValue(page.body, "registration_token"), "tok-1");
  EXPECT_EQ(lms_.last_authorization(), "Bearer tok-1");
  EXPECT_EQ(lms_.registrations(), 0);
  EXPECT_FALSE(IsRegistered());
}

TEST_F(RegistrationTest, GivenInvitation_WhenConfirmed_ThenPlatformIsKnownAndDeploymentActive) {
  const IncomingResponse page = Register(Asked(Invite()));

  ExpectPage(page, 200);
  EXPECT_TRUE(absl::StrContains(page.body, "/lti/assets/close.js"));
  const auto registration = registrations_->Find(lms_.url(), "client-7");
  ASSERT_THAT(registration, IsOk());
  EXPECT_EQ(registration->tenant.value(), "demo");
  EXPECT_EQ(registration->token_audience, lms_.url() + "/token");
  EXPECT_THAT(registration->scopes,
              testing::ElementsAre("https://purl.imsglobal.org/spec/lti-ags/scope/score"));
  const auto deployment = registrations_->UseDeployment(*registration, "3");
  EXPECT_THAT(deployment, IsOk());
}

TEST_F(RegistrationTest, GivenConfirmation_WhenSent_ThenDocumentSaysWhatPlatformsNeed) {
  ExpectPage(Register(Asked(Invite())), 200);

  const auto document = JsonObject::Parse(lms_.last_registration());
  ASSERT_THAT(document, IsOk());
  EXPECT_EQ(document->StringOrEmpty("application_type"), "web");
  EXPECT_EQ(document->StringOrEmpty("token_endpoint_auth_method"), "private_key_jwt");
  EXPECT_EQ(document->StringOrEmpty("initiate_login_uri"), "http://localhost:8080/lti/login");
  EXPECT_EQ(document->StringOrEmpty("jwks_uri"), "http://localhost:8080/lti/jwks");
  EXPECT_THAT(*document->Strings("redirect_uris"),
              testing::ElementsAre("http://localhost:8080/lti/launch"));
  const auto tool = document->Object("https://purl.imsglobal.org/spec/lti-tool-configuration");
  ASSERT_THAT(tool, IsOk());
  EXPECT_EQ(tool->StringOrEmpty("domain"), "localhost:8080");
  EXPECT_EQ(tool->Objects("messages")->size(), 2U);
}

TEST_F(RegistrationTest, GivenUsedInvitation_WhenUsedAgain_ThenRefusedWithoutAsking) {
  const std::string invite = Invite();
  ExpectPage(Register(Asked(invite)), 200);
  const int before = lms_.registrations();

  ExpectPage(Register(Asked(invite)), 404);
  ExpectPage(Show(Asked(invite)), 404);
  EXPECT_EQ(lms_.registrations(), before);
}

TEST_F(RegistrationTest, GivenNoOrUnknownOrOldInvitation_WhenAsked_ThenRefusedWithoutAsking) {
  const std::string invite = Invite();
  clock_.Advance(absl::Hours(24 * 14));

  for (const std::string& code : {std::string(), std::string("guess"), invite}) {
    ExpectPage(Show(Asked(code)), 404);
    ExpectPage(Register(Asked(code)), 404);
  }
  EXPECT_EQ(lms_.last_authorization(), "");
}

TEST_F(RegistrationTest, GivenFailure_WhenTriedAgain_ThenInvitationStillCounts) {
  const std::string invite = Invite();
  lms_.SetRegistrationAnswer(401, "token_already_used");
  ExpectPage(Register(Asked(invite)), 502);
  EXPECT_FALSE(IsRegistered());
  lms_.SetRegistrationAnswer(201, lms_.GoodRegistrationAnswer());

  ExpectPage(Register(Asked(invite)), 200);
  EXPECT_TRUE(IsRegistered());
}

TEST_F(RegistrationTest, GivenUnusableAnswers_WhenRegistered_ThenNothingIsStored) {
  const std::string invite = Invite();
  for (const char* answer : {"", "[]", "<html>", "{}", R"({"client_id":""})", R"({"client_id":7})",
                             R"({"client_id":"a","client_id":"b"})"}) {
    lms_.SetRegistrationAnswer(200, answer);
    ExpectPage(Register(Asked(invite)), 502);
  }
  EXPECT_FALSE(IsRegistered());
}

struct BadMember {
  const char* name;
  const char* json;  // nullptr: left out
};
class BadConfigurationTest : public RegistrationTest,
                             public testing::WithParamInterface<BadMember> {};

TEST_P(BadConfigurationTest, GivenConfigurationWithOneThingWrong_WhenAsked_ThenRefused) {
  Json configuration = lms_.GoodConfiguration();
  configuration.erase(GetParam().name);
  if (GetParam().json != nullptr) configuration[GetParam().name] = GetParam().json;
  lms_.SetConfiguration(Write(configuration));
  const std::string invite = Invite();

  ExpectPage(Show(Asked(invite)), 400);
  ExpectPage(Register(Asked(invite)), 400);
  EXPECT_EQ(lms_.registrations(), 0);
  EXPECT_FALSE(IsRegistered());
}

INSTANTIATE_TEST_SUITE_P(
    All, BadConfigurationTest,
    testing::Values(BadMember{"issuer", nullptr}, BadMember{"issuer", R"("https://other.example")"},
                    BadMember{"issuer", R"("http://127.0.0.1")"}, BadMember{"issuer", "7"},
                    BadMember{"authorization_endpoint", nullptr},
                    BadMember{"token_endpoint", nullptr}, BadMember{"jwks_uri", nullptr},
                    BadMember{"registration_endpoint", nullptr},
                    BadMember{"jwks_uri", R"("https://10.0.0.1/jwks")"},
                    BadMember{"jwks_uri", R"("http://lms.example/jwks")"},
                    BadMember{"token_endpoint", R"("file:///etc/passwd")"},
                    BadMember{"registration_endpoint", R"("https://169.254.169.254/latest")"},
                    BadMember{"authorization_endpoint", "\"javascript:alert(1)\""},
                    BadMember{"id_token_signing_alg_values_supported", nullptr},
                    BadMember{"id_token_signing_alg_values_supported", R"(["HS256"])"}));

TEST_F(RegistrationTest, GivenForbiddenConfigurationAddress_WhenAsked_Then400WithoutAnAttempt) {
  for (const char* url :
       {"http://lms.example/c", "https://10.0.0.1/c", "https://192.168.0.1/c", "https://[::1]/c",
        "https://169.254.169.254/c", "file:///etc/passwd", "gopher://127.0.0.1/c",
        "https://2130706433/c", "https://user@lms.example/c", "nonsense"}) {
    Form form;
    form.Add("invite", Invite());
    form.Add("openid_configuration", url);
    ExpectPage(Show(form), 400);
  }
}

TEST_F(RegistrationTest, GivenTroubleAtAnAllowedAddress_WhenAsked_Then502) {
  const std::string invite = Invite();
  for (const std::string& url : {lms_.url() + "/redirect", lms_.url() + "/huge",
                                 lms_.url() + "/nothing", std::string("http://127.0.0.1:1/c")}) {
    Form form;
    form.Add("invite", invite);
    form.Add("openid_configuration", url);
    ExpectPage(Show(form), 502);
  }
}

TEST_F(RegistrationTest,
       GivenKnownClient_WhenRegisteredWithOtherEndpoints_Then409AndNothingChanges) {
  ExpectPage(Register(Asked(Invite())), 200);
  Json configuration = lms_.GoodConfiguration();
  configuration["jwks_uri"] = Text(lms_.url() + "/evil-jwks");
  lms_.SetConfiguration(Write(configuration));
  const std::string second = Invite();

  ExpectPage(Register(Asked(second)), 409);
  EXPECT_EQ(registrations_->Find(lms_.url(), "client-7")->jwks_uri, lms_.url() + "/jwks");
  EXPECT_THAT(registrations_->CheckInvitation(second), IsOk());
}

TEST_F(RegistrationTest, GivenKnownClient_WhenInvitedByAnotherInstitution_Then409) {
  ExpectPage(Register(Asked(Invite())), 200);
  const auto other = registrations_->Invite(TenantId("other"), 1);

  ExpectPage(Register(Asked(*other)), 409);
  EXPECT_EQ(registrations_->Find(lms_.url(), "client-7")->tenant.value(), "demo");
}

TEST_F(RegistrationTest, GivenKnownClient_WhenRegisteredTheSame_ThenOnlyScopesAreRefreshed) {
  ExpectPage(Register(Asked(Invite())), 200);
  lms_.SetRegistrationAnswer(
      200, absl::StrReplaceAll(lms_.GoodRegistrationAnswer(), {{"scope/score", "scope/lineitem"}}));

  ExpectPage(Register(Asked(Invite())), 200);

  const auto registration = registrations_->Find(lms_.url(), "client-7");
  ASSERT_THAT(registration, IsOk());
  EXPECT_THAT(registration->scopes,
              testing::ElementsAre("https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"));
}

TEST_F(RegistrationTest, GivenInvitationForTwo_WhenUsedThreeTimes_ThenTheThirdIsRefused) {
  const std::string invite = Invite(2);

  ExpectPage(Register(Asked(invite)), 200);
  ExpectPage(Register(Asked(invite)), 200);
  ExpectPage(Register(Asked(invite)), 404);
}

TEST_F(RegistrationTest, GivenKeySet_WhenFetched_ThenTwoPublicKeysFitForEveryPlatform) {
  const IncomingResponse response = browser_.Get("/lti/jwks");

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.HeaderValue("content-type"), "application/json");
  const auto set = JsonObject::Parse(response.body);
  ASSERT_THAT(set, IsOk());
  const auto keys = set->Objects("keys");
  ASSERT_EQ(keys->size(), 2U);
  for (const JsonObject& key : *keys) {
    EXPECT_EQ(key.StringOrEmpty("kty"), "RSA");
    EXPECT_EQ(key.StringOrEmpty("alg"), "RS256");
    EXPECT_EQ(key.StringOrEmpty("use"), "sig");
    EXPECT_FALSE(key.StringOrEmpty("kid").empty());
    EXPECT_EQ(key.StringOrEmpty("n").size(), 342U);  // 2048 bits without a leading zero byte
    EXPECT_FALSE(key.Has("d") || key.Has("p") || key.Has("q"));
  }
}

}  // namespace
}  // namespace driehoek::lti::test
