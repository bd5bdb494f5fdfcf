#include "shared/base/id_source.h"

#include <openssl/rand.h>

#include <array>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/ascii.h"

namespace driehoek {
namespace {

constexpr absl::string_view kHex = "0123456789abcdef";

bool HasUuidShape(absl::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_hyphen_place = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_hyphen_place ? text[i] != '-' : !absl::ascii_isxdigit(static_cast<unsigned char>(text[i]))) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string Uuid7Source::NewId() {
  std::array<std::uint8_t, 16> bytes{};
  // Without randomness no id may be given out: two equal ids would join two people's records.
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) std::abort();
  auto millis = static_cast<std::uint64_t>(absl::ToUnixMillis(clock_.Now()));
  for (int i = 5; i >= 0; --i) {
    bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(millis & 0xff);
    millis >>= 8;
  }
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x70);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
  std::string id;
  id.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) id.push_back('-');
    id.push_back(kHex[bytes[i] >> 4]);
    id.push_back(kHex[bytes[i] & 0x0f]);
  }
  return id;
}

bool IsUuid(absl::string_view text) {
  if (!HasUuidShape(text)) return false;
  for (const char c : text) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

bool IsUuid4(absl::string_view text) {
  if (!HasUuidShape(text)) return false;
  const char variant = absl::ascii_tolower(static_cast<unsigned char>(text[19]));
  return text[14] == '4' && (variant == '8' || variant == '9' || variant == 'a' || variant == 'b');
}

}  // namespace driehoek
