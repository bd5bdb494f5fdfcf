#include "shared/csv/csv.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "shared/base/errors.h"

namespace driehoek::csv {
namespace {

absl::Status Malformed(int line, absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, "CSV_MALFORMED",
               absl::StrCat("row ", line, ": ", what));
}

// Whatever follows a run of apostrophes: see the header.
bool LooksLikeFormula(absl::string_view text) {
  const std::size_t at = text.find_first_not_of('\'');
  return at != absl::string_view::npos &&
         absl::string_view("=+-@\t\r").find(text[at]) != absl::string_view::npos;
}

class Reader {
 public:
  Reader(absl::string_view text, char separator)
      : text_(text), separator_(1, separator), ends_(absl::StrCat(separator_, "\n")) {}

  bool AtEnd() const { return at_ == text_.size(); }

  // The next line that is not blank; no fields at the end.
  absl::StatusOr<CsvRow> Next() {
    CsvRow row;
    while (!AtEnd() && row.fields.empty()) {
      row.line = line_;
      DRIEHOEK_ASSIGN_OR_RETURN(row.fields, Line());
      if (row.fields.size() == 1 && row.fields[0].empty()) row.fields.clear();
    }
    return row;
  }

 private:
  absl::StatusOr<std::vector<std::string>> Line() {
    std::vector<std::string> fields;
    do {
      DRIEHOEK_ASSIGN_OR_RETURN(std::string field, Field());
      fields.push_back(std::move(field));
    } while (Take(separator_));
    if (!AtEnd() && !Take("\r\n") && !Take("\n"))
      return Malformed(line_, "something stands behind a closing quote");
    ++line_;
    return fields;
  }

  absl::StatusOr<std::string> Field() {
    if (Take("\"")) return Quoted();
    const std::size_t end = std::min(text_.find_first_of(ends_, at_), text_.size());
    absl::string_view field = text_.substr(at_, end - at_);
    if (end < text_.size() && text_[end] == '\n' && absl::EndsWith(field, "\r"))
      field.remove_suffix(1);
    if (absl::StrContains(field, '"'))
      return Malformed(line_, "a quote stands inside a field that does not begin with one");
    at_ += field.size();
    return std::string(field);
  }

  absl::StatusOr<std::string> Quoted() {
    const int began = line_;
    std::string field;
    while (!AtEnd()) {
      if (Take("\"\"")) {
        field.push_back('"');
      } else if (Take("\"")) {
        return field;
      } else {
        if (text_[at_] == '\n') ++line_;
        field.push_back(text_[at_++]);
      }
    }
    return Malformed(began, "a quote is never closed");
  }

  bool Take(absl::string_view wanted) {
    if (!absl::StartsWith(text_.substr(at_), wanted)) return false;
    at_ += wanted.size();
    return true;
  }

  const absl::string_view text_;
  const std::string separator_;
  const std::string ends_;  // what a field without quotes ends at
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace

absl::StatusOr<Csv> ParseCsv(absl::string_view text, char separator, Ragged ragged) {
  absl::ConsumePrefix(&text, "\xEF\xBB\xBF");
  Reader reader(text, separator);
  Csv csv;
  DRIEHOEK_ASSIGN_OR_RETURN(CsvRow header, reader.Next());
  if (header.fields.empty()) return Malformed(1, "a header line is needed");
  csv.header = std::move(header.fields);
  while (!reader.AtEnd()) {
    DRIEHOEK_ASSIGN_OR_RETURN(CsvRow row, reader.Next());
    if (row.fields.empty()) break;
    if (ragged == Ragged::kRefused && row.fields.size() != csv.header.size()) {
      return Malformed(row.line, absl::StrCat("has ", row.fields.size(),
                                              " columns, the header has ", csv.header.size()));
    }
    csv.rows.push_back(std::move(row));
  }
  return csv;
}

char SeparatorOf(absl::string_view text) {
  std::array<std::pair<char, int>, 3> counts = {{{',', 0}, {';', 0}, {'\t', 0}}};
  bool is_quoted = false;
  for (const char c : text) {
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == '\n') break;
    for (auto& [separator, count] : counts) count += c == separator ? 1 : 0;
  }
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

std::string CsvField(absl::string_view text, char separator) {
  const std::string special = absl::StrCat(std::string(1, separator), "\"\r\n");
  if (text.find_first_of(special) == absl::string_view::npos) return std::string(text);
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

std::string WithGuard(absl::string_view text) {
  return LooksLikeFormula(text) ? absl::StrCat("'", text) : std::string(text);
}

std::string WithoutGuard(absl::string_view text) {
  absl::string_view bare = text;
  if (absl::ConsumePrefix(&bare, "'") && LooksLikeFormula(bare)) return std::string(bare);
  return std::string(text);
}

}  // namespace driehoek::csv
