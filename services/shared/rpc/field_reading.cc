#include "shared/rpc/field_reading.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace driehoek::rpc {

std::vector<std::string> ReadIds(const std::string& name, absl::string_view pattern,
                                 absl::string_view field, FieldViolations& violations) {
  const auto ids = static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '{'));
  std::vector<std::string> read(ids - 1);
  if (name.empty()) return read;
  const auto parsed = ResourceName::Parse(name, pattern, field);
  if (!parsed.ok()) {
    violations.Add(field, "NAME_MALFORMED", absl::StrCat("must have the form ", pattern));
    return read;
  }
  for (std::size_t i = 1; i < ids; ++i) read[i - 1] = parsed->id(i);
  return read;
}

absl::CivilDay ReadDay(const google::type::Date& date, absl::string_view field,
                       FieldViolations& violations) {
  const absl::StatusOr<absl::CivilDay> day = FromProto(date, field);
  if (!day.ok()) {
    violations.Add(field, "DATE_INVALID", "must be a calendar day between 1900 and 2200");
    return absl::CivilDay();
  }
  return *day;
}

}  // namespace driehoek::rpc
