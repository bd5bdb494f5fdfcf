// The API for browsers: who may call what, how it is written, how it fails.
#include <driehoek/v1/directory_service.pb.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/method_table.h"
#include "json/json.h"
#include "launch/people_memory.h"
#include "lti/adapter_test.h"

namespace driehoek::lti::test {
namespace {

constexpr const char* kGetInstitution = "/driehoek.v1.DirectoryService/GetInstitution";

class GatewayTest : public AdapterTest {
 protected:
  IncomingResponse Call(const std::string& path, const std::string& json,
                        std::vector<Header> headers = {}) {
    headers.push_back({"Authorization", "Bearer " + token_});
    return browser_.PostJson(path, json, std::move(headers));
  }
  static std::string ReasonIn(const IncomingResponse& response) {
    const auto error = JsonObject::Parse(response.body);
    if (!error.ok()) return "not JSON: " + response.body;
    const auto details = error->Objects("details");
    for (const JsonObject& detail : *details) {
      if (detail.StringOrEmpty("type") == "google.rpc.ErrorInfo")
        return detail.Object("debug")->StringOrEmpty("reason");
    }
    return "";
  }
  void ExpectError(const IncomingResponse& response, int status, const std::string& code,
                   const std::string& reason) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(response.HeaderValue("content-type"), "application/json");
    EXPECT_EQ(JsonObject::Parse(response.body)->StringOrEmpty("code"), code);
    EXPECT_EQ(ReasonIn(response), reason);
  }

  Browser browser_ = NewBrowser();
  std::string token_ = Launch(browser_);
};

TEST_F(GatewayTest, GivenSession_WhenJsonPosted_ThenServiceHearsWhoCalls) {
  const IncomingResponse response =
      Call(kGetInstitution, R"({"name":"institutions/demo"})", {{"User-Agent", "Test/1"}});

  EXPECT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(response.HeaderValue("content-type"), "application/json");
  EXPECT_EQ(response.HeaderValue("cache-control"), "no-store");
  EXPECT_EQ(JsonObject::Parse(response.body)->StringOrEmpty("name"), "institutions/demo");
  const auto caller = services_.last_caller();
  ASSERT_TRUE(caller.has_value());
  EXPECT_EQ(caller->Name(), "institutions/demo/persons/0197c000-0000-7000-8000-000000000001");
  EXPECT_EQ(caller->role, auth::Role::kTeacher);
  EXPECT_EQ(caller->client_address, "127.0.0.1");
  EXPECT_FALSE(caller->session.empty());
}

TEST_F(GatewayTest, GivenBinaryMessage_WhenPosted_ThenAnswerIsBinaryToo) {
  v1::GetInstitutionRequest request;
  request.set_name("institutions/demo");

  const auto response =
      client_->Send({.method = "POST",
                     .url = absl::StrCat("http://127.0.0.1:", adapter_->port(), kGetInstitution),
                     .headers = {{"Content-Type", "application/proto"},
                                 {"Origin", "http://localhost:8080"},
                                 {"Authorization", "Bearer " + token_}},
                     .body = request.SerializeAsString()});

  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->HeaderValue("content-type"), "application/proto");
  v1::Institution institution;
  ASSERT_TRUE(institution.ParseFromString(response->body));
  EXPECT_EQ(institution.name(), "institutions/demo");
}

TEST_F(GatewayTest, GivenMethodsNotForBrowsers_WhenCalled_ThenUnknown) {
  for (const char* path :
       {"/driehoek.v1.DirectoryService/EnsurePerson", "/driehoek.v1.AccessService/OpenGuestLink",
        "/driehoek.v1.AccessService/ConfirmAddress",
        "/driehoek.v1.AccessService/RequestNewGuestLink", "/driehoek.v1.EventService/WatchEvents",
        "/driehoek.v1.AccessService/NoSuchMethod", "/driehoek.v1.NoService/GetSelf"}) {
    ExpectError(Call(path, "{}"), 501, "unimplemented", "METHOD_UNKNOWN");
  }
  EXPECT_EQ(browser_.Get(kGetInstitution).status, 405);
}

TEST_F(GatewayTest, GivenTheContract_WhenListed_ThenBrowsersReachAllButTheAdaptersOwn) {
  const MethodTable methods;

  EXPECT_TRUE(methods.Allows("/driehoek.v1.AccessService/GetSelf"));
  EXPECT_TRUE(methods.Allows("/driehoek.v1.AccessService/CreateApiClient"));
  EXPECT_TRUE(methods.Allows("/driehoek.v1.AgreementService/SignAgreement"));
  EXPECT_TRUE(methods.Allows("/driehoek.v1.PlacementService/GetPlacement"));
  EXPECT_TRUE(methods.Allows("/driehoek.v1.MatchingService/SubmitPreferences"));
  EXPECT_FALSE(methods.Allows("/driehoek.v1.AccessService/OpenGuestLink"));
}

