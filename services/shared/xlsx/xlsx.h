// A table as an Office Open XML workbook with one sheet (ECMA-376).
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::xlsx {

// The bytes of a workbook whose sheet holds `header` and `rows`, every cell as text: nothing in it
// is a formula, a number or a link. `sheet` has 1 to 31 characters without []:*?/\ in it.
// Text is UTF-8; a cell holds at most 32,767 characters and the rest is cut.
// INTERNAL / WORKBOOK_FAILED when no temporary file can be written.
absl::StatusOr<std::string> WriteWorkbook(absl::string_view sheet,
                                          const std::vector<std::string>& header,
                                          const std::vector<std::vector<std::string>>& rows);

}  // namespace driehoek::xlsx
