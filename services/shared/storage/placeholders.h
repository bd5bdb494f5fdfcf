// $1..$n as the statements have them, ?1..?n as SQLite counts them: there `$1` would be a name,
// whose number is the order of first appearance.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace driehoek::storage {

// Leaves string literals, quoted names and comments alone.
std::string ToSqlitePlaceholders(absl::string_view sql);

}  // namespace driehoek::storage
