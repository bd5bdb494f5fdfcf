#include "placement/register/register_table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "shared/base/errors.h"
#include "shared/csv/csv.h"
#include "shared/csv/text_encoding.h"
#include "shared/xlsx/xlsx.h"

namespace driehoek::registry {
namespace {

constexpr char kSeparator = ';';

absl::Status Bad(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kInvalidArgument, reason, text, {{"field", "content"}});
}

absl::StatusOr<std::map<std::string, int>> NumberColumns(const std::vector<Column>& columns,
                                                         const std::vector<std::string>& header) {
  std::map<std::string, int> numbers;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name = absl::AsciiStrToLower(absl::StripAsciiWhitespace(header[i]));
    const bool is_known = std::any_of(columns.begin(), columns.end(),
                                      [&](const Column& column) { return column.name == name; });
    if (!is_known) {
      return Bad("COLUMN_UNKNOWN", absl::StrCat("column ", i + 1, " has a name that is not known"));
    }
    if (!numbers.emplace(name, static_cast<int>(i) + 1).second) {
      return Bad("COLUMN_REPEATED", absl::StrCat("column ", name, " stands there twice"));
    }
  }
  for (const Column& column : columns) {
    if (column.is_required && !numbers.contains(std::string(column.name))) {
      return Bad("COLUMN_MISSING", absl::StrCat("column ", column.name, " is missing"));
    }
  }
  return numbers;
}

}  // namespace

const std::vector<Column>& ColumnsOf(RegisterKind kind) {
  static const std::vector<Column> kOrganisations = {
      {"external_id"},     {"name"},          {"kvk", false},
      {"relation", false}, {"sector", false}, {"city", false},
      {"address", false},  {"region", false}, {"workplace", false}};
  static const std::vector<Column> kPlaces = {
      {"external_id"}, {"organisation"},   {"workplace"}, {"supervisor_email", false},
      {"seats"},       {"start"},          {"end"},       {"weekly_hours"},
      {"forms"},       {"reserved", false}};
  static const std::vector<Column> kStudents = {{"external_id"},  {"name"},    {"email", false},
                                                {"programme"},    {"variant"}, {"phase"},
                                                {"region", false}};
  switch (kind) {
    case RegisterKind::kOrganisations:
      return kOrganisations;
    case RegisterKind::kPlaces:
      return kPlaces;
    case RegisterKind::kStudents:
      return kStudents;
  }
  return kOrganisations;
}

absl::string_view PluralOf(RegisterKind kind) {
  switch (kind) {
    case RegisterKind::kOrganisations:
      return "organisations";
    case RegisterKind::kPlaces:
      return "places";
    case RegisterKind::kStudents:
      return "students";
  }
  return "";
}

absl::StatusOr<RegisterTable> ReadTable(const TableForm& form, absl::string_view content) {
  if (content.size() > kMostContentBytes) {
    return Bad("CONTENT_TOO_LARGE", absl::StrCat("may have at most ", kMostContentBytes, " bytes"));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string text, csv::ToUtf8(content));
  DRIEHOEK_ASSIGN_OR_RETURN(csv::Csv parsed,
                            csv::ParseCsv(text, csv::SeparatorOf(text), csv::Ragged::kKept));
  RegisterTable table;
  DRIEHOEK_ASSIGN_OR_RETURN(table.column_numbers, NumberColumns(form.columns, parsed.header));
  if (parsed.rows.size() > kMostRows) {
    return Bad("TOO_MANY_ROWS", absl::StrCat("may have at most ", kMostRows, " rows"));
  }
  for (csv::CsvRow& row : parsed.rows) {
    TableRow cells{.line = row.line, .has_wrong_width = row.fields.size() != parsed.header.size()};
    for (const auto& [name, number] : table.column_numbers) {
      const auto at = static_cast<std::size_t>(number) - 1;
      const std::string field = at < row.fields.size() ? row.fields[at] : std::string();
      cells.cells[name] = std::string(absl::StripAsciiWhitespace(csv::WithoutGuard(field)));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

absl::StatusOr<RegisterTable> ReadTable(RegisterKind kind, absl::string_view content) {
  return ReadTable(TableForm{PluralOf(kind), ColumnsOf(kind)}, content);
}

absl::StatusOr<std::string> WriteTable(const TableForm& form,
                                       const std::vector<std::vector<std::string>>& rows,
                                       FileFormat format) {
  std::vector<std::string> header;
  for (const Column& column : form.columns) header.emplace_back(column.name);
  if (format == FileFormat::kXlsx) return xlsx::WriteWorkbook(form.plural, header, rows);
  const std::string separator(1, kSeparator);
  std::string text = absl::StrCat("\xEF\xBB\xBF", absl::StrJoin(header, separator), "\r\n");
  for (const std::vector<std::string>& row : rows) {
    absl::StrAppend(&text,
                    absl::StrJoin(row, separator,
                                  [](std::string* out, const std::string& field) {
                                    absl::StrAppend(
                                        out, csv::CsvField(csv::WithGuard(field), kSeparator));
                                  }),
                    "\r\n");
  }
  return text;
}

absl::StatusOr<std::string> WriteTable(RegisterKind kind,
                                       const std::vector<std::vector<std::string>>& rows,
                                       FileFormat format) {
  return WriteTable(TableForm{PluralOf(kind), ColumnsOf(kind)}, rows, format);
}

}  // namespace driehoek::registry
