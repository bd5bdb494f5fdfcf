#include "placement/round/seed_seal.h"

#include "absl/strings/str_cat.h"
#include "shared/crypto/aead.h"
#include "shared/crypto/digest.h"

namespace driehoek::placement::round {
namespace {

std::string RowOf(const TenantId& tenant, const RoundId& round) {
  return absl::StrCat("matching_round ", tenant.value(), " ", round.value());
}

}  // namespace

SeedSeal::SeedSeal(absl::string_view installation_secret)
    : key_(crypto::HkdfSha256(installation_secret, "driehoek placement", "seeds of matching rounds",
                              crypto::kAeadKeyBytes)) {}

absl::StatusOr<std::string> SeedSeal::Seal(const TenantId& tenant, const RoundId& round,
                                           absl::string_view seed) const {
  return crypto::AeadSeal(key_, seed, RowOf(tenant, round));
}

absl::StatusOr<std::string> SeedSeal::Open(const TenantId& tenant,
                                           const MatchingRound& round) const {
  return crypto::AeadOpen(key_, round.sealed_seed, RowOf(tenant, round.id));
}

}  // namespace driehoek::placement::round
