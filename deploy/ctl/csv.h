// Comma-separated files with a header line (RFC 4180): UTF-8, with or without a byte order mark,
// lines ending in LF or CRLF.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::ctl {

struct CsvRow {
  int line = 0;  // where it begins, from 1; the header is line 1
  std::vector<std::string> fields;
};

struct Csv {
  std::vector<std::string> header;
  std::vector<CsvRow> rows;  // blank lines left out
};

// INVALID_ARGUMENT / CSV_MALFORMED with the line: a quote that never ends or stands inside a field,
// another number of fields than the header has, no header.
absl::StatusOr<Csv> ParseCsv(absl::string_view text);

// One field for such a file, in quotes where it needs them.
std::string CsvField(absl::string_view text);

}  // namespace driehoek::ctl