TEST_F(GatewayTest, GivenNoOrWrongToken_WhenCalled_ThenUnauthenticated) {
  ExpectError(browser_.PostJson(kGetInstitution, "{}"), 401, "unauthenticated", "SESSION_MISSING");
  token_ = "guess";
  ExpectError(Call(kGetInstitution, "{}"), 401, "unauthenticated", "SESSION_UNKNOWN");
}

TEST_F(GatewayTest, GivenSession_WhenIdleForTwoHoursOrTwelveHoursOld_ThenExpired) {
  clock_.Advance(absl::Hours(2) - absl::Seconds(1));
  EXPECT_EQ(Call(kGetInstitution, "{}").status, 200);
  clock_.Advance(absl::Hours(2));
  ExpectError(Call(kGetInstitution, "{}"), 401, "unauthenticated", "SESSION_EXPIRED");

  token_ = Launch(browser_);
  for (int i = 0; i < 11; ++i) {
    clock_.Advance(absl::Hours(1));
    EXPECT_EQ(Call(kGetInstitution, "{}").status, 200);
  }
  clock_.Advance(absl::Hours(1));
  ExpectError(Call(kGetInstitution, "{}"), 401, "unauthenticated", "SESSION_EXPIRED");
}

TEST_F(GatewayTest, GivenPageOfAnotherOrigin_WhenItCalls_ThenRefused) {
  for (const char* origin : {"https://evil.example", "null", "http://localhost:8081", ""}) {
    const auto response =
        client_->Send({.method = "POST",
                       .url = absl::StrCat("http://127.0.0.1:", adapter_->port(), kGetInstitution),
                       .headers = {{"Content-Type", "application/json"},
                                   {"Origin", origin},
                                   {"Authorization", "Bearer " + token_}},
                       .body = "{}"});
    ASSERT_THAT(response, IsOk());
    ExpectError(*response, 403, "permission_denied", "ORIGIN_FOREIGN");
  }
}

TEST_F(GatewayTest, GivenJsonThatIsNotTheRequest_WhenPosted_ThenInvalidArgument) {
  for (const char* json :
       {"", "{", "[]", "7", R"({"nmae":"x"})", R"({"name":7})", R"({"name":"x"} x)"}) {
    const IncomingResponse response = Call(kGetInstitution, json);
    EXPECT_EQ(response.status, 400) << json;
  }
  ExpectError(Call(kGetInstitution, R"({"name":"a","name":"b"})"), 400, "invalid_argument",
              "JSON_MALFORMED");
  ExpectError(
      Call("/driehoek.v1.AccessService/CreateGuestGrant", R"({"guestGrant":{"state":"NO_SUCH"}})"),
      400, "invalid_argument", "MESSAGE_MALFORMED");
}

TEST_F(GatewayTest, GivenOtherContentType_WhenPosted_ThenUnsupported) {
  for (const char* type :
       {"text/plain", "application/x-www-form-urlencoded", "application/grpc", ""}) {
    const auto response =
        client_->Send({.method = "POST",
                       .url = absl::StrCat("http://127.0.0.1:", adapter_->port(), kGetInstitution),
                       .headers = {{"Content-Type", type},
                                   {"Origin", "http://localhost:8080"},
                                   {"Authorization", "Bearer " + token_}},
                       .body = "{}"});
    ASSERT_THAT(response, IsOk());
    EXPECT_EQ(response->status, 415) << type;
  }
}

TEST_F(GatewayTest, GivenRefusalOfTheService_WhenCalled_ThenCodeAndDetailsComeThrough) {
  services_.RefuseInstitution(true);

  const IncomingResponse response = Call(kGetInstitution, "{}");

  ExpectError(response, 400, "failed_precondition", "FAKE_REFUSAL");
  const auto details = JsonObject::Parse(response.body)->Objects("details");
  ASSERT_EQ(details->size(), 2U);
  EXPECT_EQ(details->at(1).StringOrEmpty("type"), "google.rpc.BadRequest");
  EXPECT_TRUE(absl::StrContains(response.body, "institution.name"));
  EXPECT_FALSE(absl::StrContains(details->at(0).StringOrEmpty("value"), "="));
}

