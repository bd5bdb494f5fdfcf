// Text of a file whose encoding nobody says.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::csv {

// `bytes` as UTF-8 without a byte order mark: what is well-formed UTF-8 is taken as such, anything
// else as Windows-1252 (WHATWG Encoding Standard, index windows-1252), which spreadsheets write.
// INVALID_ARGUMENT / ENCODING_UNKNOWN for a NUL byte, as in UTF-16 or a workbook, and for bytes
// that Windows-1252 does not define.
absl::StatusOr<std::string> ToUtf8(absl::string_view bytes);

bool IsUtf8(absl::string_view bytes);

}  // namespace driehoek::csv
