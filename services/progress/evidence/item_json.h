// Parts of evidence as the store keeps them. What cannot be read back is INTERNAL /
// STORED_PART_UNREADABLE.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "progress/evidence/evidence_item.h"

namespace driehoek::progress::evidence {

std::string ToJson(const std::vector<std::string>& codes);
std::string ToJson(const std::vector<Version>& versions);
std::string ToJson(const std::optional<FileFact>& file);
absl::StatusOr<std::vector<std::string>> CodesFromJson(const std::string& text);
absl::StatusOr<std::vector<Version>> VersionsFromJson(const std::string& text);
absl::StatusOr<std::optional<FileFact>> FileFromJson(const std::string& text);

}  // namespace driehoek::progress::evidence
