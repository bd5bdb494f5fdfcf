// The parts of a task that are stored whole, as JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "progress/task/learning_task.h"

namespace driehoek::progress::task {

std::string ToJson(const Content& content);
std::string ToJson(const std::vector<Contribution>& contributions);
std::string ToJson(const std::vector<Submission>& submissions);
std::string ToJson(const std::optional<Rating>& rating);

// INTERNAL / STORED_PART_UNREADABLE for what ToJson did not write.
absl::StatusOr<Content> ContentFromJson(const std::string& json);
absl::StatusOr<std::vector<Contribution>> ContributionsFromJson(const std::string& json);
absl::StatusOr<std::vector<Submission>> SubmissionsFromJson(const std::string& json);
absl::StatusOr<std::optional<Rating>> RatingFromJson(const std::string& json);

}  // namespace driehoek::progress::task
