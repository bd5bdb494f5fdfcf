// The options of a route, which are stored whole, as JSON.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "placement/continuation/route.h"

namespace driehoek::placement::continuation {

std::string ToJson(const std::vector<Option>& options);

// INTERNAL / STORED_PART_UNREADABLE for what ToJson did not write.
absl::StatusOr<std::vector<Option>> OptionsFromJson(const std::string& json);

}  // namespace driehoek::placement::continuation
