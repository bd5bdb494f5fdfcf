// Bytes as text: base64url as JOSE uses it (RFC 4648 section 5, RFC 7515 section 2) and
// hexadecimal.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace driehoek::crypto {

// Without padding.
std::string Base64UrlEncode(absl::string_view bytes);

// Strict: no padding, no white space, no other characters, and the unused bits of the last
// character are zero, so that every byte string has exactly one accepted spelling. Nothing when
// `text` is anything else.
std::optional<std::string> Base64UrlDecode(absl::string_view text);

// Lower case.
std::string HexEncode(absl::string_view bytes);

// Accepts both cases; nothing for an odd length or another character.
std::optional<std::string> HexDecode(absl::string_view text);

}  // namespace driehoek::crypto