TEST_F(GatewayTest, GivenDeadline_WhenServiceIsSlow_ThenDeadlineExceeded) {
  ExpectError(
      Call("/driehoek.v1.DirectoryService/GetProgramme", "{}", {{"Connect-Timeout-Ms", "100"}}),
      504, "deadline_exceeded", "SERVICE_AWAY");
  ExpectError(Call(kGetInstitution, "{}", {{"Connect-Timeout-Ms", "-1"}}), 400, "invalid_argument",
              "TIMEOUT_MALFORMED");
}

TEST_F(GatewayTest, GivenSeveralRoles_WhenOneIsNamed_ThenItIsActedIn) {
  services_.GrantRole("practice_office");
  clock_.Advance(kPersonMemory);
  token_ = Launch(browser_);

  EXPECT_EQ(Call(kGetInstitution, "{}", {{"Driehoek-Role", "practice_office"}}).status, 200);
  EXPECT_EQ(services_.last_caller()->role, auth::Role::kPracticeOffice);
  EXPECT_EQ(Call(kGetInstitution, "{}").status, 200);
  EXPECT_EQ(services_.last_caller()->role, auth::Role::kTeacher);
  ExpectError(Call(kGetInstitution, "{}", {{"Driehoek-Role", "institution_admin"}}), 403,
              "permission_denied", "ROLE_NOT_HELD");
  ExpectError(Call(kGetInstitution, "{}", {{"Driehoek-Role", "adapter"}}), 403, "permission_denied",
              "ROLE_NOT_HELD");
}

TEST_F(GatewayTest, GivenRoleTakenUpByCode_WhenNamedAfterwards_ThenItCountsInTheSameSession) {
  ExpectError(Call(kGetInstitution, "{}", {{"Driehoek-Role", "practice_office"}}), 403,
              "permission_denied", "ROLE_NOT_HELD");

  EXPECT_EQ(Call("/driehoek.v1.AccessService/RedeemRoleGrant", "{}").status, 200);

  EXPECT_EQ(Call(kGetInstitution, "{}", {{"Driehoek-Role", "practice_office"}}).status, 200);
  EXPECT_EQ(services_.last_caller()->role, auth::Role::kPracticeOffice);
}

TEST_F(GatewayTest, GivenRoleTakenUpByCode_WhenLaunchedAgainAtOnce_ThenItIsHeld) {
  services_.GrantRole("practice_office");
  EXPECT_EQ(Call("/driehoek.v1.AccessService/RedeemRoleGrant", "{}").status, 200);

  token_ = Launch(browser_);

  EXPECT_EQ(Call(kGetInstitution, "{}", {{"Driehoek-Role", "practice_office"}}).status, 200);
}

TEST_F(GatewayTest, GivenOtherInstitution_WhenNamed_ThenNotHeld) {
  ExpectError(Call(kGetInstitution, "{}", {{"Driehoek-Institution", "other"}}), 403,
              "permission_denied", "INSTITUTION_NOT_HELD");
}

TEST_F(GatewayTest, GivenRunningAdapter_WhenAskedForItsHealth_ThenItSaysSo) {
  EXPECT_EQ(browser_.Get("/healthz").status, 200);
  EXPECT_EQ(browser_.Get("/readyz").status, 200);
  ExpectRefusal(browser_.Get("/nothing"), 404);
}

// Guests.
class GuestTest : public GatewayTest {
 protected:
  IncomingResponse Open(const std::string& secret) {
    return browser_.PostJson("/g/open", absl::StrCat("{\"secret\":\"", secret, "\"}"));
  }
  Browser browser_ = NewBrowser();
};

TEST_F(GuestTest, GivenGuestPage_WhenFetched_ThenNothingChangesAndNoSecretIsThere) {
  const IncomingResponse page = browser_.Get("/g");

  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(absl::StrContains(page.body, R"({"kind":"guest","locale":"nl"})"));
  EXPECT_EQ(page.HeaderValue("set-cookie"), "");
  EXPECT_TRUE(
      absl::EndsWith(page.HeaderValue("content-security-policy"), "frame-ancestors 'self'"));
}

TEST_F(GuestTest, GivenGoodSecret_WhenOpened_ThenSessionActsForTheGuest) {
  const IncomingResponse opened = Open("demo.good");
  ASSERT_EQ(opened.status, 200) << opened.body;
  const std::string cookie = opened.HeaderValue("set-cookie");
  EXPECT_TRUE(absl::StartsWith(cookie, "__Host-"));
  EXPECT_TRUE(absl::StrContains(cookie, "; Secure; HttpOnly; SameSite=Strict"));
  token_ = TokenOf(opened);

  EXPECT_EQ(
      browser_.PostJson(kGetInstitution, "{}", {{"Authorization", "Bearer " + token_}}).status,
      200);

  const auto caller = services_.last_caller();
  EXPECT_EQ(caller->role, auth::Role::kWorkplaceSupervisor);
  EXPECT_EQ(caller->guest_grant, "0197c000-0000-7000-8000-00000000000a");
  EXPECT_FALSE(caller->factor_time.has_value());
}

