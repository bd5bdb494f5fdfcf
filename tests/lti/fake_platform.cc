#include "lti/fake_platform.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "json/json_writer.h"
#include "shared/crypto/encoding.h"
#include "shared/crypto/jwk.h"

namespace driehoek::lti::test {
namespace {

// Generated once for all tests of the process: each takes a tenth of a second.
const crypto::RsaKeyPair& PlatformKey() {
  static const crypto::RsaKeyPair key = *crypto::RsaKeyPair::Generate(2048);
  return key;
}

Response AsJson(int status, std::string body) {
  Response response{.status = status, .body = std::move(body)};
  response.Set("Content-Type", "application/json");
  return response;
}

}  // namespace

std::string Text(const std::string& text) { return JsonQuote(text); }

std::string Write(const Json& members) {
  JsonObjectWriter writer;
  for (const auto& [name, value] : members) writer.Raw(name, value);
  return writer.Done();
}

const crypto::RsaKeyPair& FakePlatform::OtherKey() {
  static const crypto::RsaKeyPair key = *crypto::RsaKeyPair::Generate(2048);
  return key;
}

FakePlatform::FakePlatform() : key_(PlatformKey()) {
  auto server = Server::Start(
      {.listen = "127.0.0.1:0", .workers = 4},
      [this](const Request& request) { return Answer(request); },
      [](const Request&, const Response&, absl::Duration) {});
  if (!server.ok()) std::abort();
  server_ = *std::move(server);
  key_set_ = GoodKeySet();
  configuration_ = Write(GoodConfiguration());
  registration_answer_ = GoodRegistrationAnswer();
}

void FakePlatform::Set(std::string FakePlatform::*member, const std::string& value) {
  const std::lock_guard lock(mutex_);
  this->*member = value;
}

void FakePlatform::SetRegistrationAnswer(int status, const std::string& json) {
  const std::lock_guard lock(mutex_);
  registration_status_ = status;
  registration_answer_ = json;
}

std::string FakePlatform::last_registration() const {
  const std::lock_guard lock(mutex_);
  return last_registration_;
}
std::string FakePlatform::last_authorization() const {
  const std::lock_guard lock(mutex_);
  return last_authorization_;
}
std::string FakePlatform::last_token_form() const {
  const std::lock_guard lock(mutex_);
  return last_token_form_;
}

std::string FakePlatform::GoodKeySet() const {
  const crypto::RsaJwk jwk = crypto::ToJwk(key_.PublicKey());
  // With what a real key set also holds: other kinds of keys, and one of ours for encryption.
  return absl::StrCat(
      R"({"keys":[{"kty":"EC","crv":"P-256","kid":"ec"},{"kid":"no-type"},{"kty":"RSA","use":"enc",)",
      R"("kid":"enc","n":")", jwk.n, R"(","e":")", jwk.e,
      R"("},{"kty":"RSA","use":"sig","kid":"k1",)", R"("n":")", jwk.n, R"(","e":")", jwk.e,
      R"("}]})");
}

Json FakePlatform::GoodConfiguration() const {
  return {{"issuer", Text(url())},
          {"authorization_endpoint", Text(url() + "/auth")},
          {"token_endpoint", Text(url() + "/token")},
          {"jwks_uri", Text(url() + "/jwks")},
          {"registration_endpoint", Text(url() + "/register")},
          {"id_token_signing_alg_values_supported", R"(["RS256"])"},
          {"https://purl.imsglobal.org/spec/lti-platform-configuration",
           R"({"product_family_code":"moodle"})"}};
}

std::string FakePlatform::GoodRegistrationAnswer() const {
  return absl::StrCat(
      R"({"client_id":"client-7","scope":"https://purl.imsglobal.org/spec/lti-ags/scope/score",)",
      R"("https://purl.imsglobal.org/spec/lti-tool-configuration":{"deployment_id":"3"}})");
}

Json FakePlatform::GoodHeader() const {
  return {{"alg", Text("RS256")}, {"typ", Text("JWT")}, {"kid", Text("k1")}};
}

Json FakePlatform::GoodPayload(absl::Time now, const std::string& nonce) const {
  const std::int64_t seconds = absl::ToUnixSeconds(now);
  return {{"iss", Text(url())},
          {"aud", Text(client_id())},
          {"sub", Text("u-91")},
          {"iat", absl::StrCat(seconds)},
          {"exp", absl::StrCat(seconds + 60)},
          {"nonce", Text(nonce)},
          {"name", Text("Tess Docent")},
          {"given_name", Text("Tess")},
          {"email", Text("tess@school.example")},
          {Claim("version"), Text("1.3.0")},
          {Claim("message_type"), Text("LtiResourceLinkRequest")},
          {Claim("deployment_id"), Text("3")},
          {Claim("target_link_uri"), Text("http://localhost:8080/lti/launch")},
          {Claim("resource_link"), R"({"id":"link-12","title":"Stage"})"},
          {Claim("roles"), R"(["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"])"},
          {Claim("lis"), R"({"person_sourcedid":" 500123 ","course_section_sourcedid":"7"})"},
          {Claim("context"), R"({"id":"c-5","title":"Stage 3"})"},
          {Claim("launch_presentation"),
           R"({"locale":"nl","return_url":"https://vanity.school.example/back?k=s"})"}};
}

std::string FakePlatform::SignWith(const crypto::RsaKeyPair& key, const std::string& header,
                                   const std::string& payload) {
  const std::string input =
      absl::StrCat(crypto::Base64UrlEncode(header), ".", crypto::Base64UrlEncode(payload));
  return absl::StrCat(input, ".", crypto::Base64UrlEncode(*key.SignSha256(input)));
}

std::string FakePlatform::Sign(const Json& header, const Json& payload) const {
  return SignWith(key_, Write(header), Write(payload));
}

Response FakePlatform::Answer(const Request& request) {
  if (broken_) return Response{.status = 503};
  const std::lock_guard lock(mutex_);
  if (request.path == "/jwks") {
    ++key_set_fetches_;
    return AsJson(200, key_set_);
  }
  if (request.path == "/configuration") {
    last_authorization_ = std::string(request.HeaderValue("authorization"));
    return AsJson(200, configuration_);
  }
  if (request.path == "/redirect") {
    Response response{.status = 302};
    response.Set("Location", url() + "/configuration");
    return response;
  }
  if (request.path == "/huge") return AsJson(200, std::string(300 * 1024, ' '));
  if (request.path == "/register") {
    ++registrations_;
    last_registration_ = request.body;
    last_authorization_ = std::string(request.HeaderValue("authorization"));
    return AsJson(registration_status_, registration_answer_);
  }
  if (request.path == "/token") {
    ++token_requests_;
    last_token_form_ = request.body;
    return AsJson(200, absl::StrCat(R"({"access_token":"t)", token_requests_.load(),
                                    R"(","token_type":"Bearer","expires_in":3600})"));
  }
  return Response{.status = 404};
}

}  // namespace driehoek::lti::test
