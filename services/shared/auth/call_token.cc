#include "shared/auth/call_token.h"

#include <array>
#include <cstdint>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"
#include "shared/crypto/secret_file.h"

namespace driehoek::auth {
namespace {

constexpr absl::string_view kVersion = "dh1.";
constexpr std::size_t kKeyHexDigits = 2 * crypto::kSha256Bytes;

absl::Status Invalid() {
  return Error(absl::StatusCode::kUnauthenticated, "CALL_TOKEN_INVALID",
               "the call token was not made with a key of this installation");
}

bool IsUnreserved(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == '_' ||
         c == '~';
}

void AppendField(absl::string_view key, absl::string_view value, std::string& form) {
  if (value.empty()) return;
  absl::StrAppend(&form, form.empty() ? "" : "&", key, "=");
  for (const char c : value) {
    if (IsUnreserved(c)) {
      form.push_back(c);
    } else {
      absl::StrAppend(&form, "%", crypto::HexEncode(absl::string_view(&c, 1)));
    }
  }
}

std::optional<std::string> Unescape(absl::string_view text) {
  std::string value;
  value.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      value.push_back(text[i]);
      continue;
    }
    const auto byte = crypto::HexDecode(text.substr(i + 1, 2));
    if (!byte.has_value() || byte->size() != 1) return std::nullopt;
    value += *byte;
    i += 2;
  }
  return value;
}

// Cuts at `limit` bytes, but not inside a UTF-8 character.
absl::string_view Shorten(absl::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xc0) == 0x80) --limit;
  return text.substr(0, limit);
}

std::string Payload(const Caller& caller, absl::Time now) {
  std::string roles;
  for (const Role role : caller.roles) {
    absl::StrAppend(&roles, roles.empty() ? "" : ",", RoleName(role));
  }
  std::string form;
  AppendField("t", caller.tenant.value(), form);
  AppendField("p", caller.person.value(), form);
  AppendField("r", RoleName(caller.role), form);
  AppendField("rs", roles, form);
  AppendField("s", caller.session, form);
  AppendField("g", caller.guest_grant, form);
  if (caller.factor_time.has_value()) {
    AppendField("f", absl::StrCat(absl::ToUnixSeconds(*caller.factor_time)), form);
  }
  AppendField("x", absl::StrCat(absl::ToUnixSeconds(now + kCallTokenLifetime)), form);
  AppendField("a", caller.client_address, form);
  AppendField("u", Shorten(caller.user_agent, kMaxUserAgentBytes), form);
  return form;
}

std::optional<absl::Time> ParseTime(absl::string_view text) {
  std::int64_t seconds = 0;
  if (!absl::SimpleAtoi(text, &seconds)) return std::nullopt;
  return absl::FromUnixSeconds(seconds);
}

bool ParseRoles(absl::string_view text, std::vector<Role>& roles) {
  for (const absl::string_view name : absl::StrSplit(text, ',')) {
    const auto role = ParseRole(name);
    if (!role.has_value()) return false;
    roles.push_back(*role);
  }
  return true;
}

struct Parsed {
  Caller caller;
  bool has_role = false;
  std::optional<absl::Time> expiry;
};

// Sets one field; false when its value makes no sense or the key is unknown.
bool SetField(absl::string_view key, const std::string& value, Parsed& parsed) {
  Caller& caller = parsed.caller;
  if (key == "t") {
    caller.tenant = TenantId(value);
  } else if (key == "p") {
    caller.person = PersonId(value);
  } else if (key == "r") {
    const auto role = ParseRole(value);
    parsed.has_role = role.has_value();
    if (role.has_value()) caller.role = *role;
    return parsed.has_role;
  } else if (key == "rs") {
    return ParseRoles(value, caller.roles);
  } else if (key == "s") {
    caller.session = value;
  } else if (key == "g") {
    caller.guest_grant = value;
  } else if (key == "f") {
    caller.factor_time = ParseTime(value);
    return caller.factor_time.has_value();
  } else if (key == "x") {
    parsed.expiry = ParseTime(value);
    return parsed.expiry.has_value();
  } else if (key == "a") {
    caller.client_address = value;
  } else if (key == "u") {
    caller.user_agent = value;
  } else {
    return false;
  }
  return true;
}

