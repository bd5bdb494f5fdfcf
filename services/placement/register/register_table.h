// A file of the register as a table of cells whose columns are known: read from bytes, written to
// bytes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::registry {

enum class RegisterKind { kOrganisations, kPlaces, kStudents };
enum class FileFormat { kCsv, kXlsx };

inline constexpr std::size_t kMostContentBytes = 900'000;
inline constexpr std::size_t kMostRows = 10'000;

struct Column {
  absl::string_view name;
  bool is_required = true;
};
// As the contract lists them.
const std::vector<Column>& ColumnsOf(RegisterKind kind);
// "organisations", "places", "students": for names of files and sheets.
absl::string_view PluralOf(RegisterKind kind);

struct TableRow {
  int line = 0;  // of the file
  // By name of the column, without white space around; columns that the file lacks are absent.
  std::map<std::string, std::string> cells;
  bool has_wrong_width = false;  // another number of fields than the header
};

struct RegisterTable {
  std::map<std::string, int> column_numbers;  // by name, from 1, as they stand in the file
  std::vector<TableRow> rows;
};

// What a table is: how it is called in names of files and sheets, and its columns.
struct TableForm {
  absl::string_view plural;
  std::vector<Column> columns;
};

// INVALID_ARGUMENT / CONTENT_TOO_LARGE (asked before anything is read), ENCODING_UNKNOWN,
// CSV_MALFORMED, COLUMN_MISSING, COLUMN_UNKNOWN, COLUMN_REPEATED, TOO_MANY_ROWS.
absl::StatusOr<RegisterTable> ReadTable(const TableForm& form, absl::string_view content);
absl::StatusOr<RegisterTable> ReadTable(RegisterKind kind, absl::string_view content);

// `rows` in the order of the columns. CSV: byte order mark, semicolons, CRLF, formulas made
// harmless.
absl::StatusOr<std::string> WriteTable(const TableForm& form,
                                       const std::vector<std::vector<std::string>>& rows,
                                       FileFormat format);
absl::StatusOr<std::string> WriteTable(RegisterKind kind,
                                       const std::vector<std::vector<std::string>>& rows,
                                       FileFormat format);

}  // namespace driehoek::registry
