#include "notify/stop_links.h"

#include "absl/strings/str_cat.h"
#include "shared/auth/carried_secret.h"
#include "shared/crypto/digest.h"

namespace driehoek::notify {

std::string DeriveStopKey(absl::string_view installation_secret) {
  return crypto::HkdfSha256(installation_secret, "driehoek notify", "stop links",
                            crypto::kSha256Bytes);
}

StopLink StopLinks::Of(const TenantId& tenant, const PersonId& person) const {
  const auth::NewSecret secret = auth::CarrySecret(
      tenant, crypto::HmacSha256(key_, absl::StrCat(tenant.value(), "\n", person.value())));
  return {absl::StrCat(lti_url_, "/mail/stop/", secret.text), secret.hash};
}

}  // namespace driehoek::notify