std::optional<Parsed> ParsePayload(absl::string_view form) {
  Parsed parsed;
  for (const absl::string_view field : absl::StrSplit(form, '&')) {
    const std::pair<absl::string_view, absl::string_view> pair =
        absl::StrSplit(field, absl::MaxSplits('=', 1));
    const auto value = Unescape(pair.second);
    if (!value.has_value() || !SetField(pair.first, *value, parsed)) return std::nullopt;
  }
  if (!parsed.has_role) return std::nullopt;
  return parsed;
}

bool IsSignedByAny(const std::vector<std::string>& keys, absl::string_view input,
                   absl::string_view signature) {
  bool found = false;
  // All keys are tried, so that the time does not tell which one it was.
  for (const std::string& key : keys) {
    found = crypto::ConstantTimeEqual(crypto::HmacSha256(key, input), signature) || found;
  }
  return found;
}

}  // namespace

absl::StatusOr<CallTokenKeys> CallTokenKeys::ReadFile(const std::string& path) {
  const auto content = crypto::ReadSecretFile(path);
  if (!content.ok()) {
    return Error(absl::StatusCode::kFailedPrecondition, "CALL_TOKEN_KEY_UNREADABLE",
                 content.status().message());
  }
  std::vector<std::string> keys;
  for (const absl::string_view raw : absl::StrSplit(*content, '\n')) {
    const absl::string_view line = absl::StripAsciiWhitespace(raw);
    if (line.empty()) continue;
    const auto key = crypto::HexDecode(line);
    if (line.size() != kKeyHexDigits || !key.has_value()) {
      keys.clear();
      break;
    }
    keys.push_back(*key);
  }
  if (keys.empty()) {
    return Error(absl::StatusCode::kFailedPrecondition, "CALL_TOKEN_KEY_MALFORMED",
                 absl::StrCat(path, " must hold one key a line, 64 hexadecimal digits each"));
  }
  return CallTokenKeys(std::move(keys));
}

std::string SignCallToken(const CallTokenKeys& keys, const Caller& caller, absl::Time now) {
  const std::string input = absl::StrCat(kVersion, crypto::Base64UrlEncode(Payload(caller, now)));
  const std::string signature = crypto::HmacSha256(keys.keys().front(), input);
  return absl::StrCat(input, ".", crypto::Base64UrlEncode(signature));
}

absl::StatusOr<Caller> VerifyCallToken(const CallTokenKeys& keys, absl::string_view token,
                                       absl::Time now) {
  if (token.size() > kMaxCallTokenBytes || token.substr(0, kVersion.size()) != kVersion) {
    return Invalid();
  }
  const auto dot = token.rfind('.');
  if (dot < kVersion.size()) return Invalid();
  const auto signature = crypto::Base64UrlDecode(token.substr(dot + 1));
  if (!signature.has_value() || !IsSignedByAny(keys.keys(), token.substr(0, dot), *signature)) {
    return Invalid();
  }
  // From here on the content is our own; only a program of another version could have written it
  // wrongly.
  const auto form = crypto::Base64UrlDecode(token.substr(kVersion.size(), dot - kVersion.size()));
  if (!form.has_value()) return Invalid();
  auto parsed = ParsePayload(*form);
  if (!parsed.has_value() || !parsed->expiry.has_value()) return Invalid();
  if (now >= *parsed->expiry) {
    return Error(absl::StatusCode::kUnauthenticated, "CALL_TOKEN_EXPIRED",
                 "the call token is older than a minute");
  }
  return std::move(parsed->caller);
}

}  // namespace driehoek::auth
