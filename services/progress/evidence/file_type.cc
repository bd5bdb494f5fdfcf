#include "progress/evidence/file_type.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "progress/evidence/zip_directory.h"
#include "shared/base/errors.h"
#include "shared/base/field_checks.h"

namespace driehoek::progress::evidence {
namespace {

using std::literals::string_literals::operator""s;

constexpr std::size_t kLooksAt = 4096;  // more than browsers do when they guess

absl::Status Refused(absl::string_view reason, absl::string_view text) {
  FieldViolations violations;
  violations.Add("data", reason, text);
  return violations.ToStatus();
}
absl::Status TypeRefused() {
  return Refused("FILE_TYPE_REFUSED", "is of no kind that is accepted as evidence");
}

bool HasEntry(const std::vector<ZipEntry>& entries, absl::string_view name) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const ZipEntry& entry) { return entry.name == name; });
}

bool HasMacros(const std::vector<ZipEntry>& entries) {
  return std::any_of(entries.begin(), entries.end(), [](const ZipEntry& entry) {
    return absl::EndsWithIgnoreCase(entry.name, "vbaProject.bin") ||
           absl::StartsWithIgnoreCase(entry.name, "Basic/") ||
           absl::StartsWithIgnoreCase(entry.name, "Scripts/");
  });
}

struct OfficeKind {
  absl::string_view marker;
  absl::string_view content_type;
};
constexpr std::array<OfficeKind, 3> kOfficeKinds = {
    {{"word/document.xml",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
     {"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
     {"ppt/presentation.xml",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation"}}};
constexpr absl::string_view kOpenText = "application/vnd.oasis.opendocument.text";

absl::StatusOr<std::string> DocumentType(absl::string_view bytes) {
  const auto entries = ReadZipDirectory(bytes);
  if (!entries.ok()) return TypeRefused();
  if (UnpacksTooLarge(*entries)) {
    return Refused("FILE_UNPACKS_TOO_LARGE", "would grow past bounds when it is opened");
  }
  if (HasMacros(*entries)) return TypeRefused();
  if (HasEntry(*entries, "[Content_Types].xml")) {
    for (const OfficeKind& kind : kOfficeKinds) {
      if (HasEntry(*entries, kind.marker)) return std::string(kind.content_type);
    }
  }
  const bool is_open_text = !entries->empty() && entries->front().name == "mimetype" &&
                            StoredBytes(bytes, entries->front()) == kOpenText &&
                            HasEntry(*entries, "content.xml");
  if (is_open_text) return std::string(kOpenText);
  return TypeRefused();
}

// ISO base media files: the brand decides (ISO/IEC 14496-12, 23008-12).
absl::StatusOr<std::string> MediaType(absl::string_view brand) {
  for (const absl::string_view heic : {"heic", "heix", "heim", "heis", "mif1", "msf1"}) {
    if (brand == heic) return "image/heic"s;
  }
  if (brand == "qt  ") return "video/quicktime"s;
  for (const absl::string_view video :
       {"isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV"}) {
    if (brand == video) return "video/mp4"s;
  }
  return TypeRefused();
}

// No browser takes it for a page and no shell for a script, whatever its name becomes.
bool LooksActive(absl::string_view text) {
  const absl::string_view head = absl::StripLeadingAsciiWhitespace(text.substr(0, kLooksAt));
  if (absl::StartsWith(head, "<") || absl::StartsWith(head, "#!") || absl::StartsWith(head, "%!")) {
    return true;
  }
  const std::string lower = absl::AsciiStrToLower(head);
  for (const absl::string_view mark :
       {"<html", "<!doctype", "<script", "<svg", "<iframe", "<?php", "<?xml", "javascript:"}) {
    if (absl::StrContains(lower, mark)) return true;
  }
  return false;
}

bool IsPlainText(absl::string_view bytes, absl::string_view file_name) {
  const bool is_named_text = absl::EndsWithIgnoreCase(file_name, ".txt") ||
                             absl::EndsWithIgnoreCase(file_name, ".md") ||
                             absl::EndsWithIgnoreCase(file_name, ".csv");
  if (!is_named_text) return false;
  absl::string_view text = bytes;
  if (absl::StartsWith(text, "\xEF\xBB\xBF")) text.remove_prefix(3);
  FieldViolations violations;
  CheckText(violations, "data", text, 1, bytes.size(), TextKind::kBlock);
  return violations.empty() && !LooksActive(text);
}

}  // namespace

absl::StatusOr<std::string> TypeOf(absl::string_view bytes, absl::string_view file_name) {
  if (absl::StartsWith(bytes, "%PDF-")) return "application/pdf"s;
  if (absl::StartsWith(bytes, "\x89PNG\r\n\x1A\n")) return "image/png"s;
  if (absl::StartsWith(bytes, "\xFF\xD8\xFF")) return "image/jpeg"s;
  if (absl::StartsWith(bytes, "GIF87a") || absl::StartsWith(bytes, "GIF89a")) {
    return "image/gif"s;
  }
  if (absl::StartsWith(bytes, "RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP") {
    return "image/webp"s;
  }
  if (bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp") return MediaType(bytes.substr(8, 4));
  if (absl::StartsWith(bytes, "PK\x03\x04")) return DocumentType(bytes);
  if (IsPlainText(bytes, file_name)) return "text/plain"s;
  return TypeRefused();
}

}  // namespace driehoek::progress::evidence
