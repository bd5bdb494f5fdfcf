// The parts of criteria and scans that are stored whole, as JSON.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "placement/scan/criteria.h"
#include "placement/scan/scan.h"

namespace driehoek::placement::scan {

std::string ToJson(const std::vector<Criterion>& criteria);
std::string ToJson(const std::vector<Answer>& answers);
std::string ToJson(const std::vector<Condition>& conditions);

// INTERNAL / STORED_PART_UNREADABLE for what ToJson did not write.
absl::StatusOr<std::vector<Criterion>> CriteriaFromJson(const std::string& json);
absl::StatusOr<std::vector<Answer>> AnswersFromJson(const std::string& json);
absl::StatusOr<std::vector<Condition>> ConditionsFromJson(const std::string& json);

}  // namespace driehoek::placement::scan
