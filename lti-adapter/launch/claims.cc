#include "launch/claims.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "http/headers.h"
#include "http/uri.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr std::size_t kMaxIdBytes = 255;
constexpr std::size_t kMaxNameBytes = 200;
constexpr std::size_t kMaxEmailBytes = 254;
constexpr std::size_t kMaxStudentNumberBytes = 100;

std::string Claim(absl::string_view name) { return absl::StrCat(kClaimPrefix, name); }

absl::Status Refuse(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kInvalidArgument, reason, text);
}

// 1 to 255 printable ASCII characters, as ids of platforms are.
bool IsId(absl::string_view text) {
  return !text.empty() && text.size() <= kMaxIdBytes &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; });
}

// Without control characters, and cut at a character so that it stays UTF-8.
std::string Shortened(std::string text, std::size_t limit) {
  std::erase_if(text, [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
  text = std::string(absl::StripAsciiWhitespace(text));
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xc0) == 0x80) --limit;
  text.resize(limit);
  return text;
}

// A member of an object claim that only helps.
std::string Inside(const JsonObject& payload, absl::string_view claim, absl::string_view member) {
  const auto object = payload.OptionalObject(Claim(claim));
  return object.ok() && *object ? (*object)->StringOrEmpty(member) : "";
}

}  // namespace

absl::StatusOr<std::string> VersionClaim(const JsonObject& payload) {
  const std::string version = payload.StringOrEmpty(Claim("version"));
  if (version != "1.3.0") return Refuse("VERSION_UNSUPPORTED", "the LTI version is not 1.3.0");
  return version;
}

absl::StatusOr<std::string> MessageTypeClaim(const JsonObject& payload) {
  const std::string type = payload.StringOrEmpty(Claim("message_type"));
  if (type != "LtiResourceLinkRequest")
    return Refuse("MESSAGE_NOT_HANDLED", "a message that we do not handle");
  return type;
}

absl::StatusOr<std::string> DeploymentClaim(const JsonObject& payload) {
  const std::string id = payload.StringOrEmpty(Claim("deployment_id"));
  if (!IsId(id)) return Refuse("DEPLOYMENT_MALFORMED", "the deployment id is missing or malformed");
  return id;
}

absl::StatusOr<std::string> SubjectClaim(const JsonObject& payload) {
  const std::string subject = payload.StringOrEmpty("sub");
  if (!IsId(subject)) return Refuse("SUBJECT_MISSING", "the launch does not say who it is");
  return subject;
}

absl::StatusOr<std::string> TargetClaim(const JsonObject& payload, absl::string_view public_url) {
  const std::string target = payload.StringOrEmpty(Claim("target_link_uri"));
  if (!SameOrigin(target, public_url))
    return Refuse("TARGET_FOREIGN", "the target is not an address of ours");
  return target;
}

absl::StatusOr<std::string> ResourceLinkClaim(const JsonObject& payload) {
  const std::string id = Inside(payload, "resource_link", "id");
  if (id.empty() || id.size() > kMaxIdBytes)
    return Refuse("RESOURCE_LINK_MISSING", "no resource link id");
  return id;
}

absl::StatusOr<std::vector<std::string>> RolesClaim(const JsonObject& payload) {
  auto roles = payload.Strings(Claim("roles"));
  if (!roles.ok()) return Refuse("CLAIM_MALFORMED", "the roles are not an array of strings");
  return roles;
}

absl::StatusOr<std::string> ContextClaim(const JsonObject& payload) {
  const auto context = payload.OptionalObject(Claim("context"));
  if (!context.ok()) return Refuse("CLAIM_MALFORMED", "the context is not an object");
  if (!*context) return "";
  const std::string id = (*context)->StringOrEmpty("id");
  if (id.empty() || id.size() > kMaxIdBytes)
    return Refuse("CLAIM_MALFORMED", "the context has no id");
  return id;
}

std::string ContextTitleClaim(const JsonObject& payload) {
  return Shortened(Inside(payload, "context", "title"), kMaxNameBytes);
}

std::string NameClaim(const JsonObject& payload) {
  const std::string name = Shortened(payload.StringOrEmpty("name"), kMaxNameBytes);
  if (!name.empty()) return name;
  return Shortened(
      absl::StrCat(payload.StringOrEmpty("given_name"), " ", payload.StringOrEmpty("family_name")),
      kMaxNameBytes);
}

std::string GivenNameClaim(const JsonObject& payload) {
  return Shortened(payload.StringOrEmpty("given_name"), kMaxNameBytes);
}

std::string EmailClaim(const JsonObject& payload) {
  const std::string email = payload.StringOrEmpty("email");
  return email.size() <= kMaxEmailBytes ? Shortened(email, kMaxEmailBytes) : "";
}

std::string StudentNumberClaim(const JsonObject& payload) {
  const std::string number = Inside(payload, "lis", "person_sourcedid");
  if (number.size() > kMaxStudentNumberBytes || absl::StartsWith(number, "$")) return "";
  return Shortened(number, kMaxStudentNumberBytes);
}

std::string LocaleClaim(const JsonObject& payload) {
  std::string locale = payload.StringOrEmpty("locale");
  if (locale.empty()) locale = Inside(payload, "launch_presentation", "locale");
  return locale.size() <= 35 ? Shortened(locale, 35) : "";
}

GradeService GradeServiceClaim(const JsonObject& payload) {
  constexpr absl::string_view kClaim = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
  const auto claim = payload.OptionalObject(kClaim);
  if (!claim.ok() || !*claim) return {};
  const auto scopes = (*claim)->Strings("scope");
  if (!scopes.ok()) return {};
  GradeService service;
  for (absl::string_view scope : *scopes) {
    if (!absl::ConsumePrefix(&scope, kGradeScopePrefix)) continue;
    if (scope == "score" || scope == "lineitem" || scope == "lineitem.readonly") {
      service.scopes.emplace_back(scope);
    }
  }
  const auto address = [&](absl::string_view member) {
    std::string url = (*claim)->StringOrEmpty(member);
    const auto uri = ParseUri(url);
    return uri && !uri->has_fragment ? url : std::string();
  };
  service.lineitems = address("lineitems");
  service.lineitem = address("lineitem");
  return service;
}

std::vector<std::string> EmbeddingOriginClaims(const JsonObject& payload) {
  std::vector<std::string> origins;
  for (const std::string& url : {Inside(payload, "launch_presentation", "return_url"),
                                 Inside(payload, "tool_platform", "url")}) {
    const std::string origin = OriginOf(url);
    if (!origin.empty()) origins.push_back(origin);
  }
  return origins;
}

}  // namespace driehoek::lti
