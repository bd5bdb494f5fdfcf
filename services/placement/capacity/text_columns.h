// Lists of short values in one text column, one on each line.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "shared/base/enum_names.h"

namespace driehoek::capacity {

inline std::vector<std::string> LinesOf(absl::string_view text) {
  return absl::StrSplit(text, '\n', absl::SkipEmpty());
}

// The names of `values`; EnumsOf reads them back.
template <typename E>
std::string NamesOf(const std::vector<E>& values) {
  return absl::StrJoin(values, "\n",
                       [](std::string* out, E value) { absl::StrAppend(out, NameOf(value)); });
}
template <typename E>
std::vector<E> EnumsOf(absl::string_view text) {
  std::vector<E> values;
  for (const std::string& name : LinesOf(text)) {
    if (const auto value = EnumFromName<E>(name)) values.push_back(*value);
  }
  return values;
}

}  // namespace driehoek::capacity
