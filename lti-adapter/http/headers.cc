#include "http/headers.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "http/uri.h"

namespace driehoek::lti {
namespace {

std::string SourceList(absl::string_view directive, const std::vector<std::string>& origins) {
  std::string list = absl::StrCat("; ", directive, " 'self'");
  for (const std::string& text : origins) {
    const std::string origin = OriginOf(text);
    if (!origin.empty()) absl::StrAppend(&list, " ", origin);
  }
  return list;
}

}  // namespace

std::string OriginOf(absl::string_view text) {
  constexpr absl::string_view kWildcard = "://*.";
  const bool wildcard = absl::StrContains(text, kWildcard);
  // The star is no character of a host: read the address without it and put it back.
  const auto uri =
      ParseUri(wildcard ? absl::StrReplaceAll(text, {{kWildcard, "://"}}) : std::string(text));
  if (!uri) return "";
  if (!wildcard) return uri->Origin();
  // "https://*.nl" would let a whole country in.
  if (!absl::StrContains(uri->host, ".") || absl::StrContains(uri->host, "[")) return "";
  return absl::StrCat(uri->scheme, kWildcard, uri->HostAndPort());
}

std::string ContentSecurityPolicy(const PagePolicy& policy) {
  std::string value =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
      "font-src 'self'; "
      "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'";
  absl::StrAppend(&value, SourceList("form-action", policy.form_action));
  if (policy.frameable_by_anybody) {
    absl::StrAppend(&value, "; frame-ancestors *");
  } else {
    absl::StrAppend(&value, SourceList("frame-ancestors", policy.frame_ancestors));
  }
  return value;
}

void AddPageHeaders(const PagePolicy& policy, Response& response) {
  response.Set("Content-Security-Policy", ContentSecurityPolicy(policy))
      .Set("X-Content-Type-Options", "nosniff")
      .Set("Referrer-Policy", "no-referrer")
      .Set("Cache-Control", "no-store");
}

}  // namespace driehoek::lti
