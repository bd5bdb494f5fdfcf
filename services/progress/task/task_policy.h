// Who may call what on learning plans and tasks (domain text 6.4), and how a caller stands to one.
#pragma once

#include <optional>
#include <vector>

#include "progress/facts.h"
#include "progress/task/learning_task.h"
#include "progress/task/sql_task_store.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"

namespace driehoek::progress::task {

inline constexpr absl::string_view kGetLearningPlan =
    "driehoek.v1.LearningTaskService/GetLearningPlan";
inline constexpr absl::string_view kUpdateLearningPlan =
    "driehoek.v1.LearningTaskService/UpdateLearningPlan";
inline constexpr absl::string_view kCreateLearningTask =
    "driehoek.v1.LearningTaskService/CreateLearningTask";
inline constexpr absl::string_view kGetLearningTask =
    "driehoek.v1.LearningTaskService/GetLearningTask";
inline constexpr absl::string_view kListLearningTasks =
    "driehoek.v1.LearningTaskService/ListLearningTasks";
inline constexpr absl::string_view kUpdateLearningTask =
    "driehoek.v1.LearningTaskService/UpdateLearningTask";
inline constexpr absl::string_view kAgreeLearningTask =
    "driehoek.v1.LearningTaskService/AgreeLearningTask";
inline constexpr absl::string_view kNameTaskTeacher =
    "driehoek.v1.LearningTaskService/NameTaskTeacher";
inline constexpr absl::string_view kSubmitLearningTask =
    "driehoek.v1.LearningTaskService/SubmitLearningTask";
inline constexpr absl::string_view kAdviseLearningTask =
    "driehoek.v1.LearningTaskService/AdviseLearningTask";
inline constexpr absl::string_view kGiveAdequacyVerdict =
    "driehoek.v1.LearningTaskService/GiveAdequacyVerdict";
inline constexpr absl::string_view kRateLearningTask =
    "driehoek.v1.LearningTaskService/RateLearningTask";
inline constexpr absl::string_view kStartLearningTask =
    "driehoek.v1.LearningTaskService/StartLearningTask";
inline constexpr absl::string_view kDeliverLearningTask =
    "driehoek.v1.LearningTaskService/DeliverLearningTask";
inline constexpr absl::string_view kCloseLearningTask =
    "driehoek.v1.LearningTaskService/CloseLearningTask";

// The rows of LearningTaskService for the rights table.
std::vector<auth::Right> LearningTaskRights();

// As to the placement of the task; a teacher who is named for it is assigned (kParty) too.
auth::Relations RelationsTo(const LearningTask& task, const PlacementFact& placement,
                            const auth::Caller& caller, const ReachFact& reach);

// Cuts `query` down to what a caller, who needs one of `needed`, may list. False: nothing at all.
bool Narrow(auth::Relations needed, const auth::Caller& caller, const ReachFact& reach,
            TaskQuery& query);

// For which side of the triangle a caller writes and agrees. Only roles that may draft have one.
std::optional<Side> SideOf(auth::Role role);

}  // namespace driehoek::progress::task
