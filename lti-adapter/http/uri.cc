#include "http/uri.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace driehoek::lti {
namespace {

constexpr std::size_t kMaxUriBytes = 4096;
constexpr absl::string_view kHexDigits = "0123456789ABCDEF";

int DefaultPort(absl::string_view scheme) { return scheme == "https" ? 443 : 80; }

bool IsHostCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == '_';
}

// "[2001:db8::1]": only its characters are checked here; whoever connects parses it.
bool IsBracketedAddress(absl::string_view host) {
  if (host.size() < 4 || host.front() != '[' || host.back() != ']') return false;
  for (const char c : host.substr(1, host.size() - 2)) {
    if (!absl::ascii_isxdigit(static_cast<unsigned char>(c)) && c != ':' && c != '.') return false;
  }
  return true;
}

bool IsHost(absl::string_view host) {
  if (host.empty() || host.size() > 253) return false;
  if (host.front() == '[') return IsBracketedAddress(host);
  for (const char c : host) {
    if (!IsHostCharacter(c)) return false;
  }
  return host.front() != '.' && !absl::StrContains(host, "..");
}

// Fills host and port from what stands between "//" and the path.
bool ParseAuthority(absl::string_view authority, Uri& uri) {
  const std::size_t after_bracket = authority.rfind(']');
  const std::size_t colon =
      authority.find(':', after_bracket == absl::string_view::npos ? 0 : after_bracket);
  const absl::string_view host = authority.substr(0, colon);
  if (!IsHost(host)) return false;
  uri.host = absl::AsciiStrToLower(host);
  uri.port = DefaultPort(uri.scheme);
  if (colon == absl::string_view::npos) return true;
  const absl::string_view digits = authority.substr(colon + 1);
  if (digits.empty() || digits.size() > 5) return false;
  for (const char c : digits) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  return absl::SimpleAtoi(digits, &uri.port) && uri.port > 0 && uri.port < 65536;
}

bool IsPlain(absl::string_view text) {
  for (const char c : text) {
    if (c <= ' ' || c >= 0x7f || c == '\\' || c == '"' || c == '<' || c == '>' || c == '`')
      return false;
  }
  return true;
}

}  // namespace

std::string Uri::HostAndPort() const {
  return port == DefaultPort(scheme) ? host : absl::StrCat(host, ":", port);
}

std::string Uri::Origin() const { return absl::StrCat(scheme, "://", HostAndPort()); }

std::optional<Uri> ParseUri(absl::string_view text) {
  if (text.size() > kMaxUriBytes || !IsPlain(text)) return std::nullopt;
  const std::size_t colon = text.find("://");
  if (colon == absl::string_view::npos) return std::nullopt;
  Uri uri;
  uri.scheme = absl::AsciiStrToLower(text.substr(0, colon));
  if (uri.scheme != "http" && uri.scheme != "https") return std::nullopt;
  absl::string_view rest = text.substr(colon + 3);
  const std::size_t hash = rest.find('#');
  uri.has_fragment = hash != absl::string_view::npos;
  rest = rest.substr(0, hash);
  const std::size_t end = rest.find_first_of("/?");
  const absl::string_view authority = rest.substr(0, end);
  if (absl::StrContains(authority, "@") || !ParseAuthority(authority, uri)) return std::nullopt;
  rest = end == absl::string_view::npos ? absl::string_view() : rest.substr(end);
  const std::size_t question = rest.find('?');
  uri.path = std::string(rest.substr(0, question));
  if (uri.path.empty()) uri.path = "/";
  uri.has_query = question != absl::string_view::npos;
  if (uri.has_query) uri.query = std::string(rest.substr(question + 1));
  return uri;
}

bool SameOrigin(absl::string_view a, absl::string_view b) {
  const auto first = ParseUri(a);
  const auto second = ParseUri(b);
  return first.has_value() && second.has_value() && first->Origin() == second->Origin();
}

std::string PercentEncode(absl::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte) || c == '-' || c == '.' || c == '_' || c == '~') {
      out.push_back(c);
    } else {
      out.append({'%', kHexDigits[byte >> 4], kHexDigits[byte & 0x0f]});
    }
  }
  return out;
}

std::string AppendQuery(absl::string_view uri, absl::string_view name, absl::string_view value) {
  const char separator = absl::StrContains(uri, "?") ? '&' : '?';
  return absl::StrCat(uri, std::string(1, separator), PercentEncode(name), "=",
                      PercentEncode(value));
}

}  // namespace driehoek::lti
