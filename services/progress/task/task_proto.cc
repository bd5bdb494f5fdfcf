#include "progress/task/task_proto.h"

#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::task {
namespace {

using rpc::EnumNumber;
using Proto = v1::LearningTask;

// Unlike other enumerations, UNSPECIFIED stands for a mark of its own: none was passed.
Proto::Mark ToProto(Mark mark) { return static_cast<Proto::Mark>(mark); }

Proto::Side ToProto(Side side) { return static_cast<Proto::Side>(EnumNumber(side)); }

Proto::Contribution ToProto(const TenantId& tenant, const Contribution& contribution,
                            int text_number) {
  Proto::Contribution proto;
  proto.set_side(ToProto(contribution.side));
  proto.set_act(static_cast<Proto::Contribution::Act>(EnumNumber(contribution.act)));
  proto.set_person(PersonName(tenant, contribution.person));
  *proto.mutable_contribute_time() = rpc::ToProto(contribution.time);
  proto.set_current(contribution.text_number == text_number);
  return proto;
}

Proto::VerdictClock ToProto(const VerdictClock& clock, absl::CivilDay today) {
  Proto::VerdictClock proto;
  *proto.mutable_submit_date() = rpc::ToProto(clock.submit_date);
  *proto.mutable_due_date() = rpc::ToProto(clock.due_date);
  *proto.mutable_lead_date() = rpc::ToProto(clock.lead_date);
  *proto.mutable_manager_date() = rpc::ToProto(clock.manager_date);
  proto.set_mark(ToProto(clock.mark));
  proto.set_working_days(WorkingDays(clock));
  proto.set_begun_working_days(BegunWorkingDays(clock, today));
  proto.set_late_working_days(LateWorkingDays(clock, today));
  return proto;
}

Proto::Verdict ToProto(const TenantId& tenant, const Verdict& verdict) {
  Proto::Verdict proto;
  proto.set_kind(static_cast<Proto::Verdict::Kind>(EnumNumber(verdict.kind)));
  proto.set_reason(verdict.reason);
  proto.set_difference_from_bachelor(verdict.difference_from_bachelor);
  proto.set_teacher(PersonName(tenant, verdict.teacher));
  *proto.mutable_verdict_time() = rpc::ToProto(verdict.time);
  return proto;
}

Proto::Submission ToProto(const TenantId& tenant, const Submission& submission, int version,
                          absl::CivilDay today) {
  Proto::Submission proto;
  proto.set_version(version);
  *proto.mutable_content() = ToProto(submission.content);
  proto.set_submitter(PersonName(tenant, submission.submitter));
  *proto.mutable_submit_time() = rpc::ToProto(submission.time);
  *proto.mutable_clock() = ToProto(submission.clock, today);
  if (submission.advice.has_value()) {
    proto.mutable_advice()->set_text(submission.advice->text);
    proto.mutable_advice()->set_adviser(PersonName(tenant, submission.advice->adviser));
    *proto.mutable_advice()->mutable_advise_time() = rpc::ToProto(submission.advice->time);
  }
  if (submission.verdict.has_value()) {
    *proto.mutable_verdict() = ToProto(tenant, *submission.verdict);
  }
  return proto;
}

Proto::Rating ToProto(const TenantId& tenant, const Rating& rating) {
  Proto::Rating proto;
  proto.set_authenticity(rating.authenticity);
  proto.set_usefulness(rating.usefulness);
  proto.set_note(rating.note);
  proto.set_rater(PersonName(tenant, rating.rater));
  *proto.mutable_rate_time() = rpc::ToProto(rating.time);
  return proto;
}

}  // namespace

std::string TaskName(const TenantId& tenant, const TaskId& id) {
  return MakeName(tenant, "learningTasks", id.value());
}

std::string PlacementName(const TenantId& tenant, const PlacementId& id) {
  return MakeName(tenant, "placements", id.value());
}

Proto ToProto(const TenantId& tenant, const LearningTask& task, absl::CivilDay today) {
  Proto proto;
  proto.set_name(TaskName(tenant, task.id));
  proto.set_placement(PlacementName(tenant, task.placement));
  proto.set_student(PersonName(tenant, task.student));
  *proto.mutable_content() = ToProto(task.content);
  proto.set_state(static_cast<Proto::State>(EnumNumber(task.state)));
  proto.set_version(VersionOf(task));
  proto.set_changed_since_submission(IsChangedSinceSubmission(task));
  if (!task.teacher.empty()) proto.set_teacher(PersonName(tenant, task.teacher));
  for (const Contribution& contribution : task.contributions) {
    *proto.add_contributions() = ToProto(tenant, contribution, task.text_number);
  }
  for (const Side side : MissingSides(task)) proto.add_missing_sides(ToProto(side));
  proto.set_one_sided(proto.missing_sides_size() > 0);
  for (std::size_t i = 0; i < task.submissions.size(); ++i) {
    *proto.add_submissions() = ToProto(tenant, task.submissions[i], static_cast<int>(i) + 1, today);
  }
  if (task.rating.has_value()) *proto.mutable_rating() = ToProto(tenant, *task.rating);
  *proto.mutable_create_time() = rpc::ToProto(task.create_time);
  *proto.mutable_update_time() = rpc::ToProto(task.update_time);
  proto.set_etag(rpc::Etag(task.version));
  return proto;
}

void SetLabels(const Labels& labels, const std::string& teacher, Proto& proto) {
  auto* wire = proto.mutable_labels();
  wire->set_student(labels.student);
  wire->set_programme(labels.programme);
  wire->set_organisation(labels.organisation);
  wire->set_supervisor(labels.supervisor);
  wire->set_teacher(teacher);
}

Proto::Content ToProto(const Content& content) {
  Proto::Content proto;
  proto.set_route(static_cast<Proto::Route>(EnumNumber(content.route)));
  proto.set_title(content.title);
  proto.set_description(content.description);
  proto.set_question(content.question);
  proto.set_fixed_part(content.fixed_part);
  proto.set_free_part(content.free_part);
  proto.set_authenticity(content.authenticity);
  proto.set_usefulness(content.usefulness);
  for (const OutcomeLink& link : content.outcome_links) {
    auto* wire = proto.add_outcome_links();
    wire->set_outcome_code(link.code);
    wire->set_level(link.level);
  }
  return proto;
}

Content FromProto(const Proto::Content& proto, FieldViolations& violations) {
  Content content{.route = rpc::ReadEnum<Route>(proto.route(), "content.route", violations),
                  .title = proto.title(),
                  .description = proto.description(),
                  .question = proto.question(),
                  .fixed_part = proto.fixed_part(),
                  .free_part = proto.free_part(),
                  .authenticity = proto.authenticity(),
                  .usefulness = proto.usefulness()};
  for (const auto& link : proto.outcome_links()) {
    content.outcome_links.push_back({link.outcome_code(), link.level()});
  }
  return content;
}

}  // namespace driehoek::progress::task
