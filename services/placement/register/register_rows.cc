#include "placement/register/register_rows.h"

#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "shared/base/field_checks.h"

namespace driehoek::registry {
namespace {

// The cells of one row, each with the check that its column asks for.
class Cells {
 public:
  Cells(const TableRow& row, RowReport& report) : row_(row), report_(report) {
    if (!row.has_wrong_width) return;
    report_.Add(row.line, "", "COLUMN_COUNT", "has another number of fields than the header");
  }

  std::string Raw(absl::string_view column) const {
    const auto found = row_.cells.find(std::string(column));
    return found == row_.cells.end() ? std::string() : found->second;
  }
  void Fault(absl::string_view column, absl::string_view reason, absl::string_view text) {
    // A row of another width has its cells in the wrong columns.
    if (!row_.has_wrong_width) report_.Add(row_.line, column, reason, text);
  }
  // May be empty.
  std::string Text(absl::string_view column, std::size_t most) {
    std::string text = Raw(column);
    FieldViolations violations;
    CheckText(violations, column, text, 0, most);
    if (!violations.empty() && !row_.has_wrong_width) report_.Add(row_.line, column, violations);
    return text;
  }
  std::string Required(absl::string_view column, std::size_t most) {
    std::string text = Text(column, most);
    if (text.empty()) Fault(column, "VALUE_MISSING", "must not be empty");
    return text;
  }
  int Number(absl::string_view column, int min, int max) {
    const std::string text = Required(column, 20);
    int number = min;
    if (text.empty()) return number;
    if (!absl::SimpleAtoi(text, &number)) {
      Fault(column, "NUMBER_MALFORMED", "must be a whole number");
      return min;
    }
    if (number < min || number > max) {
      Fault(column, "NUMBER_OUT_OF_RANGE", absl::StrCat("must be from ", min, " to ", max));
      return min;
    }
    return number;
  }
  // 2026-09-01 or 01-09-2026.
  absl::CivilDay Day(absl::string_view column) {
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
  std::string Email(absl::string_view column) {
    std::string text = Text(column, 254);
    if (!text.empty() && !IsEmail(text)) {
      Fault(column, "EMAIL_MALFORMED", "must be one e-mail address");
    }
    return text;
  }
  int line() const { return row_.line; }

 private:
  const TableRow& row_;
  RowReport& report_;
};

std::optional<bool> ReadRelation(Cells& cells) {
  const std::string text = Folded(cells.Raw("relation"));
  if (text.empty()) return std::nullopt;
  if (text == "structural" || text == "structureel") return true;
  if (text == "incidental" || text == "incidenteel") return false;
  cells.Fault("relation", "RELATION_UNKNOWN", "must be structural or incidental");
  return std::nullopt;
}

std::vector<placement::Form> ReadForms(Cells& cells) {
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

std::vector<ReservedSeats> ReadReserved(Cells& cells) {
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

// Holds rows of one key to what the first of them says in `columns`. An empty cell says nothing.
class Contradictions {
 public:
  explicit Contradictions(std::vector<absl::string_view> columns) : columns_(std::move(columns)) {}

  void Hold(const std::string& key, Cells& cells) {
    if (key.empty()) return;
    auto& said = said_[key];
    for (const absl::string_view column : columns_) {
      const std::string text = cells.Raw(column);
      if (text.empty()) continue;
      const auto [first, is_new] = said.try_emplace(std::string(column), text, cells.line());
      if (is_new || first->second.first == text) continue;
      cells.Fault(column, "ROW_CONTRADICTS",
                  absl::StrCat("line ", first->second.second,
                               " says otherwise under the same external id"));
    }
  }

 private:
  const std::vector<absl::string_view> columns_;
  std::map<std::string, std::map<std::string, std::pair<std::string, int>>> said_;
};

// What one row of an organisation says, all of its rows say.
void Complete(std::vector<OrganisationRow>& rows) {
  std::map<std::string, std::vector<OrganisationRow*>> of;
  for (OrganisationRow& row : rows) {
    if (!row.external_id.empty()) of[row.external_id].push_back(&row);
  }
  for (const auto& [external_id, same] : of) {
    for (std::string OrganisationRow::*field :
         {&OrganisationRow::kvk, &OrganisationRow::sector, &OrganisationRow::city,
          &OrganisationRow::address}) {
      std::string said;
      for (const OrganisationRow* row : same) said = said.empty() ? row->*field : said;
      for (OrganisationRow* row : same) row->*field = said;
    }
  }
}

}  // namespace

std::string Folded(absl::string_view name) {
  std::string folded = absl::AsciiStrToLower(name);
  absl::RemoveExtraAsciiWhitespace(&folded);
  return folded;
}

RowReport ReportOn(const RegisterTable& table) {
  std::vector<int> lines;
  for (const TableRow& row : table.rows) lines.push_back(row.line);
  return {table.column_numbers, std::move(lines)};
}

std::vector<OrganisationRow> ReadOrganisations(const RegisterTable& table, RowReport& report) {
  std::vector<OrganisationRow> rows;
  Contradictions contradictions({"name", "kvk", "relation", "sector", "city", "address"});
  for (const TableRow& table_row : table.rows) {
    Cells cells(table_row, report);
    OrganisationRow row{.line = table_row.line,
                        .external_id = cells.Text("external_id", 100),
                        .name = cells.Required("name", 200),
                        .kvk = cells.Text("kvk", 20),
                        .is_structural = ReadRelation(cells),
                        .sector = cells.Text("sector", 100),
                        .city = cells.Text("city", 100),
                        .address = cells.Text("address", 300),
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
    Cells cells(table_row, report);
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
  Contradictions of_enrolment({"phase"});
  for (const TableRow& table_row : table.rows) {
    Cells cells(table_row, report);
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
