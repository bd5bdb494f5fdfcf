#include "shared/csv/text_encoding.h"

#include <array>
#include <cstdint>

#include "absl/strings/strip.h"
#include "shared/base/errors.h"

namespace driehoek::csv {
namespace {

// Code points of 0x80 to 0x9F; 0: not defined.
constexpr std::array<std::uint16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void Append(std::uint32_t code, std::string& text) {
  if (code < 0x80U) {
    text.push_back(static_cast<char>(code));
  } else if (code < 0x800U) {
    text.push_back(static_cast<char>(0xC0U | (code >> 6U)));
    text.push_back(static_cast<char>(0x80U | (code & 0x3FU)));
  } else {
    text.push_back(static_cast<char>(0xE0U | (code >> 12U)));
    text.push_back(static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)));
    text.push_back(static_cast<char>(0x80U | (code & 0x3FU)));
  }
}

// How many bytes the sequence at `at` has; 0 when it is malformed (RFC 3629, section 4).
std::size_t SequenceAt(absl::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80U) return 1;
  const std::size_t length = lead < 0xC2U   ? 0
                             : lead < 0xE0U ? 2
                             : lead < 0xF0U ? 3
                             : lead < 0xF5U ? 4
                                            : 0;
  if (length == 0 || at + length > bytes.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(at + k) & 0xC0U) != 0x80U) return 0;
  }
  const unsigned second = byte(at + 1);
  const bool is_overlong = (lead == 0xE0U && second < 0xA0U) || (lead == 0xF0U && second < 0x90U);
  const bool is_surrogate = lead == 0xEDU && second >= 0xA0U;
  const bool is_too_high = lead == 0xF4U && second >= 0x90U;
  return is_overlong || is_surrogate || is_too_high ? 0 : length;
}

absl::Status Unknown(absl::string_view text) {
  return Error(absl::StatusCode::kInvalidArgument, "ENCODING_UNKNOWN", text);
}

}  // namespace

bool IsUtf8(absl::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = SequenceAt(bytes, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

absl::StatusOr<std::string> ToUtf8(absl::string_view bytes) {
  if (bytes.find('\0') != absl::string_view::npos) {
    return Unknown("a NUL byte stands in the file: save it as CSV in UTF-8");
  }
  absl::ConsumePrefix(&bytes, "\xEF\xBB\xBF");
  if (IsUtf8(bytes)) return std::string(bytes);
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const std::uint32_t code = static_cast<unsigned char>(c);
    const bool is_mapped = code >= 0x80U && code < 0xA0U;
    const std::uint32_t mapped = is_mapped ? kWindows1252[code - 0x80U] : code;
    if (is_mapped && mapped == 0) {
      return Unknown("the file is neither UTF-8 nor Windows-1252");
    }
    Append(mapped, text);
  }
  return text;
}

}  // namespace driehoek::csv
