#include "csv.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "shared/base/errors.h"

namespace driehoek::ctl {
namespace {

absl::Status Malformed(int line, absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, "CSV_MALFORMED",
               absl::StrCat("row ", line, ": ", what));
}

class Reader {
 public:
  explicit Reader(absl::string_view text) : text_(text) {}

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
    } while (Take(","));
    if (!AtEnd() && !Take("\r\n") && !Take("\n"))
      return Malformed(line_, "something stands behind a closing quote");
    ++line_;
    return fields;
  }

  absl::StatusOr<std::string> Field() {
    if (Take("\"")) return Quoted();
    const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
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
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace

absl::StatusOr<Csv> ParseCsv(absl::string_view text) {
  absl::ConsumePrefix(&text, "\xEF\xBB\xBF");
  Reader reader(text);
  Csv csv;
  DRIEHOEK_ASSIGN_OR_RETURN(CsvRow header, reader.Next());
  if (header.fields.empty()) return Malformed(1, "a header line is needed");
  csv.header = std::move(header.fields);
  while (!reader.AtEnd()) {
    DRIEHOEK_ASSIGN_OR_RETURN(CsvRow row, reader.Next());
    if (row.fields.empty()) break;
    if (row.fields.size() != csv.header.size()) {
      return Malformed(row.line, absl::StrCat("has ", row.fields.size(),
                                              " columns, the header has ", csv.header.size()));
    }
    csv.rows.push_back(std::move(row));
  }
  return csv;
}

std::string CsvField(absl::string_view text) {
  if (text.find_first_of(",\"\r\n") == absl::string_view::npos) return std::string(text);
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

}  // namespace driehoek::ctl
