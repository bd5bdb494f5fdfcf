// What LearningTaskService does with tasks: each call in six steps.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "driehoek/v1/learning_task_service.pb.h"
#include "progress/facts.h"
#include "progress/task/facts.h"
#include "progress/task/lifecycle.h"
#include "progress/task/sql_task_store.h"
#include "progress/task/task_reading.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::task {

// Thread-safe; holds no state. What it refers to must outlive it.
class TaskHandler {
 public:
  struct Parts {
    const SqlTaskStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    Placements& placements;
    Directory& directory;
    Programmes& programmes;
  };
  explicit TaskHandler(const Parts& parts)
      : parts_(parts), reading_(parts.store, parts.placements, parts.directory) {}

  absl::StatusOr<v1::LearningTask> CreateLearningTask(
      const rpc::Call& call, const v1::CreateLearningTaskRequest& request) const;
  absl::StatusOr<v1::LearningTask> GetLearningTask(const rpc::Call& call,
                                                   const v1::GetLearningTaskRequest& request) const;
  absl::StatusOr<v1::ListLearningTasksResponse> ListLearningTasks(
      const rpc::Call& call, const v1::ListLearningTasksRequest& request) const;
  absl::StatusOr<v1::LearningTask> UpdateLearningTask(
      const rpc::Call& call, const v1::UpdateLearningTaskRequest& request) const;
  absl::StatusOr<v1::LearningTask> AgreeLearningTask(
      const rpc::Call& call, const v1::AgreeLearningTaskRequest& request) const;
  absl::StatusOr<v1::LearningTask> NameTaskTeacher(const rpc::Call& call,
                                                   const v1::NameTaskTeacherRequest& request) const;
  absl::StatusOr<v1::LearningTask> SubmitLearningTask(
      const rpc::Call& call, const v1::SubmitLearningTaskRequest& request) const;
  absl::StatusOr<v1::LearningTask> AdviseLearningTask(
      const rpc::Call& call, const v1::AdviseLearningTaskRequest& request) const;
  absl::StatusOr<v1::LearningTask> GiveAdequacyVerdict(
      const rpc::Call& call, const v1::GiveAdequacyVerdictRequest& request) const;
  absl::StatusOr<v1::LearningTask> RateLearningTask(
      const rpc::Call& call, const v1::RateLearningTaskRequest& request) const;
  absl::StatusOr<v1::LearningTask> StartLearningTask(
      const rpc::Call& call, const v1::StartLearningTaskRequest& request) const;
  absl::StatusOr<v1::LearningTask> DeliverLearningTask(
      const rpc::Call& call, const v1::DeliverLearningTaskRequest& request) const;
  absl::StatusOr<v1::LearningTask> CloseLearningTask(
      const rpc::Call& call, const v1::CloseLearningTaskRequest& request) const;

 private:
  // The task of `request`, which the caller may do this to, at the version that the caller saw.
  template <typename Request>
  absl::StatusOr<TaskReading::OfPlacement> Load(const rpc::Call& call,
                                                const Request& request) const;
  // OUTCOME_UNKNOWN for links that the programme of `placement` does not have.
  absl::Status CheckLinks(const rpc::Call& call, const PlacementFact& placement,
                          const Content& content, FieldViolations& violations) const;
  // Stores the change, decided on version `before`, and answers with the task.
  absl::StatusOr<v1::LearningTask> Commit(const rpc::Call& call, absl::StatusOr<TaskChange> change,
                                          std::int64_t before, absl::string_view reason = "") const;

  const Parts parts_;
  const TaskReading reading_;
};

}  // namespace driehoek::progress::task
