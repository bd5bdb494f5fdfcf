// One line of JSON per happening, on standard error: time, level, what, and fields of ids, counts and reasons. Never a name, an
// address, a token, a query string or free text.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/string_view.h"

namespace driehoek::log {

enum class Level { kInfo, kWarning, kError };

using FieldValue = std::variant<std::int64_t, double, std::string>;
struct Field {
  absl::string_view name;
  FieldValue value;
};

// Sets the program's name, first field of each line. Call once, before threads begin.
void Init(absl::string_view program);

// `what` is a fixed word or two in snake_case ("server_ready"). Thread-safe.
void Write(Level level, absl::string_view what, std::initializer_list<Field> fields = {});

inline void Info(absl::string_view what, std::initializer_list<Field> fields = {}) { Write(Level::kInfo, what, fields); }
inline void Warning(absl::string_view what, std::initializer_list<Field> fields = {}) {
  Write(Level::kWarning, what, fields);
}
inline void Error(absl::string_view what, std::initializer_list<Field> fields = {}) { Write(Level::kError, what, fields); }

}  // namespace driehoek::log
