// Between learning plans and the contract.
#pragma once

#include <string>
#include <vector>

#include "driehoek/v1/learning_task.pb.h"
#include "progress/facts.h"
#include "progress/task/facts.h"
#include "progress/task/learning_plan.h"

namespace driehoek::progress::task {

inline constexpr absl::string_view kPlanPattern =
    "institutions/{institution}/placements/{placement}/learningPlan";

std::string PlanName(const TenantId& tenant, const PlacementId& placement);

// What is worked out for a plan when it is read.
struct PlanView {
  StudentFact student;
  absl::CivilDay submit_by_date;
  std::vector<OutcomeCoverage> coverage;
  std::vector<LostTime> lost_times;
};

v1::LearningPlan ToProto(const TenantId& tenant, const PlacementFact& placement,
                         const LearningPlan& plan, const PlanView& view);

}  // namespace driehoek::progress::task
