// Names of files: which are taken from a device, and what becomes of them on another one. Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "shared/base/errors.h"

namespace driehoek::progress::evidence {

// As a field `file_name`: TEXT_MISSING, TEXT_TOO_LONG (255 bytes), FILE_NAME_UNSAFE.
void CheckFileName(absl::string_view name, FieldViolations& violations);

// `name`, which passed the check, with an extension that suits `content_type`: a device that opens
// files by their extension then never takes a picture for a program.
std::string WithSuitableExtension(absl::string_view name, absl::string_view content_type);

// Letters, digits, `.`, `-` and `_` of ASCII, everything else as `_`; not hidden, not a device of
// another system, at most 100 bytes. For names inside an archive.
std::string NeutralName(absl::string_view name);

}  // namespace driehoek::progress::evidence
