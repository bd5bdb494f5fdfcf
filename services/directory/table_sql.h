// The statements of one table, made from its Table<V>. They stand nowhere as literals;
// TableStatements() hands them to the test that holds all statements to the rules for SQL.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "directory/tables.h"
#include "shared/storage/database.h"

namespace driehoek::directory {

template <typename V>
std::string MakeSelectSql() {
  ColumnNames columns = {"id", "version"};
  for (const absl::string_view column : Table<V>::Columns()) columns.push_back(column);
  return absl::StrCat("SELECT ", absl::StrJoin(columns, ", "), " FROM ", Table<V>::kName,
                      " WHERE tenant_id = $1");
}

template <typename V>
std::string MakePutSql() {
  const ColumnNames columns = Table<V>::Columns();
  std::string names;
  std::string places;
  std::string changes;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    absl::StrAppend(&names, ", ", columns[i]);
    absl::StrAppend(&places, ", $", i + 5);
    absl::StrAppend(&changes, ", ", columns[i], " = excluded.", columns[i]);
  }
  return absl::StrCat("INSERT INTO ", Table<V>::kName, " (tenant_id, id, version, sort_key", names,
                      ") VALUES ($1, $2, $3, $4", places,
                      ") ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, "
                      "sort_key = excluded.sort_key",
                      changes);
}

// Made once for each kind.
struct Sql {
  std::string select;
  std::string put;
};
template <typename V>
const Sql& TableSql() {
  static const Sql* const kSql = new Sql{MakeSelectSql<V>(), MakePutSql<V>()};
  return *kSql;
}

template <typename... Vs>
std::vector<std::string> SqlOf() {
  std::vector<std::string> statements;
  (statements.insert(statements.end(), {TableSql<Vs>().select, TableSql<Vs>().put}), ...);
  return statements;
}

// A list of conditions with their parameters, counted on from $2.
class Conditions {
 public:
  void Equal(absl::string_view column, const std::string& value) {
    if (value.empty()) return;
    parameters_.emplace_back(value);
    absl::StrAppend(&sql_, " AND ", column, " = ", Place());
  }
  void OneOf(absl::string_view column, const std::vector<std::string>& values) {
    std::vector<std::string> places;
    for (const std::string& value : values) {
      parameters_.emplace_back(value);
      places.push_back(Place());
    }
    absl::StrAppend(&sql_, " AND ", column, " IN (", absl::StrJoin(places, ", "), ")");
  }
  void After(absl::string_view sort_key, absl::string_view id) {
    parameters_.emplace_back(std::string(sort_key));
    const std::string first = Place();
    parameters_.emplace_back(std::string(id));
    absl::StrAppend(&sql_, " AND (sort_key, id) > (", first, ", ", Place(), ")");
  }
  void OrderAndLimit(int limit) {
    parameters_.emplace_back(std::int64_t{limit});
    absl::StrAppend(&sql_, " ORDER BY sort_key, id LIMIT ", Place());
  }
  const std::string& sql() const { return sql_; }
  const std::vector<storage::Value>& parameters() const { return parameters_; }

 private:
  std::string Place() const { return absl::StrCat("$", parameters_.size() + 1); }
  std::string sql_;
  std::vector<storage::Value> parameters_;
};

}  // namespace driehoek::directory
