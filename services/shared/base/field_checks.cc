#include "shared/base/field_checks.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace driehoek {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Length of the sequence that `lead` begins; 0 when it cannot begin one.
std::size_t SequenceLength(unsigned char lead) {
  if (lead < 0x80U) return 1;
  if (lead >= 0xC2U && lead < 0xE0U) return 2;
  if (lead >= 0xE0U && lead < 0xF0U) return 3;
  if (lead >= 0xF0U && lead < 0xF5U) return 4;
  return 0;
}

bool IsPrintable(absl::string_view text, TextKind kind) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const bool is_layout = lead == '\t' || lead == '\n' || lead == '\r';
    if ((lead < 0x20U && !(is_layout && kind == TextKind::kBlock)) || lead == 0x7FU) return false;
    const std::size_t length = SequenceLength(lead);
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if (!IsContinuation(text[i + k])) return false;
    }
    i += length;
  }
  return true;
}

bool IsLabel(absl::string_view label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
    return false;
  return std::all_of(label.begin(), label.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-';
  });
}

}  // namespace

std::size_t CharacterCount(absl::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !IsContinuation(c); }));
}

void CheckText(FieldViolations& violations, absl::string_view field, absl::string_view text,
               std::size_t min, std::size_t max, TextKind kind) {
  if (!IsPrintable(text, kind)) {
    violations.Add(field, "TEXT_UNPRINTABLE", "may not hold control characters");
    return;
  }
  const std::size_t count = CharacterCount(text);
  const bool is_blank = absl::StripAsciiWhitespace(text).empty();
  if (count < min || (min > 0 && is_blank)) {
    violations.Add(field, "TEXT_MISSING", absl::StrCat("must have at least ", min, " characters"));
  } else if (count > max) {
    violations.Add(field, "TEXT_TOO_LONG", absl::StrCat("may have at most ", max, " characters"));
  }
}

void CheckNumber(FieldViolations& violations, absl::string_view field, std::int64_t number,
                 std::int64_t min, std::int64_t max) {
  if (number >= min && number <= max) return;
  violations.Add(field, "NUMBER_OUT_OF_RANGE", absl::StrCat("must be from ", min, " to ", max));
}

bool IsEmail(absl::string_view text) {
  if (text.size() > 254) return false;
  const std::size_t at = text.find('@');
  if (at == absl::string_view::npos || at == 0 || at > 64) return false;
  const absl::string_view local = text.substr(0, at);
  constexpr absl::string_view kMarks = ".!#$%&'*+/=?^_`{|}~-";
  const bool is_local_good = std::all_of(local.begin(), local.end(), [&](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
           kMarks.find(c) != absl::string_view::npos;
  });
  const std::vector<absl::string_view> labels = absl::StrSplit(text.substr(at + 1), '.');
  return is_local_good && labels.size() >= 2 && std::all_of(labels.begin(), labels.end(), IsLabel);
}

bool IsPhone(absl::string_view text) {
  return text.size() >= 9 && text.size() <= 16 && text[0] == '+' && text[1] != '0' &&
         IsDigits(text.substr(1), text.size() - 1);
}

bool IsDigits(absl::string_view text, std::size_t count) {
  return text.size() == count && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(static_cast<unsigned char>(c));
         });
}

}  // namespace driehoek
