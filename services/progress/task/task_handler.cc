#include "progress/task/task_handler.h"

#include <utility>

#include "progress/policy.h"
#include "progress/task/task_events.h"
#include "progress/task/task_policy.h"
#include "progress/task/task_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::task {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";

absl::StatusOr<TaskQuery> ReadQuery(const v1::ListLearningTasksRequest& request) {
  TaskQuery query;
  FieldViolations violations;
  query.placement =
      PlacementId(rpc::ReadIds(request.placement(), kPlacementPattern, "placement", violations)[0]);
  for (const int state : request.states()) {
    query.states.push_back(rpc::ReadEnum<TaskState>(state, "states", violations));
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return query;
}

// The rights let only roles come here that have a side.
Actor ActorOf(const rpc::Call& call) {
  return {call.caller().person, SideOf(call.caller().role).value_or(Side::kStudent)};
}

// `task` with the fields of its content that `request` changes.
absl::StatusOr<Content> Changed(const LearningTask& task,
                                const v1::UpdateLearningTaskRequest& request,
                                FieldViolations& violations) {
  v1::LearningTask proto;
  *proto.mutable_content() = ToProto(task.content);
  DRIEHOEK_RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(), request.learning_task(), proto));
  Content content = FromProto(proto.content(), violations);
  Check(content, violations);
  return content;
}

}  // namespace

template <typename Request>
absl::StatusOr<TaskReading::OfPlacement> TaskHandler::Load(const rpc::Call& call,
                                                           const Request& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, reading_.LoadAllowed(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), loaded.task.version));
  return loaded;
}

absl::Status TaskHandler::CheckLinks(const rpc::Call& call, const PlacementFact& placement,
                                     const Content& content, FieldViolations& violations) const {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto outcomes,
      parts_.programmes.Outcomes(call.tenant(), placement.programme_variant, call.deadline()));
  task::CheckLinks(content, outcomes, violations);
  return violations.ToStatus();
}

absl::StatusOr<v1::LearningTask> TaskHandler::CreateLearningTask(
    const rpc::Call& call, const v1::CreateLearningTaskRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  FieldViolations violations("learning_task");
  LearningTask draft{.id = TaskId(parts_.ids.NewId())};
  draft.content = FromProto(request.learning_task().content(), violations);
  Check(draft.content, violations);
  const PlacementId id(rpc::ReadIds(request.learning_task().placement(), kPlacementPattern,
                                    "placement", violations)[0]);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placement,
                            parts_.placements.Find(call.tenant(), id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, reading_.Reach(call));
  const bool is_within_reach =
      placement.has_value() &&
      call.MayDo(kGetLearningTask, progress::RelationsTo(*placement, call.caller(), reach)).ok();
  if (!is_within_reach) {
    violations.Add("placement", "REFERENCE_NOT_FOUND", "names nothing that is there");
    return violations.ToStatus();
  }
  DRIEHOEK_RETURN_IF_ERROR(CheckLinks(call, *placement, draft.content, violations));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto others,
                            parts_.store.OfPlacement(call.tenant(), id, call.deadline()));
  return Commit(call,
                Draft(std::move(draft), *placement, static_cast<int>(others.size()), ActorOf(call),
                      call.now()),
                0);
}

absl::StatusOr<v1::LearningTask> TaskHandler::GetLearningTask(
    const rpc::Call& call, const v1::GetLearningTaskRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto loaded, reading_.LoadAllowed(call, request.name()));
  call.RecordRead(request.name(), loaded.task.student);
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, reading_.View(call, {loaded.task}));
  return std::move(view.front());
}

absl::StatusOr<v1::ListLearningTasksResponse> TaskHandler::ListLearningTasks(
    const rpc::Call& call, const v1::ListLearningTasksRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(TaskQuery query, ReadQuery(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, reading_.Reach(call));
  v1::ListLearningTasksResponse response;
  if (!Narrow(call.NeededRelations(), call.caller(), reach, query)) return response;
  query.limit = page.size;
  query.cursor = page.cursor;
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedTasks listed,
                            parts_.store.List(call.tenant(), query, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, reading_.View(call, listed.items));
  for (std::size_t i = 0; i < view.size(); ++i) {
    call.RecordRead(view[i].name(), listed.items[i].student);
    *response.add_learning_tasks() = std::move(view[i]);
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::LearningTask> TaskHandler::UpdateLearningTask(
    const rpc::Call& call, const v1::UpdateLearningTaskRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request.learning_task()));
  FieldViolations violations("learning_task");
  DRIEHOEK_ASSIGN_OR_RETURN(Content content, Changed(loaded.task, request, violations));
  DRIEHOEK_RETURN_IF_ERROR(CheckLinks(call, loaded.placement, content, violations));
  const std::int64_t before = loaded.task.version;
  return Commit(call, Revise(std::move(loaded.task), std::move(content), ActorOf(call), call.now()),
                before);
}

absl::StatusOr<v1::LearningTask> TaskHandler::AgreeLearningTask(
    const rpc::Call& call, const v1::AgreeLearningTaskRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request));
  const std::int64_t before = loaded.task.version;
  return Commit(call, Agree(std::move(loaded.task), ActorOf(call), call.now()), before);
}

