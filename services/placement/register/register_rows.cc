#include "placement/register/register_rows.h"

#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "placement/register/row_cells.h"
#include "shared/base/field_checks.h"
#include "shared/base/folded.h"

namespace driehoek::registry {
namespace {

std::optional<bool> ReadRelation(RowCells& cells) {
  const std::string text = Folded(cells.Raw("relation"));
  if (text.empty()) return std::nullopt;
  if (text == "structural" || text == "structureel") return true;
  if (text == "incidental" || text == "incidenteel") return false;
  cells.Fault("relation", "RELATION_UNKNOWN", "must be structural or incidental");
  return std::nullopt;
}

std::vector<placement::Form> ReadForms(RowCells& cells) {
  std::vector<placement::Form> forms;
  const std::string text = cells.Required("forms", 200);
  for (const absl::string_view name : absl::StrSplit(text, '|', absl::SkipWhitespace())) {
    const auto form = EnumFromName<placement::Form>(Folded(name));
    if (!form.has_value()) {
      cells.Fault("forms", "FORM_UNKNOWN", "holds a name that is no form");
      return forms;
    }
    forms.push_back(*form);
  }
  return forms;
}

// PROGRAMME:FLOOR or PROGRAMME:FLOOR-CEILING.
std::optional<ReservedSeats> ReadReservedSeats(absl::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == absl::string_view::npos) return std::nullopt;
  ReservedSeats seats{.programme = std::string(absl::StripAsciiWhitespace(text.substr(0, colon)))};
  const std::vector<std::string> numbers = absl::StrSplit(text.substr(colon + 1), '-');
  int ceiling = 0;
  const bool is_read = !seats.programme.empty() && numbers.size() <= 2 &&
                       absl::SimpleAtoi(numbers[0], &seats.floor) &&
                       (numbers.size() == 1 || absl::SimpleAtoi(numbers[1], &ceiling));
  if (!is_read || seats.floor < 0 || seats.floor > 500 || ceiling > 500) return std::nullopt;
  if (numbers.size() == 2) seats.ceiling = ceiling;
  return seats;
}

std::vector<ReservedSeats> ReadReserved(RowCells& cells) {
  std::vector<ReservedSeats> reserved;
  const std::string text = cells.Text("reserved", 2000);
  for (const absl::string_view part : absl::StrSplit(text, '|', absl::SkipWhitespace())) {
    auto seats = ReadReservedSeats(part);
    if (!seats.has_value()) {
      cells.Fault("reserved", "RESERVED_MALFORMED",
                  "must look like PROGRAMME:2 or PROGRAMME:2-5, with | between them");
      return reserved;
    }
    reserved.push_back(*std::move(seats));
  }
  return reserved;
}

std::optional<placement::Variant> VariantOf(const std::string& folded) {
  if (folded == "voltijd") return placement::Variant::kFullTime;
  if (folded == "deeltijd") return placement::Variant::kPartTime;
  if (folded == "duaal") return placement::Variant::kDual;
  return EnumFromName<placement::Variant>(folded);
}

// What one row of an organisation says, all of its rows say.
void Complete(std::vector<OrganisationRow>& rows) {
  std::map<std::string, std::vector<OrganisationRow*>> of;
  for (OrganisationRow& row : rows) {
    if (!row.external_id.empty()) of[row.external_id].push_back(&row);
  }
  for (const auto& [external_id, same] : of) {
    for (std::string OrganisationRow::*field :
         {&OrganisationRow::kvk, &OrganisationRow::sector, &OrganisationRow::city,
          &OrganisationRow::address, &OrganisationRow::region}) {
      std::string said;
      for (const OrganisationRow* row : same) said = said.empty() ? row->*field : said;
      for (OrganisationRow* row : same) row->*field = said;
    }
  }
}

}  // namespace

RowReport ReportOn(const RegisterTable& table) {
  std::vector<int> lines;
  for (const TableRow& row : table.rows) lines.push_back(row.line);
  return {table.column_numbers, std::move(lines)};
}

