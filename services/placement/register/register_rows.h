// What a row of each table says, read from its cells. Pure: whether the things that it names are
// there is for those who know them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "placement/placement.h"
#include "placement/register/register_table.h"
#include "placement/register/row_cells.h"
#include "placement/register/row_report.h"

namespace driehoek::registry {

// An empty text, or an absent value, leaves what is known as it is.
struct OrganisationRow {
  int line = 0;
  std::string external_id;  // "kvk-12345678" where the file gives only the number
  std::string name;
  std::string kvk;
  std::optional<bool> is_structural;
  std::string sector;
  std::string city;
  std::string address;
  std::string region;
  std::string workplace;
};

struct ReservedSeats {
  std::string programme;  // by its name
  int floor = 0;
  std::optional<int> ceiling;
};

struct PlaceRow {
  int line = 0;
  std::string external_id;
  std::string organisation;  // external id, or number in the trade register
  std::string workplace;     // by its name
  std::string supervisor_email;
  int seats = 0;
  absl::CivilDay start;
  absl::CivilDay end;
  int weekly_hours = 0;
  std::vector<placement::Form> forms;
  std::vector<ReservedSeats> reserved;
};

struct StudentRow {
  int line = 0;
  std::string external_id;
  std::string name;
  std::string email;
  std::string programme;  // by its name
  placement::Variant variant = placement::Variant::kFullTime;
  int phase = 0;
  std::string region;
};

// The rows of `table`; every wrong cell goes to `report`, and a wrong row is still there. Reasons:
// COLUMN_COUNT, VALUE_MISSING, TEXT_TOO_LONG, TEXT_UNPRINTABLE, KVK_NUMBER_MALFORMED,
// RELATION_UNKNOWN, NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE, DATE_MALFORMED, FORM_UNKNOWN,
// RESERVED_MALFORMED, EMAIL_MALFORMED, VARIANT_UNKNOWN, and ROW_CONTRADICTS where two rows of one
// external id say different things.
std::vector<OrganisationRow> ReadOrganisations(const RegisterTable& table, RowReport& report);
std::vector<PlaceRow> ReadPlaces(const RegisterTable& table, RowReport& report);
std::vector<StudentRow> ReadStudents(const RegisterTable& table, RowReport& report);

// A report on the rows of `table` in which nothing is wrong yet.
RowReport ReportOn(const RegisterTable& table);

// "Ad:2-5|Bachelor:1" and back.
std::string ReservedText(const std::vector<ReservedSeats>& reserved);

}  // namespace driehoek::registry
