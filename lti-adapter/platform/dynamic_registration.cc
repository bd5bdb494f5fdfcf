#include "platform/dynamic_registration.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "http/uri.h"
#include "json/json.h"
#include "json/json_writer.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr absl::string_view kPlatformConfiguration =
    "https://purl.imsglobal.org/spec/lti-platform-configuration";
constexpr absl::string_view kToolConfiguration =
    "https://purl.imsglobal.org/spec/lti-tool-configuration";
constexpr absl::string_view kCanvasPrivacy = "https://canvas.instructure.com/lti/privacy_level";

// What passback and the roster need; a platform that lists its scopes is asked only for those it
// has.
constexpr std::array<absl::string_view, 4> kScopes = {
    "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
    "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
    "https://purl.imsglobal.org/spec/lti-ags/scope/score",
    "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"};

absl::Status Refuse(absl::string_view reason, absl::string_view text,
                    const std::string& path = "") {
  return Error(absl::StatusCode::kInvalidArgument, reason, text, {{"path", path}});
}

absl::Status Unusable(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kDataLoss, reason, text);
}

std::vector<Header> Authorised(const std::string& token) {
  std::vector<Header> headers = {{"Accept", "application/json"}};
  if (!token.empty()) headers.push_back({"Authorization", absl::StrCat("Bearer ", token)});
  return headers;
}

absl::StatusOr<std::string> Endpoint(const JsonObject& document, absl::string_view name,
                                     const AddressRules& rules) {
  const std::string url = document.StringOrEmpty(name);
  if (url.empty())
    return Refuse("CONFIGURATION_INCOMPLETE", "an endpoint is missing", std::string(name));
  DRIEHOEK_RETURN_IF_ERROR(CheckAddress(url, rules).status());
  return url;
}

absl::Status CheckIssuer(const std::string& issuer, const std::string& configuration_url) {
  if (issuer.empty() || issuer.size() > 255) {
    return Refuse("CONFIGURATION_INCOMPLETE", "the issuer is missing", "issuer");
  }
  const auto uri = ParseUri(issuer);
  if (!uri || uri->has_query || uri->has_fragment || !SameOrigin(issuer, configuration_url)) {
    return Refuse("ISSUER_MISMATCH", "the issuer is not where its configuration came from");
  }
  return absl::OkStatus();
}

absl::StatusOr<PlatformConfiguration> ReadConfiguration(const JsonObject& document,
                                                        const AddressRules& rules,
                                                        const std::string& url) {
  PlatformConfiguration platform{.issuer = document.StringOrEmpty("issuer")};
  DRIEHOEK_RETURN_IF_ERROR(CheckIssuer(platform.issuer, url));
  DRIEHOEK_ASSIGN_OR_RETURN(platform.authorization_endpoint,
                            Endpoint(document, "authorization_endpoint", rules));
  DRIEHOEK_ASSIGN_OR_RETURN(platform.token_endpoint, Endpoint(document, "token_endpoint", rules));
  DRIEHOEK_ASSIGN_OR_RETURN(platform.jwks_uri, Endpoint(document, "jwks_uri", rules));
  DRIEHOEK_ASSIGN_OR_RETURN(platform.registration_endpoint,
                            Endpoint(document, "registration_endpoint", rules));
  const auto algorithms = document.Strings("id_token_signing_alg_values_supported");
  if (!algorithms.ok() ||
      std::find(algorithms->begin(), algorithms->end(), "RS256") == algorithms->end()) {
    return Refuse("CONFIGURATION_ALGORITHM", "the platform does not sign with RS256");
  }
  platform.authorization_server = document.StringOrEmpty("authorization_server");
  platform.scopes_supported =
      document.Strings("scopes_supported").value_or(std::vector<std::string>{});
  const auto lti = document.OptionalObject(kPlatformConfiguration);
  if (lti.ok() && *lti)
    platform.family = (*lti)->StringOrEmpty("product_family_code").substr(0, 100);
  return platform;
}

std::vector<std::string> ScopesToAsk(const PlatformConfiguration& platform) {
  std::vector<std::string> scopes;
  for (const absl::string_view scope : kScopes) {
    const auto& supported = platform.scopes_supported;
    if (supported.empty() ||
        std::find(supported.begin(), supported.end(), scope) != supported.end()) {
      scopes.emplace_back(scope);
    }
  }
  return scopes;
}

std::string Messages(const std::string& launch) {
  const auto message = [&](const char* type, const std::vector<std::string>& placements) {
    return JsonObjectWriter()
        .String("type", type)
        .String("target_link_uri", launch)
        .String("label", "Driehoek")
        .Strings("placements", placements)
        .Done();
  };
  return absl::StrCat("[", message("LtiResourceLinkRequest", {"course_navigation"}), ",",
                      message("LtiDeepLinkingRequest", {"assignment_selection", "link_selection"}),
                      "]");
}

