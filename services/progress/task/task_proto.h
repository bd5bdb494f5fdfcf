// Between tasks and the contract.
#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "driehoek/v1/learning_task.pb.h"
#include "progress/facts.h"
#include "progress/task/learning_task.h"
#include "shared/base/errors.h"

namespace driehoek::progress::task {

inline constexpr absl::string_view kTaskPattern =
    "institutions/{institution}/learningTasks/{learning_task}";
inline constexpr absl::string_view kPlacementPattern =
    "institutions/{institution}/placements/{placement}";
inline constexpr absl::string_view kPersonPattern = "institutions/{institution}/persons/{person}";

std::string TaskName(const TenantId& tenant, const TaskId& id);
std::string PlacementName(const TenantId& tenant, const PlacementId& id);

// Without labels. Clocks are read on `today`.
v1::LearningTask ToProto(const TenantId& tenant, const LearningTask& task, absl::CivilDay today);
// `teacher`: display name of who owes the verdict.
void SetLabels(const Labels& labels, const std::string& teacher, v1::LearningTask& proto);

v1::LearningTask::Content ToProto(const Content& content);
// FIELD_MISSING for the route, as a field of `content`.
Content FromProto(const v1::LearningTask::Content& proto, FieldViolations& violations);

}  // namespace driehoek::progress::task
