#include "placement/register/row_cells.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace driehoek::registry {

RowCells::RowCells(const TableRow& row, RowReport& report) : row_(row), report_(report) {
  if (!row.has_wrong_width) return;
  report_.Add(row.line, "", "COLUMN_COUNT", "has another number of fields than the header");
}

std::string RowCells::Raw(absl::string_view column) const {
  const auto found = row_.cells.find(std::string(column));
  return found == row_.cells.end() ? std::string() : found->second;
}

void RowCells::Fault(absl::string_view column, absl::string_view reason, absl::string_view text) {
  if (!row_.has_wrong_width) report_.Add(row_.line, column, reason, text);
}

std::string RowCells::Text(absl::string_view column, std::size_t most, TextKind kind) {
  std::string text = Raw(column);
  FieldViolations violations;
  CheckText(violations, column, text, 0, most, kind);
  if (!violations.empty() && !row_.has_wrong_width) report_.Add(row_.line, column, violations);
  return text;
}

std::string RowCells::Required(absl::string_view column, std::size_t most) {
  std::string text = Text(column, most);
  if (text.empty()) Fault(column, "VALUE_MISSING", "must not be empty");
  return text;
}

std::optional<int> RowCells::FindNumber(absl::string_view column, int min, int max) {
  const std::string text = Required(column, 20);
  if (text.empty()) return std::nullopt;
  int number = min;
  if (!absl::SimpleAtoi(text, &number)) {
    Fault(column, "NUMBER_MALFORMED", "must be a whole number");
    return std::nullopt;
  }
  if (number < min || number > max) {
    Fault(column, "NUMBER_OUT_OF_RANGE", absl::StrCat("must be from ", min, " to ", max));
    return std::nullopt;
  }
  return number;
}

int RowCells::Number(absl::string_view column, int min, int max) {
  return FindNumber(column, min, max).value_or(min);
}

absl::CivilDay RowCells::Day(absl::string_view column) {
  const std::string text = Required(column, 20);
  if (text.empty()) return {};
  const std::vector<std::string> parts = absl::StrSplit(text, '-');
  int day = 0;
  int month = 0;
  int year = 0;
  const bool is_read = parts.size() == 3 && absl::SimpleAtoi(parts[1], &month) &&
                       absl::SimpleAtoi(parts[parts[0].size() == 4 ? 0 : 2], &year) &&
                       absl::SimpleAtoi(parts[parts[0].size() == 4 ? 2 : 0], &day);
  const absl::CivilDay read(year, month, day);
  const bool is_day =
      is_read && year >= 1900 && year <= 2200 && read.month() == month && read.day() == day;
  if (!is_day) Fault(column, "DATE_MALFORMED", "must be a day such as 2026-09-01");
  return is_day ? read : absl::CivilDay();
}

std::string RowCells::Email(absl::string_view column) {
  std::string text = Text(column, 254);
  if (!text.empty() && !IsEmail(text)) {
    Fault(column, "EMAIL_MALFORMED", "must be one e-mail address");
  }
  return text;
}

void Contradictions::Hold(const std::string& key, RowCells& cells) {
  if (key.empty()) return;
  auto& said = said_[key];
  for (const absl::string_view column : columns_) {
    const std::string text = cells.Raw(column);
    if (text.empty()) continue;
    const auto [first, is_new] = said.try_emplace(std::string(column), text, cells.line());
    if (is_new || first->second.first == text) continue;
    cells.Fault(
        column, "ROW_CONTRADICTS",
        absl::StrCat("line ", first->second.second, " says otherwise under the same external id"));
  }
}

}  // namespace driehoek::registry
