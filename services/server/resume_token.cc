#include "server/resume_token.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::server {
namespace {

constexpr absl::string_view kFormat = "1";
constexpr std::size_t kTagBytes = 16;

}  // namespace

ResumeTokens::ResumeTokens(absl::string_view installation_secret)
    : key_(crypto::HkdfSha256(installation_secret, "", "driehoek resume token", crypto::kSha256Bytes)) {}

std::string ResumeTokens::Tag(absl::string_view body) const {
  return crypto::HmacSha256(key_, body).substr(0, kTagBytes);
}

std::string ResumeTokens::Make(const TenantId& tenant, ResumePosition position) const {
  const std::string body =
      absl::StrCat(kFormat, ".", tenant.value(), ".", position.epoch, ".", position.sequence);
  return crypto::Base64UrlEncode(absl::StrCat(Tag(body), body));
}

absl::StatusOr<ResumePosition> ResumeTokens::Read(const TenantId& tenant, absl::string_view token) const {
  const auto bytes = token.size() > 256 ? std::nullopt : crypto::Base64UrlDecode(token);
  if (bytes.has_value() && bytes->size() > kTagBytes) {
    const absl::string_view body = absl::string_view(*bytes).substr(kTagBytes);
    const std::vector<absl::string_view> parts = absl::StrSplit(body, '.');
    ResumePosition position;
    if (crypto::ConstantTimeEqual(bytes->substr(0, kTagBytes), Tag(body)) && parts.size() == 4 &&
        parts[0] == kFormat && parts[1] == tenant.value() && absl::SimpleAtoi(parts[2], &position.epoch) &&
        absl::SimpleAtoi(parts[3], &position.sequence)) {
      return position;
    }
  }
  FieldViolations violations;
  violations.Add("resume_token", "RESUME_TOKEN_INVALID", "is not a position that this institution's events gave");
  return violations.ToStatus();
}

}  // namespace driehoek::server
