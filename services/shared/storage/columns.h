// Small translations between columns and values that every store needs.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "shared/storage/database.h"

namespace driehoek::storage {

// Days are text of the form 2026-09-01, which sorts by time from year 1000 to 9999.
inline Value ToValue(absl::CivilDay day) { return absl::FormatCivilTime(day); }
inline Value ToValue(const std::optional<absl::CivilDay>& day) {
  return day ? ToValue(*day) : Value(std::monostate{});
}
// A column that ToValue wrote; anything else is a fault of the calling code and reads as 1970-01-01.
inline absl::CivilDay DayOf(absl::string_view text) {
  absl::CivilDay day;
  return absl::ParseCivilTime(text, &day) ? day : absl::CivilDay();
}
inline std::optional<absl::CivilDay> DayOf(const std::optional<std::string>& text) {
  return text ? std::optional(DayOf(absl::string_view(*text))) : std::nullopt;
}

// An optional reference: NULL where there is none.
inline Value IdOrNull(const std::string& id) {
  return id.empty() ? Value(std::monostate{}) : Value(id);
}

}  // namespace driehoek::storage
