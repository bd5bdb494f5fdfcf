#include "progress/task/plan_proto.h"

#include "absl/strings/str_cat.h"
#include "progress/task/task_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::task {
namespace {

using rpc::EnumNumber;
using Proto = v1::LearningPlan;

Proto::OutcomeCoverage ToProto(const TenantId& tenant, const OutcomeCoverage& row) {
  Proto::OutcomeCoverage proto;
  proto.set_outcome_code(row.outcome.code);
  proto.set_outcome_title(row.outcome.title);
  proto.set_standing(static_cast<Proto::Standing>(EnumNumber(row.standing)));
  for (const Cell& cell : row.cells) {
    auto* wire = proto.add_cells();
    wire->set_learning_task(TaskName(tenant, cell.task));
    wire->set_level(cell.level);
    wire->set_adequate(cell.is_adequate);
  }
  return proto;
}

v1::LostTime ToProto(const TenantId& tenant, const LostTime& lost) {
  v1::LostTime proto;
  proto.set_cause(static_cast<v1::LostTime::Cause>(EnumNumber(lost.cause)));
  proto.set_party(static_cast<v1::LearningTask::Side>(EnumNumber(lost.party)));
  proto.set_working_days(lost.working_days);
  proto.set_learning_task(TaskName(tenant, lost.task));
  proto.set_version(lost.version);
  return proto;
}

}  // namespace

std::string PlanName(const TenantId& tenant, const PlacementId& placement) {
  return absl::StrCat(PlacementName(tenant, placement), "/learningPlan");
}

Proto ToProto(const TenantId& tenant, const PlacementFact& placement, const LearningPlan& plan,
              const PlanView& view) {
  Proto proto;
  proto.set_name(PlanName(tenant, placement.id));
  proto.set_placement(PlacementName(tenant, placement.id));
  proto.set_student(PersonName(tenant, placement.student));
  proto.set_fixed_part(plan.fixed_part);
  proto.set_free_part(plan.free_part);
  proto.set_entry_level(view.student.entry_level);
  proto.set_phase(view.student.phase);
  *proto.mutable_submit_by_date() = rpc::ToProto(view.submit_by_date);
  for (const OutcomeCoverage& row : view.coverage) *proto.add_coverage() = ToProto(tenant, row);
  for (const LostTime& lost : view.lost_times) *proto.add_lost_times() = ToProto(tenant, lost);
  proto.set_etag(rpc::Etag(plan.version));
  return proto;
}

}  // namespace driehoek::progress::task
