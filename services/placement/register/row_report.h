// What an import says of its rows: what each does, and every wrong cell.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "shared/base/errors.h"

namespace driehoek::registry {

enum class RowChange { kWrong, kCreate, kChange, kSame };

struct CellError {
  int line = 0;
  std::string column;     // name; empty: the whole row
  int column_number = 0;  // in the file, from 1; 0: the whole row, or the file lacks the column
  std::string reason;
  std::string text;
};

class RowReport {
 public:
  // `column_numbers`: by name, from 1, as they stand in the file. `lines`: of the rows, in order.
  RowReport(std::map<std::string, int> column_numbers, std::vector<int> lines);

  // `column` empty: the whole row. Makes the row wrong.
  void Add(int line, absl::string_view column, absl::string_view reason, absl::string_view text);
  // The first violation that `violations` holds, if any, as a fault of this cell.
  void Add(int line, absl::string_view column, const FieldViolations& violations);
  // Says what a row does; a wrong row stays wrong.
  void Set(int line, RowChange change);

  bool IsWrong(int line) const;
  bool HasErrors() const { return !errors_.empty(); }
  // By line, then column number.
  std::vector<CellError> SortedErrors() const;
  // By line, in the order of the file.
  const std::vector<int>& lines() const { return lines_; }
  RowChange ChangeOf(int line) const;
  int Count(RowChange change) const;

 private:
  std::map<std::string, int> column_numbers_;
  std::vector<int> lines_;
  std::map<int, RowChange> changes_;
  std::vector<CellError> errors_;
};

}  // namespace driehoek::registry
