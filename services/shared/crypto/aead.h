// Secret and unaltered in one: AES-256-GCM (NIST SP 800-38D), for what must lie in a table without
// being readable there, such as a queued mail with its link.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::crypto {

inline constexpr std::size_t kAeadKeyBytes = 32;

// A random nonce of 12 bytes, the ciphertext, the tag of 16 bytes. `context` is bound to it but not
// inside: Open must be given the same (the name of the row, so that no ciphertext can be moved to
// another one). INVALID_ARGUMENT / AEAD_KEY_MALFORMED unless the key has 32 bytes.
absl::StatusOr<std::string> AeadSeal(absl::string_view key, absl::string_view plaintext,
                                     absl::string_view context);

// INVALID_ARGUMENT / AEAD_KEY_MALFORMED; DATA_LOSS / AEAD_NOT_AUTHENTIC for anything that AeadSeal
// did not make with this key and context.
absl::StatusOr<std::string> AeadOpen(absl::string_view key, absl::string_view sealed,
                                     absl::string_view context);

}  // namespace driehoek::crypto