std::vector<OrganisationRow> ReadOrganisations(const RegisterTable& table, RowReport& report) {
  std::vector<OrganisationRow> rows;
  Contradictions contradictions({"name", "kvk", "relation", "sector", "city", "address", "region"});
  for (const TableRow& table_row : table.rows) {
    RowCells cells(table_row, report);
    OrganisationRow row{.line = table_row.line,
                        .external_id = cells.Text("external_id", 100),
                        .name = cells.Required("name", 200),
                        .kvk = cells.Text("kvk", 20),
                        .is_structural = ReadRelation(cells),
                        .sector = cells.Text("sector", 100),
                        .city = cells.Text("city", 100),
                        .address = cells.Text("address", 300),
                        .region = cells.Text("region", 60),
                        .workplace = cells.Text("workplace", 200)};
    if (row.external_id.empty() && !row.kvk.empty()) {
      row.external_id = absl::StrCat("kvk-", row.kvk);
    }
    if (row.external_id.empty()) {
      cells.Fault("external_id", "VALUE_MISSING", "must not be empty where kvk is empty too");
    }
    contradictions.Hold(row.external_id, cells);
    if (!row.kvk.empty() && !IsDigits(row.kvk, 8)) {
      cells.Fault("kvk", "KVK_NUMBER_MALFORMED", "must be 8 digits");
      row.kvk.clear();  // so that nothing else is said of it
    }
    rows.push_back(std::move(row));
  }
  Complete(rows);
  return rows;
}

std::vector<PlaceRow> ReadPlaces(const RegisterTable& table, RowReport& report) {
  std::vector<PlaceRow> rows;
  Contradictions contradictions({"organisation", "workplace", "supervisor_email", "seats", "start",
                                 "end", "weekly_hours", "forms", "reserved"});
  for (const TableRow& table_row : table.rows) {
    RowCells cells(table_row, report);
    PlaceRow row{.line = table_row.line,
                 .external_id = cells.Required("external_id", 100),
                 .organisation = cells.Required("organisation", 100),
                 .workplace = cells.Required("workplace", 200),
                 .supervisor_email = cells.Email("supervisor_email"),
                 .seats = cells.Number("seats", 0, 500),
                 .start = cells.Day("start"),
                 .end = cells.Day("end"),
                 .weekly_hours = cells.Number("weekly_hours", 1, 60),
                 .forms = ReadForms(cells),
                 .reserved = ReadReserved(cells)};
    contradictions.Hold(row.external_id, cells);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<StudentRow> ReadStudents(const RegisterTable& table, RowReport& report) {
  std::vector<StudentRow> rows;
  Contradictions of_person({"name", "email"});
  Contradictions of_enrolment({"phase", "region"});
  for (const TableRow& table_row : table.rows) {
    RowCells cells(table_row, report);
    StudentRow row{.line = table_row.line,
                   .external_id = cells.Required("external_id", 100),
                   .name = cells.Required("name", 200),
                   .email = cells.Email("email"),
                   .programme = cells.Required("programme", 200),
                   .phase = 0};
    const std::string variant = Folded(cells.Required("variant", 20));
    if (const auto known = VariantOf(variant)) {
      row.variant = *known;
    } else if (!variant.empty()) {
      cells.Fault("variant", "VARIANT_UNKNOWN", "must be full_time, part_time or dual");
    }
    row.phase = cells.Number("phase", 1, 8);
    row.region = cells.Text("region", 60);
    of_person.Hold(row.external_id, cells);
    if (!row.external_id.empty()) {
      of_enrolment.Hold(
          absl::StrCat(row.external_id, "\n", Folded(row.programme), "\n", NameOf(row.variant)),
          cells);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string ReservedText(const std::vector<ReservedSeats>& reserved) {
  return absl::StrJoin(reserved, "|", [](std::string* out, const ReservedSeats& seats) {
    absl::StrAppend(out, seats.programme, ":", seats.floor);
    if (seats.ceiling.has_value()) absl::StrAppend(out, "-", *seats.ceiling);
  });
}

}  // namespace driehoek::registry
