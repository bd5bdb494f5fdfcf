#include "shared/base/folded.h"

#include "absl/strings/ascii.h"

namespace driehoek {

std::string Folded(absl::string_view text) {
  std::string folded = absl::AsciiStrToLower(text);
  absl::RemoveExtraAsciiWhitespace(&folded);
  return folded;
}

}  // namespace driehoek
