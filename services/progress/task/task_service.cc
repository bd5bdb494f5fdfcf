#include "progress/task/task_service.h"

#include "driehoek/v1/learning_task_service.grpc.pb.h"
#include "progress/task/task_policy.h"
#include "shared/rpc/serve.h"

namespace driehoek::progress::task {
namespace {

class LearningTaskGrpcService final : public v1::LearningTaskService::Service {
 public:
  LearningTaskGrpcService(rpc::Border& border, const PlanHandler& plans, const TaskHandler& tasks)
      : border_(border), plans_(plans), tasks_(tasks) {}

  DRIEHOEK_SERVE(plans_, GetLearningPlan, v1::LearningPlan)
  DRIEHOEK_SERVE(plans_, UpdateLearningPlan, v1::LearningPlan)
  DRIEHOEK_SERVE(tasks_, CreateLearningTask, v1::LearningTask)
  DRIEHOEK_SERVE(tasks_, GetLearningTask, v1::LearningTask)
  DRIEHOEK_SERVE(tasks_, ListLearningTasks, v1::ListLearningTasksResponse)
  DRIEHOEK_SERVE(tasks_, UpdateLearningTask, v1::LearningTask)
  DRIEHOEK_SERVE(tasks_, AgreeLearningTask, v1::LearningTask)
  DRIEHOEK_SERVE(tasks_, NameTaskTeacher, v1::LearningTask)
  DRIEHOEK_SERVE(tasks_, SubmitLearningTask, v1::LearningTask)
  DRIEHOEK_SERVE(tasks_, AdviseLearningTask, v1::LearningTask)
  DRIEHOEK_SERVE(tasks_, GiveAdequacyVerdict, v1::LearningTask)
  DRIEHOEK_SERVE(tasks_, RateLearningTask, v1::LearningTask)
  DRIEHOEK_SERVE(tasks_, StartLearningTask, v1::LearningTask)
  DRIEHOEK_SERVE(tasks_, DeliverLearningTask, v1::LearningTask)
  DRIEHOEK_SERVE(tasks_, CloseLearningTask, v1::LearningTask)

 private:
  rpc::Border& border_;
  const PlanHandler& plans_;
  const TaskHandler& tasks_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeLearningTaskService(rpc::Border& border,
                                                       const PlanHandler& plans,
                                                       const TaskHandler& tasks) {
  return std::make_unique<LearningTaskGrpcService>(border, plans, tasks);
}

}  // namespace driehoek::progress::task
