#include "agreement/plain_text.h"

#include <cstdint>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace driehoek::agreement {
namespace {

constexpr std::uint32_t kIllFormed = 0xffffffff;

bool IsUnseen(std::uint32_t c) {
  return (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff ||
         (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

// The code point at `at`, which moves on; kIllFormed for overlong forms, surrogates and broken
// sequences.
std::uint32_t NextCodePoint(absl::string_view text, std::size_t& at) {
  const auto first = static_cast<std::uint8_t>(text[at++]);
  if (first < 0x80) return first;
  const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  if (first < 0xc2 || first > 0xf4) return kIllFormed;
  std::uint32_t c = first & (0x3fU >> more);
  for (int i = 0; i < more; ++i) {
    if (at >= text.size()) return kIllFormed;
    const auto next = static_cast<std::uint8_t>(text[at++]);
    if ((next & 0xc0) != 0x80) return kIllFormed;
    c = (c << 6) | (next & 0x3fU);
  }
  const bool overlong = (more == 2 && c < 0x800) || (more == 3 && c < 0x10000);
  return overlong || (c >= 0xd800 && c < 0xe000) || c > 0x10ffff ? kIllFormed : c;
}

bool IsPlain(absl::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = NextCodePoint(text, at);
    if (c == kIllFormed || IsUnseen(c)) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> PlainText(absl::string_view text) {
  const std::string unified =
      absl::StrReplaceAll(text, {{"\r\n", "\n"}, {"\r", "\n"}, {"\t", " "}});
  if (!IsPlain(unified)) return std::nullopt;
  std::vector<absl::string_view> lines;
  for (const absl::string_view raw : absl::StrSplit(unified, '\n')) {
    const absl::string_view line = absl::StripTrailingAsciiWhitespace(raw);
    const bool after_nothing = lines.empty() || lines.back().empty();
    if (!line.empty() || !after_nothing) lines.push_back(line);
  }
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return absl::StrJoin(lines, "\n");
}

std::optional<std::string> PlainLine(absl::string_view text) {
  auto plain = PlainText(text);
  if (!plain.has_value()) return std::nullopt;
  absl::StrReplaceAll({{"\n", " "}}, &*plain);
  absl::RemoveExtraAsciiWhitespace(&*plain);
  return plain;
}

std::size_t CodePoints(absl::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<std::uint8_t>(c) & 0xc0) != 0x80 ? 1 : 0;
  return count;
}

}  // namespace driehoek::agreement
