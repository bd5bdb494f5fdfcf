// Conditions that are put behind a SELECT of one tenant, with their parameters, counted on from $2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "shared/storage/database.h"

namespace driehoek::storage {

// Column names and operators are literals of the store; values are always bound.
class Conditions {
 public:
  // The place of a bound value: "$2".
  std::string Bind(Value value) {
    parameters_.push_back(std::move(value));
    return absl::StrCat("$", parameters_.size() + 1);
  }
  // Nothing when `value` is empty.
  void Equal(absl::string_view column, const std::string& value) {
    if (!value.empty()) Compare(column, " = ", value);
  }
  void Compare(absl::string_view column, absl::string_view comparison, Value value) {
    absl::StrAppend(&sql_, " AND ", column, comparison, Bind(std::move(value)));
  }
  // `values` must not be empty; `text_of` gives the text of one.
  template <typename Values, typename TextOf>
  void OneOf(absl::string_view column, const Values& values, TextOf text_of) {
    std::vector<std::string> places;
    for (const auto& value : values) places.push_back(Bind(std::string(text_of(value))));
    absl::StrAppend(&sql_, " AND ", column, " IN (", absl::StrJoin(places, ", "), ")");
  }
  void Add(absl::string_view text) { absl::StrAppend(&sql_, text); }
  // A page of rows whose ids tell when they were made, newest first, behind the one with the id
  // `cursor`; empty: from the first. One row more than `limit`, which CutPage() takes off again.
  void NewestFirst(const std::string& cursor, int limit) {
    if (!cursor.empty()) Compare("id", " < ", cursor);
    absl::StrAppend(&sql_, " ORDER BY id DESC LIMIT ", Bind(std::int64_t{limit} + 1));
  }
  const std::string& sql() const { return sql_; }
  const std::vector<Value>& parameters() const { return parameters_; }

 private:
  std::string sql_;
  std::vector<Value> parameters_;
};

// Leaves `limit` items, and the cursor of what is behind them when there was one more.
template <typename Listed>
void CutPage(Listed& listed, int limit) {
  if (listed.items.size() <= static_cast<std::size_t>(limit)) return;
  listed.items.pop_back();
  listed.next_cursor = listed.items.back().id.value();
}

}  // namespace driehoek::storage
