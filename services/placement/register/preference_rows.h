// What a row of a file with wishes says, read from its cells. Pure: whether student and place are
// in the round is for those who know them.
#pragma once

#include <string>
#include <vector>

#include "placement/register/register_table.h"
#include "placement/register/row_report.h"

namespace driehoek::registry {

struct PreferenceRow {
  int line = 0;
  std::string student;  // external id, or e-mail address
  std::string place;    // external id, "organisation / workplace", or id
  int rank = 0;         // from 1; 0: it cannot be read
  std::string reason;   // empty: another row of the student says it, or nothing changes
};

// As the contract lists its columns.
const TableForm& PreferenceForm();

// The rows of `table`; every wrong cell goes to `report`, and a wrong row is still there. Reasons:
// COLUMN_COUNT, VALUE_MISSING, TEXT_TOO_LONG, TEXT_UNPRINTABLE, NUMBER_MALFORMED,
// NUMBER_OUT_OF_RANGE, and ROW_CONTRADICTS where two rows of a student give different reasons.
std::vector<PreferenceRow> ReadPreferences(const RegisterTable& table, RowReport& report);

// Holds the rows of one student to ranks from 1 on, each once: RANK_TWICE, RANK_GAP. Where a rank
// cannot be read or stands there twice, nothing is said of gaps.
void CheckRanks(std::vector<const PreferenceRow*> rows, RowReport& report);

}  // namespace driehoek::registry
