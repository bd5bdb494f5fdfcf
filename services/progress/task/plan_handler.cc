#include "progress/task/plan_handler.h"

#include <utility>

#include "progress/policy.h"
#include "progress/task/plan_proto.h"
#include "progress/task/task_policy.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::task {

absl::StatusOr<PlacementFact> PlanHandler::LoadAllowed(const rpc::Call& call,
                                                       const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, kPlanPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto placement,
      parts_.placements.Find(call.tenant(), PlacementId(parsed.id()), call.deadline()));
  if (!placement.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, reading_.Reach(call));
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetLearningPlan, progress::RelationsTo(*placement, call.caller(), reach)));
  return *std::move(placement);
}

absl::StatusOr<v1::LearningPlan> PlanHandler::View(const rpc::Call& call,
                                                   const PlacementFact& placement,
                                                   const LearningPlan& plan) const {
  const TenantId& tenant = call.tenant();
  PlanView view;
  DRIEHOEK_ASSIGN_OR_RETURN(
      view.student, parts_.programmes.Student(tenant, placement.enrolment, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PolicyFact policy,
      parts_.programmes.Policy(tenant, placement.programme_variant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto outcomes,
      parts_.programmes.Outcomes(tenant, placement.programme_variant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto tasks,
                            parts_.tasks.OfPlacement(tenant, placement.id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reading_.Today(call));
  view.submit_by_date = SubmitBy(placement, policy);
  view.coverage = Coverage(placement, outcomes, tasks);
  view.lost_times = LostTimes(tasks, today);
  return ToProto(tenant, placement, plan, view);
}

absl::StatusOr<v1::LearningPlan> PlanHandler::GetLearningPlan(
    const rpc::Call& call, const v1::GetLearningPlanRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFact placement, LoadAllowed(call, request.name()));
  DRIEHOEK_ASSIGN_OR_RETURN(const LearningPlan plan,
                            parts_.plans.Of(call.tenant(), placement.id, call.deadline()));
  call.RecordRead(request.name(), placement.student);
  return View(call, placement, plan);
}

absl::StatusOr<v1::LearningPlan> PlanHandler::UpdateLearningPlan(
    const rpc::Call& call, const v1::UpdateLearningPlanRequest& request) const {
  const std::string& name = request.learning_plan().name();
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFact placement, LoadAllowed(call, name));
  DRIEHOEK_ASSIGN_OR_RETURN(LearningPlan plan,
                            parts_.plans.Of(call.tenant(), placement.id, call.deadline()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.learning_plan().etag(), plan.version));
  v1::LearningPlan proto;
  proto.set_fixed_part(plan.fixed_part);
  proto.set_free_part(plan.free_part);
  DRIEHOEK_RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(), request.learning_plan(), proto));
  plan.fixed_part = proto.fixed_part();
  plan.free_part = proto.free_part();
  FieldViolations violations("learning_plan");
  Check(plan, violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  if (placement.is_final) {
    return Error(absl::StatusCode::kFailedPrecondition, "PLACEMENT_FINAL", "the placement is over");
  }
  const std::int64_t before = plan.version++;
  plan.update_time = call.now();
  DRIEHOEK_ASSIGN_OR_RETURN(const v1::LearningPlan view, View(call, placement, plan));
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  events::CommitPlan commit = call.NewPlan(name);
  commit.writes.push_back({name, before});
  commit.response = view.SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string answer,
                            parts_.change_log.Commit(call.tenant(), commit, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlPlanStore::Put(transaction, plan);
                                                     }));
  v1::LearningPlan answered;
  answered.ParseFromString(answer);
  return answered;
}

}  // namespace driehoek::progress::task
