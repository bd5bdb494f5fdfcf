// What the store keeps of an assessment as one piece: inputs, judgements and appeals.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "progress/assessment/assessment.h"

namespace driehoek::progress::assessment {

std::string ContentToJson(const Assessment& assessment);
// Fills the same parts. INTERNAL / STORED_PART_UNREADABLE.
absl::Status FillContent(const std::string& text, Assessment& assessment);

}  // namespace driehoek::progress::assessment
