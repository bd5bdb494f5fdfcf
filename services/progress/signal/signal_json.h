// The parts of a signal that are stored whole, as JSON.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "progress/signal/signal.h"

namespace driehoek::progress::signal {

std::string ToJson(const std::vector<Fact>& facts);
std::string ToJson(const std::vector<Intervention>& interventions);

// INTERNAL / STORED_PART_UNREADABLE for what ToJson did not write.
absl::StatusOr<std::vector<Fact>> FactsFromJson(const std::string& json);
absl::StatusOr<std::vector<Intervention>> InterventionsFromJson(const std::string& json);

}  // namespace driehoek::progress::signal
