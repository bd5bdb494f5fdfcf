// Rows of what is taught: institution, policies, programmes, variants, outcome sets.
#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "directory/tables.h"
#include "shared/storage/columns.h"

namespace driehoek::directory {
namespace {

using storage::Row;
using storage::ToValue;
using storage::Value;

// Where the columns of FromRow begin, after id and version.
constexpr std::size_t kFirst = 2;

Value Text(absl::string_view text) { return std::string(text); }
Value Number(int number) { return std::int64_t{number}; }
int Int(const Row& row, std::size_t column) { return static_cast<int>(row.Int(column)); }

// The value of an enumeration whose column has a CHECK.
template <typename E>
E EnumAt(const Row& row, std::size_t column) {
  return EnumFromName<E>(row.Text(column)).value_or(E{});
}

std::string Falling(int number) { return absl::StrFormat("%09d", 999'999'999 - number); }

std::vector<std::string> SplitList(const std::string& text) {
  return absl::StrSplit(text, ',', absl::SkipEmpty());
}

}  // namespace

ColumnNames Table<Institution>::Columns() {
  return {"display_name", "time_zone",        "language_code",
          "accent_color", "institution_code", "create_time"};
}
std::vector<Value> Table<Institution>::ToRow(const Institution& v) {
  return {Text(v.display_name), Text(v.time_zone),        Text(v.language_code),
          Text(v.accent_color), Text(v.institution_code), ToValue(v.create_time)};
}
Institution Table<Institution>::FromRow(const Row& row) {
  return {.id = TenantId(row.Text(0)),
          .display_name = row.Text(kFirst),
          .time_zone = row.Text(kFirst + 1),
          .language_code = row.Text(kFirst + 2),
          .accent_color = row.Text(kFirst + 3),
          .institution_code = row.Text(kFirst + 4),
          .create_time = row.Time(kFirst + 5),
          .version = row.Int(1)};
}
std::string Table<Institution>::SortKey(const Institution& v) { return v.id.value(); }

ColumnNames Table<PolicySet>::Columns() {
  ColumnNames columns = {
      "variant",         "number",     "agreement_rule", "required_clauses", "search_clock_weeks",
      "loosened_reason", "create_time"};
  for (const PolicyNumber& number : PolicyNumbers()) columns.push_back(number.name);
  return columns;
}
std::vector<Value> Table<PolicySet>::ToRow(const PolicySet& v) {
  std::vector<Value> row = {Text(NameOf(v.variant)),
                            Number(v.number),
                            Text(NameOf(v.agreement_rule)),
                            absl::StrJoin(v.required_clauses, ","),
                            absl::StrJoin(v.search_clock_weeks, ","),
                            Text(v.loosened_reason),
                            ToValue(v.create_time)};
  for (const PolicyNumber& number : PolicyNumbers()) row.push_back(Number(v.*number.field));
  return row;
}
PolicySet Table<PolicySet>::FromRow(const Row& row) {
  PolicySet set{.id = PolicySetId(row.Text(0)),
                .variant = EnumAt<Variant>(row, kFirst),
                .number = Int(row, kFirst + 1),
                .agreement_rule = EnumAt<AgreementRule>(row, kFirst + 2),
                .required_clauses = SplitList(row.Text(kFirst + 3)),
                .loosened_reason = row.Text(kFirst + 5),
                .create_time = row.Time(kFirst + 6),
                .version = row.Int(1)};
  for (const std::string& week : SplitList(row.Text(kFirst + 4))) {
    int number = 0;
    if (absl::SimpleAtoi(week, &number)) set.search_clock_weeks.push_back(number);
  }
  std::size_t column = kFirst + 7;
  for (const PolicyNumber& number : PolicyNumbers()) set.*number.field = Int(row, column++);
  return set;
}
// By variant, newest version first.
std::string Table<PolicySet>::SortKey(const PolicySet& v) {
  return absl::StrCat(static_cast<int>(v.variant), "-", Falling(v.number));
}

ColumnNames Table<Programme>::Columns() {
  return {"display_name", "level", "sector", "validation_order", "create_time"};
}
std::vector<Value> Table<Programme>::ToRow(const Programme& v) {
  std::vector<absl::string_view> steps;
  for (const ValidationStep step : v.validation_order) steps.push_back(NameOf(step));
  return {Text(v.display_name), Number(v.level), Text(v.sector), absl::StrJoin(steps, ","),
          ToValue(v.create_time)};
}
Programme Table<Programme>::FromRow(const Row& row) {
  Programme programme{.id = ProgrammeId(row.Text(0)),
                      .display_name = row.Text(kFirst),
                      .level = Int(row, kFirst + 1),
                      .sector = row.Text(kFirst + 2),
                      .create_time = row.Time(kFirst + 4),
                      .version = row.Int(1)};
  for (const std::string& name : SplitList(row.Text(kFirst + 3))) {
    if (const auto step = EnumFromName<ValidationStep>(name)) {
      programme.validation_order.push_back(*step);
    }
  }
  return programme;
}
std::string Table<Programme>::SortKey(const Programme& v) {
  return absl::AsciiStrToLower(v.display_name);
}

ColumnNames Table<ProgrammeVariant>::Columns() {
  return {"programme_id",           "variant",       "funding",       "rio_code", "credits_ec",
          "practice_share_percent", "policy_set_id", "outcome_set_id"};
}
std::vector<Value> Table<ProgrammeVariant>::ToRow(const ProgrammeVariant& v) {
  return {Text(v.programme.value()),  Text(NameOf(v.variant)),
          Text(NameOf(v.funding)),    Text(v.rio_code),
          Number(v.credits_ec),       Number(v.practice_share_percent),
          Text(v.policy_set.value()), storage::IdOrNull(v.outcome_set.value())};
}
ProgrammeVariant Table<ProgrammeVariant>::FromRow(const Row& row) {
  return {.programme = ProgrammeId(row.Text(kFirst)),
          .id = ProgrammeVariantId(row.Text(0)),
          .variant = EnumAt<Variant>(row, kFirst + 1),
          .funding = EnumAt<Funding>(row, kFirst + 2),
          .rio_code = row.Text(kFirst + 3),
          .credits_ec = Int(row, kFirst + 4),
          .practice_share_percent = Int(row, kFirst + 5),
          .policy_set = PolicySetId(row.Text(kFirst + 6)),
          .outcome_set = OutcomeSetId(row.OptionalText(kFirst + 7).value_or("")),
          .version = row.Int(1)};
}
std::string Table<ProgrammeVariant>::SortKey(const ProgrammeVariant& v) { return v.id.value(); }

ColumnNames Table<OutcomeSet>::Columns() { return {"programme_id", "number", "create_time"}; }
std::vector<Value> Table<OutcomeSet>::ToRow(const OutcomeSet& v) {
  return {Text(v.programme.value()), Number(v.number), ToValue(v.create_time)};
}
OutcomeSet Table<OutcomeSet>::FromRow(const Row& row) {
  return {.programme = ProgrammeId(row.Text(kFirst)),
          .id = OutcomeSetId(row.Text(0)),
          .number = Int(row, kFirst + 1),
          .create_time = row.Time(kFirst + 2),
          .version = row.Int(1)};
}
std::string Table<OutcomeSet>::SortKey(const OutcomeSet& v) { return Falling(v.number); }

}  // namespace driehoek::directory
