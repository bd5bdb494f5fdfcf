#include "shared/auth/carried_secret.h"

#include "absl/strings/str_cat.h"
#include "shared/base/resource_name.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::auth {

std::optional<TenantId> InstitutionOfSecret(absl::string_view text) {
  const absl::string_view start = text.substr(0, kMaxCarriedSecret);
  const std::size_t dot = start.find('.');
  if (dot == absl::string_view::npos) return std::nullopt;
  const absl::string_view institution = start.substr(0, dot);
  if (!IsInstitutionId(institution)) return std::nullopt;
  return TenantId(institution);
}

std::optional<CarriedSecret> ParseCarriedSecret(absl::string_view text) {
  if (text.size() > kMaxCarriedSecret) return std::nullopt;
  const std::optional<TenantId> tenant = InstitutionOfSecret(text);
  if (!tenant.has_value()) return std::nullopt;
  const auto secret = crypto::Base64UrlDecode(text.substr(tenant->value().size() + 1));
  if (!secret.has_value() || secret->size() != kSecretBytes) return std::nullopt;
  return CarriedSecret{*tenant, crypto::Sha256(text)};
}

NewSecret CarrySecret(const TenantId& tenant, absl::string_view bytes) {
  NewSecret made;
  made.text = absl::StrCat(tenant.value(), ".", crypto::Base64UrlEncode(bytes));
  made.hash = crypto::Sha256(made.text);
  return made;
}

NewSecret MakeCarriedSecret(const TenantId& tenant) {
  return CarrySecret(tenant, crypto::RandomBytes(kSecretBytes));
}

}  // namespace driehoek::auth
