// Checks on single fields that every service makes. Each adds at most one violation and nothing
// when all is well.
#pragma once

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "shared/base/errors.h"

namespace driehoek {

// Number of characters (Unicode code points) of well-formed UTF-8.
std::size_t CharacterCount(absl::string_view text);

enum class TextKind { kLine, kBlock };
// TEXT_MISSING below `min` characters or when all of it is white space; TEXT_TOO_LONG above `max`;
// TEXT_UNPRINTABLE for control characters (a block may hold tabs and line ends) and malformed
// UTF-8.
void CheckText(FieldViolations& violations, absl::string_view field, absl::string_view text,
               std::size_t min, std::size_t max, TextKind kind = TextKind::kLine);

// NUMBER_OUT_OF_RANGE unless min <= number <= max.
void CheckNumber(FieldViolations& violations, absl::string_view field, std::int64_t number,
                 std::int64_t min, std::int64_t max);

// One mailbox as browsers take it (HTML, "valid e-mail address"), at most 254 characters with a dot
// in the domain.
bool IsEmail(absl::string_view text);
// E.164: a plus sign and 8 to 15 digits, the first one not zero.
bool IsPhone(absl::string_view text);
// Exactly `count` digits.
bool IsDigits(absl::string_view text, std::size_t count);

}  // namespace driehoek
