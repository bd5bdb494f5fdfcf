#include "directory/institution.h"

#include "absl/strings/ascii.h"
#include "shared/base/field_checks.h"

namespace driehoek::directory {
namespace {

bool IsColor(absl::string_view text) {
  if (text.size() != 7 || text[0] != '#') return false;
  for (const char c : text.substr(1)) {
    if (!absl::ascii_isxdigit(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

// BRIN: two digits and two letters.
bool IsInstitutionCode(absl::string_view text) {
  return text.size() == 4 && IsDigits(text.substr(0, 2), 2) &&
         absl::ascii_isupper(static_cast<unsigned char>(text[2])) &&
         absl::ascii_isupper(static_cast<unsigned char>(text[3]));
}

bool IsTimeZone(absl::string_view name) {
  // The loader reads files by this name; only names of the IANA form come near it.
  if (name.empty() || name.size() > 64 || name.front() == '/' || name.front() == ':') return false;
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    if (!absl::ascii_isalnum(u) && c != '/' && c != '_' && c != '+' && c != '-') return false;
  }
  absl::TimeZone zone;
  return absl::LoadTimeZone(name, &zone);
}

}  // namespace

void CheckLanguage(FieldViolations& violations, absl::string_view language_code) {
  if (language_code.empty() || language_code == "nl" || language_code == "en") return;
  violations.Add("language_code", "LANGUAGE_UNKNOWN", "must be nl or en");
}

void Check(const Institution& institution, FieldViolations& violations) {
  CheckText(violations, "display_name", institution.display_name, 1, 200);
  if (!IsTimeZone(institution.time_zone)) {
    violations.Add("time_zone", "TIME_ZONE_UNKNOWN", "must be an IANA time zone");
  }
  CheckLanguage(violations, institution.language_code);
  if (!institution.accent_color.empty() && !IsColor(institution.accent_color)) {
    violations.Add("accent_color", "COLOR_MALFORMED", "must look like #1a2b3c");
  }
  if (!institution.institution_code.empty() && !IsInstitutionCode(institution.institution_code)) {
    violations.Add("institution_code", "INSTITUTION_CODE_MALFORMED",
                   "must be two digits and two capital letters");
  }
}

absl::TimeZone ZoneOf(const Institution& institution) {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(institution.time_zone, &zone)) return absl::UTCTimeZone();
  return zone;
}

}  // namespace driehoek::directory
