#include "placement/register/preference_rows.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "placement/register/row_cells.h"

namespace driehoek::registry {
namespace {

// Above what a round can allow, so that a rank beyond its maximum is told as such.
constexpr int kHighestRank = 1000;

}  // namespace

const TableForm& PreferenceForm() {
  static const TableForm kForm = {"preferences",
                                  {{"student"}, {"place"}, {"rank"}, {"reason", false}}};
  return kForm;
}

std::vector<PreferenceRow> ReadPreferences(const RegisterTable& table, RowReport& report) {
  std::vector<PreferenceRow> rows;
  Contradictions contradictions({"reason"});
  for (const TableRow& table_row : table.rows) {
    RowCells cells(table_row, report);
    PreferenceRow row{.line = table_row.line,
                      .student = cells.Required("student", 254),
                      .place = cells.Required("place", 500),
                      .reason = cells.Text("reason", 500, TextKind::kBlock)};
    // In a row of another width this is some other column.
    const auto rank = cells.FindNumber("rank", 1, kHighestRank);
    row.rank = table_row.has_wrong_width ? 0 : rank.value_or(0);
    contradictions.Hold(row.student, cells);
    rows.push_back(std::move(row));
  }
  return rows;
}

void CheckRanks(std::vector<const PreferenceRow*> rows, RowReport& report) {
  std::stable_sort(rows.begin(), rows.end(), [](const PreferenceRow* a, const PreferenceRow* b) {
    return a->rank < b->rank;
  });
  bool is_told = std::any_of(rows.begin(), rows.end(),
                             [](const PreferenceRow* row) { return row->rank == 0; });
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i]->rank == 0 || rows[i]->rank != rows[i - 1]->rank) continue;
    report.Add(rows[i]->line, "rank", "RANK_TWICE",
               absl::StrCat("line ", rows[i - 1]->line, " has this rank for the same student"));
    is_told = true;
  }
  int before = 0;
  for (const PreferenceRow* row : rows) {
    if (is_told) return;
    if (row->rank != before + 1) {
      report.Add(row->line, "rank", "RANK_GAP",
                 "comes after a rank that no row of the student has");
    }
    before = row->rank;
  }
}

}  // namespace driehoek::registry
