// What a file is by its own bytes, never by what a device says of it. Pure.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::progress::evidence {

// The media type: PDF, PNG, JPEG, WebP, HEIC, GIF, MP4, QuickTime, DOCX, XLSX, PPTX, ODT, or plain
// text by the name of `.txt`, `.md` or `.csv`, in UTF-8. INVALID_ARGUMENT naming `data`:
// FILE_TYPE_REFUSED for anything else, among it HTML, SVG, scripts, programs, documents with macros
// and other archives; FILE_UNPACKS_TOO_LARGE.
absl::StatusOr<std::string> TypeOf(absl::string_view bytes, absl::string_view file_name);

}  // namespace driehoek::progress::evidence
