// The checksum that ZIP files carry (ISO 3309, APPNOTE 4.4.7). Pure.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"

namespace driehoek::progress::evidence {

std::uint32_t Crc32(absl::string_view bytes);

}  // namespace driehoek::progress::evidence
