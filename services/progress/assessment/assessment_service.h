// The gRPC face of AssessmentService: every call passes the border and goes to a handler.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "progress/assessment/assessment_handler.h"
#include "progress/assessment/input_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::progress::assessment {

// Thread-safe. Border and handlers must outlive it.
std::unique_ptr<grpc::Service> MakeAssessmentService(rpc::Border& border,
                                                     const AssessmentHandler& assessments,
                                                     const InputHandler& inputs);

}  // namespace driehoek::progress::assessment