absl::StatusOr<v1::LearningTask> TaskHandler::NameTaskTeacher(
    const rpc::Call& call, const v1::NameTaskTeacherRequest& request) const {
  FieldViolations violations;
  const PersonId teacher(rpc::ReadIds(request.teacher(), kPersonPattern, "teacher", violations)[0]);
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request));
  if (!teacher.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto name,
                              parts_.directory.NameOf(call.tenant(), teacher, call.deadline()));
    if (!name.has_value()) {
      violations.Add("teacher", "REFERENCE_NOT_FOUND", "names nothing that is there");
    }
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  const std::int64_t before = loaded.task.version;
  return Commit(call, NameTeacher(std::move(loaded.task), teacher, call.now()), before);
}

absl::StatusOr<v1::LearningTask> TaskHandler::SubmitLearningTask(
    const rpc::Call& call, const v1::SubmitLearningTaskRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request));
  const VariantId& variant = loaded.placement.programme_variant;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto outcomes,
                            parts_.programmes.Outcomes(call.tenant(), variant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const PolicyFact policy,
                            parts_.programmes.Policy(call.tenant(), variant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reading_.Today(call));
  const std::int64_t before = loaded.task.version;
  return Commit(call,
                Submit(std::move(loaded.task), loaded.placement, outcomes, policy,
                       call.caller().person, today, call.now()),
                before);
}

absl::StatusOr<v1::LearningTask> TaskHandler::AdviseLearningTask(
    const rpc::Call& call, const v1::AdviseLearningTaskRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request));
  const std::int64_t before = loaded.task.version;
  return Commit(call,
                Advise(std::move(loaded.task), request.text(), call.caller().person, call.now()),
                before);
}

absl::StatusOr<v1::LearningTask> TaskHandler::GiveAdequacyVerdict(
    const rpc::Call& call, const v1::GiveAdequacyVerdictRequest& request) const {
  FieldViolations violations;
  const Judgement judgement{.version = request.version(),
                            .kind = rpc::ReadEnum<VerdictKind>(request.kind(), "kind", violations),
                            .reason = request.reason(),
                            .difference_from_bachelor = request.difference_from_bachelor(),
                            .teacher = call.caller().person};
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const ContactFact contact, reading_.Contact(call, loaded.task.student));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reading_.Today(call));
  const std::int64_t before = loaded.task.version;
  return Commit(call, Judge(std::move(loaded.task), judgement, contact, today, call.now()), before,
                NameOf(judgement.kind));
}

absl::StatusOr<v1::LearningTask> TaskHandler::RateLearningTask(
    const rpc::Call& call, const v1::RateLearningTaskRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request));
  Rating rating{.authenticity = request.rating().authenticity(),
                .usefulness = request.rating().usefulness(),
                .note = request.rating().note(),
                .rater = call.caller().person,
                .time = call.now()};
  const std::int64_t before = loaded.task.version;
  return Commit(call, Rate(std::move(loaded.task), std::move(rating), call.now()), before);
}

absl::StatusOr<v1::LearningTask> TaskHandler::StartLearningTask(
    const rpc::Call& call, const v1::StartLearningTaskRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request));
  const std::int64_t before = loaded.task.version;
  return Commit(call, Start(std::move(loaded.task), loaded.placement, call.now()), before);
}

absl::StatusOr<v1::LearningTask> TaskHandler::DeliverLearningTask(
    const rpc::Call& call, const v1::DeliverLearningTaskRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request));
  const std::int64_t before = loaded.task.version;
  return Commit(call, Deliver(std::move(loaded.task), call.now()), before);
}

absl::StatusOr<v1::LearningTask> TaskHandler::CloseLearningTask(
    const rpc::Call& call, const v1::CloseLearningTaskRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, Load(call, request));
  const std::int64_t before = loaded.task.version;
  return Commit(call, Close(std::move(loaded.task), call.now()), before);
}

absl::StatusOr<v1::LearningTask> TaskHandler::Commit(const rpc::Call& call,
                                                     absl::StatusOr<TaskChange> change,
                                                     std::int64_t before,
                                                     absl::string_view reason) const {
  if (!change.ok()) return change.status();
  change->after.version = before + 1;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto view, reading_.View(call, {change->after}));
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  events::CommitPlan plan = call.NewPlan(TaskName(call.tenant(), change->after.id), reason);
  AddChange(call.tenant(), *change, before, plan);
  plan.response = view.front().SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string answer,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlTaskStore::Put(transaction,
                                                                                change->after);
                                                     }));
  v1::LearningTask proto;
  proto.ParseFromString(answer);
  return proto;
}

}  // namespace driehoek::progress::task