std::string ToolConfiguration(const std::string& public_url) {
  const std::string launch = absl::StrCat(public_url, "/lti/launch");
  const auto uri = ParseUri(public_url);
  return JsonObjectWriter()
      .String("domain", uri ? uri->HostAndPort() : "")
      .String("description", "Stages: overeenkomst, plaatsing en beoordeling")
      .String("target_link_uri", launch)
      .Raw("custom_parameters",
           JsonObjectWriter().String("context_history", "$Context.id.history").Done())
      .Strings("claims", {"iss", "sub", "name", "given_name", "family_name", "email", "locale"})
      .String(kCanvasPrivacy, "public")
      .Raw("messages", Messages(launch))
      .Done();
}

}  // namespace

absl::StatusOr<PlatformConfiguration> FetchConfiguration(HttpClient& client,
                                                         const AddressRules& rules,
                                                         const std::string& url,
                                                         const std::string& token) {
  DRIEHOEK_ASSIGN_OR_RETURN(const IncomingResponse response,
                            client.Send({.url = url, .headers = Authorised(token)}));
  if (response.status != 200)
    return Unusable("PLATFORM_ANSWER_UNUSABLE", "no configuration with status 200");
  const auto document = JsonObject::Parse(response.body);
  if (!document.ok())
    return Unusable("PLATFORM_ANSWER_UNUSABLE", "the configuration is not a JSON object");
  return ReadConfiguration(*document, rules, url);
}

std::string RegistrationDocument(const std::string& public_url,
                                 const PlatformConfiguration& platform) {
  return JsonObjectWriter()
      .String("application_type", "web")
      .Strings("response_types", {"id_token"})
      .Strings("grant_types", {"implicit", "client_credentials"})
      .String("client_name", "Driehoek")
      .String("client_uri", public_url)
      .String("initiate_login_uri", absl::StrCat(public_url, "/lti/login"))
      .Strings("redirect_uris", {absl::StrCat(public_url, "/lti/launch")})
      .String("jwks_uri", absl::StrCat(public_url, "/lti/jwks"))
      .String("token_endpoint_auth_method", "private_key_jwt")
      .String("scope", absl::StrJoin(ScopesToAsk(platform), " "))
      .Raw(kToolConfiguration, ToolConfiguration(public_url))
      .Done();
}

absl::StatusOr<GrantedRegistration> RequestRegistration(HttpClient& client,
                                                        const PlatformConfiguration& platform,
                                                        const std::string& public_url,
                                                        const std::string& token) {
  OutgoingRequest request{.method = "POST",
                          .url = platform.registration_endpoint,
                          .headers = Authorised(token),
                          .body = RegistrationDocument(public_url, platform)};
  request.headers.push_back({"Content-Type", "application/json"});
  DRIEHOEK_ASSIGN_OR_RETURN(const IncomingResponse response, client.Send(request));
  if (response.status != 200 && response.status != 201) {
    return Unusable("PLATFORM_REFUSED", "the platform refused the registration");
  }
  const auto document = JsonObject::Parse(response.body);
  if (!document.ok())
    return Unusable("PLATFORM_ANSWER_UNUSABLE", "the registration answer is not a JSON object");
  const std::string client_id = document->StringOrEmpty("client_id");
  if (client_id.empty() || client_id.size() > 255) {
    return Unusable("PLATFORM_ANSWER_UNUSABLE", "the registration answer has no client id");
  }
  GrantedRegistration granted;
  granted.registration = {
      .issuer = platform.issuer,
      .client_id = client_id,
      .authorization_endpoint = platform.authorization_endpoint,
      .token_endpoint = platform.token_endpoint,
      .jwks_uri = platform.jwks_uri,
      .token_audience = platform.authorization_server.empty() ? platform.token_endpoint
                                                              : platform.authorization_server,
      .scopes = absl::StrSplit(document->StringOrEmpty("scope"), ' ', absl::SkipEmpty()),
      .family = platform.family};
  const auto tool = document->OptionalObject(kToolConfiguration);
  if (tool.ok() && *tool) granted.deployment_id = (*tool)->StringOrEmpty("deployment_id");
  if (granted.deployment_id.size() > 255) granted.deployment_id.clear();
  if (platform.family == "canvas" || absl::EndsWith(platform.issuer, ".instructure.com")) {
    granted.registration.embedding_origins = {"https://*.instructure.com"};
  }
  return granted;
}

}  // namespace driehoek::lti
