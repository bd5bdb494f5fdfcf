// Each rule about the token itself, with what breaks it: form, algorithm, key, signature, issuer,
// audience, times, nonce.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lti/launch_fixture.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"
#include "shared/crypto/jwk.h"

namespace driehoek::lti::test {
namespace {

// Rules 2 to 6: the token's form, algorithm, key and signature.
TEST_F(LaunchTest, GivenTokenThatIsNone_WhenPosted_ThenRefused) {
  const LoginAnswer login = Login(browser_);
  const std::string good = platform_.Sign(platform_.GoodHeader(), Payload(login));
  for (const std::string& token :
       {std::string(), std::string("a.b"), std::string("..."), good + ".x", good + "=",
        good.substr(0, good.size() - 1) + "+", good + "\n", " " + good}) {
    const LoginAnswer next = Login(browser_);
    const IncomingResponse response = PostToken(browser_, next.state, token);
    EXPECT_EQ(response.status, 400) << token;
  }
  ExpectNobodyCameIn();
}

TEST_F(LaunchTest, GivenDuplicateMemberAtAnyDepth_WhenPosted_ThenRefused) {
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"\"sub\":", "\"sub\":\"u-1\",\"sub\":"},
           {"\"id\":\"c-5\"", "\"id\":\"c-5\",\"id\":\"c-6\""}}) {
    const LoginAnswer login = Login(browser_);
    const std::string payload = absl::StrReplaceAll(Write(Payload(login)), {{from, to}});
    ExpectRefusal(
        PostToken(browser_, login.state,
                  FakePlatform::SignWith(platform_.key(), Write(platform_.GoodHeader()), payload)),
        400);
  }
  const LoginAnswer login = Login(browser_);
  ExpectRefusal(
      PostToken(browser_, login.state,
                FakePlatform::SignWith(platform_.key(), R"({"alg":"RS256","kid":"k1","kid":"k1"})",
                                       Write(Payload(login)))),
      400);
  ExpectNobodyCameIn();
}

TEST_F(LaunchTest, GivenPayloadThatIsNoObject_WhenPosted_ThenRefused) {
  for (const char* payload : {"[]", "\"x\"", "null", "", "{} ", "{}x", "{\"a\":\"\xff\"}"}) {
    const LoginAnswer login = Login(browser_);
    ExpectRefusal(
        PostToken(browser_, login.state,
                  FakePlatform::SignWith(platform_.key(), Write(platform_.GoodHeader()), payload)),
        400);
  }
}

TEST_F(LaunchTest, GivenAnyOtherAlgorithm_WhenPosted_ThenRefused) {
  for (const char* alg :
       {"none", "None", "NONE", "nOnE", "HS256", "HS384", "RS384", "PS256", "ES256", "rs256", ""}) {
    ExpectRefusal(LaunchWith([&](Json& header, Json&) { header["alg"] = Text(alg); }), 400);
  }
  ExpectRefusal(LaunchWith([](Json& header, Json&) { header.erase("alg"); }), 400);
  ExpectRefusal(LaunchWith([](Json& header, Json&) { header["alg"] = "[\"RS256\"]"; }), 400);
  ExpectNobodyCameIn();
}

TEST_F(LaunchTest, GivenHmacWithThePublicKey_WhenPosted_ThenRefused) {
  const LoginAnswer login = Login(browser_);
  const crypto::RsaJwk jwk = crypto::ToJwk(platform_.key().PublicKey());
  const std::string input = absl::StrCat(crypto::Base64UrlEncode(R"({"alg":"HS256","kid":"k1"})"),
                                         ".", crypto::Base64UrlEncode(Write(Payload(login))));

  ExpectRefusal(PostToken(browser_, login.state,
                          absl::StrCat(input, ".",
                                       crypto::Base64UrlEncode(crypto::HmacSha256(jwk.n, input)))),
                400);
  ExpectNobodyCameIn();
}

TEST_F(LaunchTest, GivenNoSignature_WhenAlgorithmIsNone_ThenRefused) {
  const LoginAnswer login = Login(browser_);
  const std::string input = absl::StrCat(crypto::Base64UrlEncode(R"({"alg":"none"})"), ".",
                                         crypto::Base64UrlEncode(Write(Payload(login))), ".");

  ExpectRefusal(PostToken(browser_, login.state, input), 400);
}

TEST_F(LaunchTest, GivenKeyInTheHeader_WhenSignedWithIt_ThenItIsNotLookedAt) {
  const crypto::RsaJwk jwk = crypto::ToJwk(FakePlatform::OtherKey().PublicKey());
  const LoginAnswer login = Login(browser_);
  Json header = platform_.GoodHeader();
  header["jwk"] = absl::StrCat(R"({"kty":"RSA","n":")", jwk.n, R"(","e":")", jwk.e, "\"}");
  header["jku"] = Text(platform_.url() + "/evil");
  header["x5u"] = Text(platform_.url() + "/evil");

  ExpectRefusal(PostToken(browser_, login.state,
                          FakePlatform::SignWith(FakePlatform::OtherKey(), Write(header),
                                                 Write(Payload(login)))),
                401);
  // With the platform's own signature the extra members do no harm.
  EXPECT_EQ(LaunchWith([&](Json& good, Json&) { good = header; }).status, 303);
}

TEST_F(LaunchTest, GivenCriticalExtensions_WhenPosted_ThenRefused) {
  ExpectRefusal(LaunchWith([](Json& header, Json&) { header["crit"] = "[\"exp\"]"; }), 400);
}

