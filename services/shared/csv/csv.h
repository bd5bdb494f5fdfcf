// Tables as text with a header line (RFC 4180): UTF-8, with or without a byte order mark, lines
// ending in LF or CRLF, a comma or another separator between the fields.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::csv {

struct CsvRow {
  int line = 0;  // where it begins, from 1; the header is line 1
  std::vector<std::string> fields;
};

struct Csv {
  std::vector<std::string> header;
  std::vector<CsvRow> rows;  // blank lines left out
};

// What becomes of a row with another number of fields than the header has.
enum class Ragged { kRefused, kKept };

// INVALID_ARGUMENT / CSV_MALFORMED with the line: a quote that never ends or stands inside a field,
// another number of fields than the header has (unless kept), no header.
absl::StatusOr<Csv> ParseCsv(absl::string_view text, char separator = ',',
                             Ragged ragged = Ragged::kRefused);

// The separator of the header line: comma, semicolon or tab, whichever stands there most outside
// quotes; a comma when none does.
char SeparatorOf(absl::string_view text);

// One field for such a file, in quotes where it needs them.
std::string CsvField(absl::string_view text, char separator = ',');

// A spreadsheet takes a text that begins with one of = + - @ tab or CR for a formula; an apostrophe
// in front keeps it a text (OWASP, "CSV Injection"). WithoutGuard takes that apostrophe away again.
// A text that begins with apostrophes and then one of these gets one more, so that nothing is lost.
std::string WithGuard(absl::string_view text);
std::string WithoutGuard(absl::string_view text);

}  // namespace driehoek::csv