TEST_F(GuestTest, GivenBadSecrets_WhenOpened_ThenReasonComesBackAndNoCookie) {
  for (const auto& [secret, status] :
       std::vector<std::pair<std::string, int>>{{"demo.bad", 404},
                                                {"demo.expired", 400},
                                                {"", 401},
                                                {"../x.y", 404},
                                                {std::string(300, 'a'), 404}}) {
    const IncomingResponse response = Open(secret);
    EXPECT_EQ(response.status, status) << secret;
    EXPECT_EQ(response.HeaderValue("set-cookie"), "");
  }
  EXPECT_EQ(browser_.Get("/g/open").status, 405);
}

TEST_F(GuestTest, GivenReload_WhenResumedByCookie_ThenNewTokenForTheSameSession) {
  const std::string first = TokenOf(Open("demo.good"));

  const IncomingResponse resumed = browser_.PostJson("/g/open", "{}");

  ASSERT_EQ(resumed.status, 200);
  const std::string second = TokenOf(resumed);
  EXPECT_NE(first, second);
  for (const std::string& token : {first, second}) {
    EXPECT_EQ(
        browser_.PostJson(kGetInstitution, "{}", {{"Authorization", "Bearer " + token}}).status,
        200);
  }
  // The cookie alone writes nothing.
  EXPECT_EQ(browser_.PostJson(kGetInstitution, "{}").status, 401);
}

TEST_F(GuestTest, GivenNoCookie_WhenResumed_ThenUnauthenticated) {
  ExpectError(browser_.PostJson("/g/open", "{}"), 401, "unauthenticated", "SESSION_UNKNOWN");
}

TEST_F(GuestTest, GivenCode_WhenConfirmed_ThenAddressIsProvedAndOtherInstitutionsAreTakenUp) {
  const Header bearer = {"Authorization", "Bearer " + TokenOf(Open("demo.good"))};
  EXPECT_EQ(browser_.PostJson("/g/code", "{}", {bearer}).body,
            R"({"maskedAddress":"p***@firm.example"})");
  ExpectError(browser_.PostJson("/g/confirm", R"({"code":"000000"})", {bearer}), 400,
              "failed_precondition", "CODE_WRONG");

  const IncomingResponse confirmed =
      browser_.PostJson("/g/confirm", R"({"code":"123456"})", {bearer});

  ASSERT_EQ(confirmed.status, 200) << confirmed.body;
  EXPECT_EQ(confirmed.body, R"({"grants":[{"institution":"demo"},{"institution":"other"}]})");
  EXPECT_EQ(
      browser_.PostJson(kGetInstitution, "{}", {bearer, {"Driehoek-Institution", "other"}}).status,
      200);
  EXPECT_EQ(services_.last_caller()->tenant.value(), "other");
  EXPECT_EQ(services_.last_caller()->guest_grant, "0197c000-0000-7000-8000-00000000000b");
  EXPECT_EQ(services_.last_caller()->factor_time, std::optional<absl::Time>(clock_.Now()));
}

TEST_F(GuestTest, GivenRenewal_WhenAsked_ThenAnswerTellsNothing) {
  const IncomingResponse known =
      browser_.PostJson("/g/renew", R"({"secret":"demo.old","email":"known@firm.example"})");
  const IncomingResponse unknown =
      browser_.PostJson("/g/renew", R"({"secret":"demo.old","email":"nobody@firm.example"})");

  EXPECT_EQ(known.status, 200);
  EXPECT_EQ(unknown.status, known.status);
  EXPECT_EQ(unknown.body, known.body);
}

TEST_F(GuestTest, GivenLaunchSession_WhenGuestCallsAreMade_ThenRefused) {
  const Header bearer = {"Authorization", "Bearer " + token_};

  ExpectError(browser_.PostJson("/g/confirm", R"({"code":"123456"})", {bearer}), 401,
              "unauthenticated", "SESSION_UNKNOWN");
}

TEST_F(GuestTest, GivenClosedSession_WhenUsed_ThenItIsGone) {
  const Header bearer = {"Authorization", "Bearer " + TokenOf(Open("demo.good"))};

  EXPECT_EQ(browser_.PostJson("/g/close", "{}", {bearer}).status, 200);

  EXPECT_EQ(browser_.PostJson(kGetInstitution, "{}", {bearer}).status, 401);
  EXPECT_EQ(browser_.PostJson("/g/open", "{}").status, 401);
}

}  // namespace
}  // namespace driehoek::lti::test
