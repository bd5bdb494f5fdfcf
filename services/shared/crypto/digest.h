// SHA-256, HMAC and HKDF over it, comparison of secrets, and random bytes. All of it is
// thread-safe.
//
// These functions cannot fail on valid input; when OpenSSL itself is broken they end the process,
// because going on with a wrong digest or without randomness would be worse than not going on.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"

namespace driehoek::crypto {

inline constexpr std::size_t kSha256Bytes = 32;

// 32 bytes (FIPS 180-4).
std::string Sha256(absl::string_view bytes);
// The same of all parts as if they were one text, for many short ones.
std::array<unsigned char, kSha256Bytes> Sha256Of(std::initializer_list<absl::string_view> parts);

// 32 bytes (RFC 2104).
std::string HmacSha256(absl::string_view key, absl::string_view bytes);

// `length` bytes, at most 8160 (RFC 5869). Used where one secret of the installation serves several
// ends: each end has its own `info`.
std::string HkdfSha256(absl::string_view secret, absl::string_view salt, absl::string_view info,
                       std::size_t length);

// Whether the two are equal, in time that depends on the lengths only.
bool ConstantTimeEqual(absl::string_view a, absl::string_view b);

// From the operating system's generator by way of OpenSSL.
std::string RandomBytes(std::size_t count);

}  // namespace driehoek::crypto