TEST_F(LaunchTest, GivenKeyIdThatNamesNoUsableKey_WhenPosted_ThenRefused) {
  ExpectRefusal(LaunchWith([](Json& header, Json&) { header.erase("kid"); }), 400);
  ExpectRefusal(LaunchWith([](Json& header, Json&) { header["kid"] = "\"\""; }), 400);
  ExpectRefusal(LaunchWith([](Json& header, Json&) { header["kid"] = "1"; }), 400);
  // A key for encryption is not for signatures, though the numbers are the same.
  ExpectRefusal(LaunchWith([](Json& header, Json&) { header["kid"] = Text("enc"); }), 401);
  ExpectRefusal(LaunchWith([](Json& header, Json&) { header["kid"] = Text("unknown"); }), 401);
  ExpectNobodyCameIn();
}

TEST_F(LaunchTest, GivenSignatureOfAnother_WhenPosted_ThenRefused) {
  const LoginAnswer login = Login(browser_);

  ExpectRefusal(
      PostToken(browser_, login.state,
                FakePlatform::SignWith(FakePlatform::OtherKey(), Write(platform_.GoodHeader()),
                                       Write(Payload(login)))),
      401);
  ExpectNobodyCameIn();
}

// Rules 7 and 8: from whom and for whom.
TEST_F(LaunchTest, GivenOtherIssuer_WhenPosted_ThenRefused) {
  ExpectRefusal(LaunchWithClaim("iss", Text("https://other.example")), 400);
  ExpectRefusal(LaunchWithClaim("iss", Text(platform_.url() + "/")), 400);
  ExpectRefusal(LaunchWithout("iss"), 400);
}

TEST_F(LaunchTest, GivenAudienceForms_WhenPosted_ThenOnlyThoseForUsPass) {
  EXPECT_EQ(LaunchWithClaim("aud", R"(["client-7"])").status, 303);
  EXPECT_EQ(LaunchWith([](Json&, Json& payload) {
              payload["aud"] = R"(["client-7","other"])";
              payload["azp"] = Text("client-7");
            }).status,
            303);
  EXPECT_EQ(LaunchWithClaim("azp", Text("client-7")).status, 303);
  ExpectRefusal(LaunchWithClaim("aud", Text("client-70")), 400);
  ExpectRefusal(LaunchWithClaim("aud", R"(["other"])"), 400);
  ExpectRefusal(LaunchWithClaim("aud", "[]"), 400);
  ExpectRefusal(LaunchWithClaim("aud", "{\"client-7\":1}"), 400);
  ExpectRefusal(LaunchWithClaim("aud", R"(["client-7",7])"), 400);
  ExpectRefusal(LaunchWithClaim("aud", R"(["client-7","other"])"), 400);
  ExpectRefusal(LaunchWithClaim("azp", Text("other")), 400);
  ExpectRefusal(LaunchWithClaim("azp", "7"), 400);
  ExpectRefusal(LaunchWithout("aud"), 400);
}

// Rule 9: times, each on both sides of its boundary. Skew is 60 seconds.
TEST_F(LaunchTest, GivenExpiry_WhenSkewIsPast_ThenRefused) {
  const std::int64_t now = absl::ToUnixSeconds(clock_.Now());
  EXPECT_EQ(LaunchWithClaim("exp", absl::StrCat(now - 59)).status, 303);
  ExpectRefusal(LaunchWithClaim("exp", absl::StrCat(now - 60)), 400);
  ExpectRefusal(LaunchWithout("exp"), 400);
  ExpectRefusal(LaunchWithClaim("exp", Text(absl::StrCat(now + 60))), 400);
  ExpectRefusal(LaunchWithClaim("exp", "1e300"), 400);
  EXPECT_EQ(LaunchWithClaim("exp", absl::StrCat(now + 60, ".5")).status, 303);
}

TEST_F(LaunchTest, GivenIssueTime_WhenInTheFutureOrOld_ThenRefused) {
  const std::int64_t now = absl::ToUnixSeconds(clock_.Now());
  EXPECT_EQ(LaunchWithClaim("iat", absl::StrCat(now + 59)).status, 303);
  ExpectRefusal(LaunchWithClaim("iat", absl::StrCat(now + 60)), 400);
  EXPECT_EQ(LaunchWithClaim("iat", absl::StrCat(now - 3600)).status, 303);
  ExpectRefusal(LaunchWithClaim("iat", absl::StrCat(now - 3601)), 400);
  ExpectRefusal(LaunchWithClaim("iat", Text("now")), 400);
  ExpectRefusal(LaunchWithout("iat"), 400);
}

TEST_F(LaunchTest, GivenNotBefore_WhenServersDifferBySeconds_ThenAccepted) {
  const std::int64_t now = absl::ToUnixSeconds(clock_.Now());
  EXPECT_EQ(LaunchWithClaim("nbf", absl::StrCat(now + 60)).status, 303);
  ExpectRefusal(LaunchWithClaim("nbf", absl::StrCat(now + 61)), 400);
  ExpectRefusal(LaunchWithClaim("nbf", "true"), 400);
}

// Rule 10: the nonce.
TEST_F(LaunchTest, GivenNonceOfAnotherLogin_WhenPosted_ThenRefused) {
  const LoginAnswer other = Login(browser_);

  ExpectRefusal(LaunchWithClaim("nonce", Text(other.nonce)), 400);
  ExpectRefusal(LaunchWithClaim("nonce", Text("")), 400);
  ExpectRefusal(LaunchWithout("nonce"), 400);
  ExpectNobodyCameIn();
}

}  // namespace
}  // namespace driehoek::lti::test
