#include "progress/evidence/file_name.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "shared/base/field_checks.h"

namespace driehoek::progress::evidence {
namespace {

constexpr std::size_t kLongestName = 255;
constexpr std::size_t kLongestNeutral = 100;

struct Extensions {
  absl::string_view content_type;
  std::vector<absl::string_view> suitable;  // the first one is added where none is
};

const std::vector<Extensions>& KnownExtensions() {
  static const std::vector<Extensions> known = {
      {"application/pdf", {".pdf"}},
      {"image/png", {".png"}},
      {"image/jpeg", {".jpg", ".jpeg"}},
      {"image/webp", {".webp"}},
      {"image/heic", {".heic", ".heif"}},
      {"image/gif", {".gif"}},
      {"video/mp4", {".mp4", ".m4v"}},
      {"video/quicktime", {".mov"}},
      {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", {".docx"}},
      {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {".xlsx"}},
      {"application/vnd.openxmlformats-officedocument.presentationml.presentation", {".pptx"}},
      {"application/vnd.oasis.opendocument.text", {".odt"}},
      {"text/plain", {".txt", ".md", ".csv"}}};
  return known;
}

// Characters that turn the direction of text, so that a name reads as another: U+200E, U+200F,
// U+202A to U+202E, U+2066 to U+2069, in UTF-8.
bool TurnsText(absl::string_view name) {
  for (const absl::string_view mark :
       {"\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC",
        "\xE2\x80\xAD", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8",
        "\xE2\x81\xA9"}) {
    if (absl::StrContains(name, mark)) return true;
  }
  return false;
}

// Control characters and malformed UTF-8.
bool IsUnprintable(absl::string_view name) {
  FieldViolations violations;
  CheckText(violations, "file_name", name, 1, kLongestName);
  return !violations.empty();
}

bool IsDeviceName(absl::string_view name) {
  const std::string stem = absl::AsciiStrToLower(name.substr(0, name.find('.')));
  static constexpr std::array<absl::string_view, 6> kDevices = {"con", "prn", "aux",
                                                                "nul", "com", "lpt"};
  const absl::string_view root = absl::string_view(stem).substr(0, 3);
  const bool is_known = std::find(kDevices.begin(), kDevices.end(), root) != kDevices.end();
  return is_known &&
         (stem.size() == 3 ||
          (stem.size() == 4 && absl::ascii_isdigit(static_cast<unsigned char>(stem.back()))));
}

}  // namespace

void CheckFileName(absl::string_view name, FieldViolations& violations) {
  if (name.empty()) {
    violations.Add("file_name", "TEXT_MISSING", "must not be empty");
  } else if (name.size() > kLongestName) {
    violations.Add("file_name", "TEXT_TOO_LONG", "must have at most 255 bytes");
  } else if (name.find_first_of("/\\") != absl::string_view::npos || name == "." || name == ".." ||
             TurnsText(name) || IsUnprintable(name)) {
    violations.Add("file_name", "FILE_NAME_UNSAFE",
                   "must be a plain name: no path, no control or direction characters");
  }
}

std::string WithSuitableExtension(absl::string_view name, absl::string_view content_type) {
  for (const Extensions& one : KnownExtensions()) {
    if (one.content_type != content_type) continue;
    for (const absl::string_view extension : one.suitable) {
      if (absl::EndsWithIgnoreCase(name, extension)) return std::string(name);
    }
    return absl::StrCat(name, one.suitable.front());
  }
  return absl::StrCat(name, ".bin");
}

std::string NeutralName(absl::string_view name) {
  std::string neutral;
  bool was_foreign = false;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = absl::ascii_isalnum(byte) || c == '.' || c == '-' || c == '_';
    if (is_plain) {
      neutral.push_back(c);
    } else if (!was_foreign) {
      neutral.push_back('_');
    }
    was_foreign = !is_plain;
  }
  if (neutral.size() > kLongestNeutral) {
    const std::size_t dot = neutral.rfind('.');
    const bool has_extension = dot != std::string::npos && neutral.size() - dot <= 6;
    const std::string extension = has_extension ? neutral.substr(dot) : "";
    neutral = neutral.substr(0, kLongestNeutral - extension.size()) + extension;
  }
  if (neutral.empty() || neutral.front() == '.' || IsDeviceName(neutral)) {
    neutral.insert(0, 1, '_');
  }
  return neutral;
}

}  // namespace driehoek::progress::evidence
