// The lists of a round as JSON columns: read whole, written whole, never filtered on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "placement/round/matching_round.h"
#include "placement/round/round_place.h"

namespace driehoek::placement::round {

std::string GroupsToJson(const std::vector<Group>& groups);
// Quotas, priorities, exclusions, requirements and location.
std::string RulesToJson(const RoundPlace& place);
std::string TextsToJson(const std::vector<std::string>& texts);
std::string PointToJson(const GeoPoint& point);

// INTERNAL / STORED_PART_UNREADABLE for what the functions above did not write.
absl::StatusOr<std::vector<Group>> GroupsFromJson(absl::string_view json);
absl::Status RulesFromJson(absl::string_view json, RoundPlace& place);
absl::StatusOr<std::vector<std::string>> TextsFromJson(absl::string_view json);
absl::StatusOr<GeoPoint> PointFromJson(absl::string_view json);

}  // namespace driehoek::placement::round
