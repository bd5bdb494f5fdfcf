#include "placement/register/row_report.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace driehoek::registry {

RowReport::RowReport(std::map<std::string, int> column_numbers, std::vector<int> lines)
    : column_numbers_(std::move(column_numbers)), lines_(std::move(lines)) {
  for (const int line : lines_) changes_[line] = RowChange::kSame;
}

void RowReport::Add(int line, absl::string_view column, absl::string_view reason,
                    absl::string_view text) {
  const auto number = column_numbers_.find(std::string(column));
  errors_.push_back({line, std::string(column),
                     number == column_numbers_.end() ? 0 : number->second, std::string(reason),
                     std::string(text)});
  changes_[line] = RowChange::kWrong;
}

void RowReport::Add(int line, absl::string_view column, const FieldViolations& violations) {
  const absl::Status status = violations.ToStatus();
  if (!status.ok()) Add(line, column, ReasonOf(status), std::string(status.message()));
}

void RowReport::Set(int line, RowChange change) {
  RowChange& known = changes_[line];
  if (known != RowChange::kWrong) known = change;
}

bool RowReport::IsWrong(int line) const { return ChangeOf(line) == RowChange::kWrong; }

std::vector<CellError> RowReport::SortedErrors() const {
  std::vector<CellError> sorted = errors_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const CellError& a, const CellError& b) {
    return std::tie(a.line, a.column_number) < std::tie(b.line, b.column_number);
  });
  return sorted;
}

RowChange RowReport::ChangeOf(int line) const {
  const auto found = changes_.find(line);
  return found == changes_.end() ? RowChange::kSame : found->second;
}

int RowReport::Count(RowChange change) const {
  return static_cast<int>(std::count_if(changes_.begin(), changes_.end(),
                                        [&](const auto& entry) { return entry.second == change; }));
}

}  // namespace driehoek::registry
