#include "http/form.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "http/uri.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr std::size_t kMaxFields = 200;

absl::Status Refuse(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kInvalidArgument, reason, text);
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> Decode(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out.push_back(' ');
    } else if (text[i] != '%') {
      out.push_back(text[i]);
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = HexDigit(text[i + 1]);
      const int low = HexDigit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  return out;
}

bool HasControlCharacter(absl::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) return true;
  }
  return false;
}

// Length of the UTF-8 sequence that begins `text`, 0 when there is none.
std::size_t SequenceLength(absl::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = at(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((at(i) & 0xc0) != 0x80) return 0;
  }
  const bool overlong = (first == 0xe0 && at(1) < 0xa0) || (first == 0xf0 && at(1) < 0x90);
  const bool surrogate = first == 0xed && at(1) > 0x9f;
  const bool too_large = first == 0xf4 && at(1) > 0x8f;
  return overlong || surrogate || too_large ? 0 : length;
}

}  // namespace

bool IsUtf8(absl::string_view text) {
  while (!text.empty()) {
    const std::size_t length = SequenceLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

absl::StatusOr<Form> Form::Parse(absl::string_view encoded) {
  Form form;
  if (encoded.empty()) return form;
  for (const absl::string_view part : absl::StrSplit(encoded, '&')) {
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    const auto name = Decode(part.substr(0, equals));
    const auto value =
        Decode(equals == absl::string_view::npos ? absl::string_view() : part.substr(equals + 1));
    if (!name || !value || !IsUtf8(*name) || !IsUtf8(*value)) {
      return Refuse("FORM_MALFORMED", "the form is not url-encoded UTF-8");
    }
    if (HasControlCharacter(*name) || HasControlCharacter(*value)) {
      return Refuse("FORM_CONTROL_CHARACTER", "a form field holds a control character");
    }
    if (form.Get(*name)) return Refuse("FORM_FIELD_REPEATED", "a form field comes twice");
    if (form.fields_.size() >= kMaxFields) {
      return Refuse("FORM_TOO_MANY_FIELDS", "a form has at most 200 fields");
    }
    form.fields_.emplace_back(*name, *value);
  }
  return form;
}

std::optional<std::string> Form::Get(absl::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string Form::Encode() const {
  std::string out;
  for (const auto& [name, value] : fields_) {
    absl::StrAppend(&out, out.empty() ? "" : "&", PercentEncode(name), "=", PercentEncode(value));
  }
  return out;
}

}  // namespace driehoek::lti
