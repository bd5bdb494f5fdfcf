// The cells of a row as what their columns ask for. Every wrong cell goes to the report.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "placement/register/register_table.h"
#include "placement/register/row_report.h"
#include "shared/base/field_checks.h"

namespace driehoek::registry {

// One row, each cell read with the check that its column asks for. Row and report must outlive it.
class RowCells {
 public:
  // COLUMN_COUNT when the row is of another width than the header; its cells are then in the wrong
  // columns, so that nothing more is said of them.
  RowCells(const TableRow& row, RowReport& report);

  // As it stands there; empty where the file lacks the column.
  std::string Raw(absl::string_view column) const;
  void Fault(absl::string_view column, absl::string_view reason, absl::string_view text);
  // May be empty. TEXT_TOO_LONG, TEXT_UNPRINTABLE.
  std::string Text(absl::string_view column, std::size_t most, TextKind kind = TextKind::kLine);
  // VALUE_MISSING too.
  std::string Required(absl::string_view column, std::size_t most);
  // Nothing when it is wrong: VALUE_MISSING, NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE.
  std::optional<int> FindNumber(absl::string_view column, int min, int max);
  // The same; `min` when it is wrong.
  int Number(absl::string_view column, int min, int max);
  // 2026-09-01 or 01-09-2026. VALUE_MISSING, DATE_MALFORMED.
  absl::CivilDay Day(absl::string_view column);
  // May be empty. EMAIL_MALFORMED.
  std::string Email(absl::string_view column);
  int line() const { return row_.line; }

 private:
  const TableRow& row_;
  RowReport& report_;
};

// Holds rows of one key to what the first of them says in `columns`. An empty cell says nothing.
class Contradictions {
 public:
  explicit Contradictions(std::vector<absl::string_view> columns) : columns_(std::move(columns)) {}

  // ROW_CONTRADICTS; nothing for an empty key.
  void Hold(const std::string& key, RowCells& cells);

 private:
  const std::vector<absl::string_view> columns_;
  std::map<std::string, std::map<std::string, std::pair<std::string, int>>> said_;
};

}  // namespace driehoek::registry
