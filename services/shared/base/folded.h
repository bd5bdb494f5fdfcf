// When two ways to write a name mean the same.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace driehoek {

// `text` in lower case, without white space around it or twice in a row inside: "Zorg " and
// "zorg" are one sector. Only ASCII is folded.
std::string Folded(absl::string_view text);

}  // namespace driehoek
