// Secrets that arrive before the institution is known: `INSTITUTION.SECRET`, 256 random bits in
// base64url behind the institution's id. Guest links carry one in the fragment, API clients as
// bearer, calendar programs and stop links in the path. At rest there is only its SHA-256: with 256
// random bits no slow hash is needed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "shared/base/strong_id.h"

namespace driehoek::auth {

inline constexpr std::size_t kSecretBytes = 32;
// 40 for the institution, the dot, and 43 characters of base64url. Anything longer is refused
// unread.
inline constexpr std::size_t kMaxCarriedSecret = 40 + 1 + 43;

struct CarriedSecret {
  TenantId tenant;
  std::string hash;  // SHA-256 over the whole text, so that a secret is worth nothing at another
                     // institution
};

// Nothing unless `text` has exactly the form above.
std::optional<CarriedSecret> ParseCarriedSecret(absl::string_view text);

// The institution of a text that may be cut off or worn out behind the dot.
std::optional<TenantId> InstitutionOfSecret(absl::string_view text);

// A fresh one, and its hash.
struct NewSecret {
  std::string text;
  std::string hash;
};
NewSecret MakeCarriedSecret(const TenantId& tenant);
// The one that carries these `kSecretBytes` bytes, which must be as hard to guess as random ones.
NewSecret CarrySecret(const TenantId& tenant, absl::string_view bytes);

}  // namespace driehoek::auth
