// Reading single fields of a request into values, adding a violation where that fails.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/type/date.pb.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::rpc {

// The value of a wire enumeration whose numbers are those of `E` plus one, 0 being UNSPECIFIED.
// FIELD_MISSING.
template <typename E>
E ReadEnum(int number, absl::string_view field, FieldViolations& violations) {
  const std::optional<E> value = EnumFromIndex<E>(number - 1);
  if (!value.has_value()) violations.Add(field, "FIELD_MISSING", "must be one of the known values");
  return value.value_or(E{});
}

template <typename E>
int EnumNumber(E value) {
  return static_cast<int>(value) + 1;
}

// The ids in a resource name, the institution's left out; as many empty ones when it is not of the
// form `pattern` (NAME_MALFORMED). An empty name gives empty ids without a violation.
std::vector<std::string> ReadIds(const std::string& name, absl::string_view pattern,
                                 absl::string_view field, FieldViolations& violations);

// DATE_INVALID; 1970-01-01 then.
absl::CivilDay ReadDay(const google::type::Date& date, absl::string_view field,
                       FieldViolations& violations);

}  // namespace driehoek::rpc
