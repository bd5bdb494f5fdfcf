#include "session/session_code.h"

#include <cstdint>
#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "shared/base/errors.h"
#include "shared/crypto/aead.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::lti {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kMaxCodeBytes = 16384;
constexpr absl::string_view kContext = "session code";

absl::Status Unknown() {
  return Error(absl::StatusCode::kUnauthenticated, "CODE_UNKNOWN", "no code of ours");
}

// Each field with its length in front.
void Add(std::string& out, absl::string_view field) {
  absl::StrAppend(&out, field.size(), ":", field);
}

std::optional<std::string> Next(absl::string_view& rest) {
  const std::size_t colon = rest.find(':');
  std::size_t size = 0;
  if (colon == absl::string_view::npos || !absl::SimpleAtoi(rest.substr(0, colon), &size) ||
      rest.size() - colon - 1 < size) {
    return std::nullopt;
  }
  std::string field(rest.substr(colon + 1, size));
  rest.remove_prefix(colon + 1 + size);
  return field;
}

std::string RoleNames(const Identity& identity) {
  return absl::StrJoin(identity.roles, " ", [](std::string* out, auth::Role role) {
    absl::StrAppend(out, auth::RoleName(role));
  });
}

std::vector<auth::Role> ParseRoles(const std::string& names) {
  std::vector<auth::Role> roles;
  for (const absl::string_view name : absl::StrSplit(names, ' ', absl::SkipEmpty())) {
    if (const auto role = auth::ParseRole(name)) roles.push_back(*role);
  }
  return roles;
}

}  // namespace

absl::StatusOr<std::string> SealCode(const Secrets& secrets, const Session& session,
                                     absl::Time now) {
  const Identity& identity = session.identities.front();
  std::string plain = crypto::RandomBytes(kIdBytes);
  Add(plain, absl::StrCat(absl::ToUnixMicros(now + kCodeLifetime)));
  Add(plain, identity.tenant.value());
  Add(plain, identity.person.value());
  Add(plain, RoleNames(identity));
  Add(plain, session.course);
  Add(plain, session.course_title);
  Add(plain, session.registration_id);
  Add(plain, session.language);
  Add(plain, absl::StrJoin(session.embedding_origins, " "));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string sealed,
                            crypto::AeadSeal(secrets.code_key(), plain, kContext));
  return crypto::Base64UrlEncode(sealed);
}

absl::StatusOr<OpenedCode> OpenCode(const Secrets& secrets, absl::string_view code) {
  if (code.size() > kMaxCodeBytes) return Unknown();
  const auto sealed = crypto::Base64UrlDecode(code);
  if (!sealed) return Unknown();
  const auto plain = crypto::AeadOpen(secrets.code_key(), *sealed, kContext);
  if (!plain.ok() || plain->size() < kIdBytes) return Unknown();
  absl::string_view rest = *plain;
  rest.remove_prefix(kIdBytes);
  std::vector<std::string> fields;
  while (auto field = Next(rest)) fields.push_back(*std::move(field));
  std::int64_t expires = 0;
  if (fields.size() != 9 || !rest.empty() || !absl::SimpleAtoi(fields[0], &expires)) {
    return Unknown();
  }
  return OpenedCode{
      .session = {.kind = SessionKind::kLms,
                  .identities = {{TenantId(fields[1]), PersonId(fields[2]), ParseRoles(fields[3]),
                                  ""}},
                  .course = fields[4],
                  .course_title = fields[5],
                  .registration_id = fields[6],
                  .language = fields[7],
                  .embedding_origins = absl::StrSplit(fields[8], ' ', absl::SkipEmpty())},
      .used = {absl::StrCat("code ", plain->substr(0, kIdBytes)), absl::FromUnixMicros(expires)}};
}

}  // namespace driehoek::lti
