// A school: the tenant.
#pragma once

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "shared/base/errors.h"
#include "shared/base/strong_id.h"

namespace driehoek::directory {

struct Institution {
  TenantId id;
  std::string display_name;
  std::string time_zone = "Europe/Amsterdam";
  std::string language_code = "nl";
  std::string accent_color;      // "#rrggbb" or empty
  std::string institution_code;  // BRIN or empty
  absl::Time create_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// Names every field that is not as the contract asks: TIME_ZONE_UNKNOWN, LANGUAGE_UNKNOWN,
// COLOR_MALFORMED, INSTITUTION_CODE_MALFORMED besides those of field_checks.h.
void Check(const Institution& institution, FieldViolations& violations);

// The zone in which the institution's days begin and end. A stored one is always known; UTC should
// the machine have lost its zone data.
absl::TimeZone ZoneOf(const Institution& institution);

// LANGUAGE_UNKNOWN unless `nl`, `en` or empty.
void CheckLanguage(FieldViolations& violations, absl::string_view language_code);

}  // namespace driehoek::directory
