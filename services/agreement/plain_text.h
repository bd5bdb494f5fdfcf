// Text of people made fit for a document that is hashed and shown: what the bytes say is what the
// eye sees.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace driehoek::agreement {

// Line ends become LF, tabs spaces; white space at line ends, empty lines at both ends and repeated
// empty lines go. Nothing when the text is not well-formed UTF-8 or holds characters without a
// shape that change what is seen: controls, line and paragraph separators, embeddings, overrides
// and isolates of the writing direction (Unicode TR 36 section 2.9), byte order marks,
// noncharacters.
std::optional<std::string> PlainText(absl::string_view text);

// The same in one line: line ends become spaces.
std::optional<std::string> PlainLine(absl::string_view text);

// Number of code points of well-formed UTF-8.
std::size_t CodePoints(absl::string_view text);

}  // namespace driehoek::agreement
