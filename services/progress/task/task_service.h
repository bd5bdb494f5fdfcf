// The gRPC face of LearningTaskService: every call passes the border and goes to a handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "progress/task/plan_handler.h"
#include "progress/task/task_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::progress::task {

// Thread-safe. Border and handlers must outlive it.
std::unique_ptr<grpc::Service> MakeLearningTaskService(rpc::Border& border,
                                                       const PlanHandler& plans,
                                                       const TaskHandler& tasks);

}  // namespace driehoek::progress::task
