#include "progress/task/task_reading.h"

#include <map>
#include <utility>

#include "progress/task/task_policy.h"
#include "progress/task/task_proto.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::progress::task {

absl::StatusOr<absl::CivilDay> TaskReading::Today(const rpc::Call& call) const {
  return directory_.Today(call.tenant(), call.now(), call.deadline());
}

absl::StatusOr<ReachFact> TaskReading::Reach(const rpc::Call& call) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  return placements_.Reach(call.caller(), today, call.deadline());
}

absl::StatusOr<ContactFact> TaskReading::Contact(const rpc::Call& call,
                                                 const PersonId& student) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  return directory_.ContactOn(call.tenant(), student, today, call.deadline());
}

absl::StatusOr<TaskReading::OfPlacement> TaskReading::LoadAllowed(const rpc::Call& call,
                                                                  const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, kTaskPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(auto task,
                            store_.Find(call.tenant(), TaskId(parsed.id()), call.deadline()));
  if (!task.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(auto placement,
                            placements_.Find(call.tenant(), task->placement, call.deadline()));
  if (!placement.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetLearningTask, RelationsTo(*task, *placement, call.caller(), reach)));
  return OfPlacement{*std::move(task), *std::move(placement)};
}

absl::StatusOr<std::vector<v1::LearningTask>> TaskReading::View(
    const rpc::Call& call, const std::vector<LearningTask>& tasks) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  std::map<PlacementId, Labels> labels;
  std::vector<v1::LearningTask> view;
  for (const LearningTask& task : tasks) {
    if (!labels.contains(task.placement)) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          labels[task.placement],
          placements_.LabelsOf(call.tenant(), task.placement, today, call.deadline()));
    }
    std::string teacher = labels[task.placement].contact_person;
    if (!task.teacher.empty()) {
      DRIEHOEK_ASSIGN_OR_RETURN(const auto name,
                                directory_.NameOf(call.tenant(), task.teacher, call.deadline()));
      teacher = name.value_or("");
    }
    view.push_back(ToProto(call.tenant(), task, today));
    SetLabels(labels[task.placement], teacher, view.back());
  }
  return view;
}

}  // namespace driehoek::progress::task
