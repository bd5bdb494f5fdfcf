#include "placement/scan/scan_proto.h"

#include "absl/strings/str_cat.h"
#include "placement/placement_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::scan {
namespace {

using rpc::EnumNumber;
using rpc::ReadDay;
using rpc::ReadEnum;
using rpc::ReadIds;

constexpr absl::string_view kSupervisorPattern =
    "institutions/{institution}/organisations/{organisation}/supervisors/{supervisor}";

}  // namespace

std::string CriteriaName(const TenantId& tenant, const ProgrammeId& programme,
                         const CriteriaId& id) {
  return absl::StrCat(MakeName(tenant, "programmes", programme.value()), "/scanCriteria/",
                      id.value());
}

std::string ScanName(const TenantId& tenant, const ScanId& id) {
  return MakeName(tenant, "workplaceScans", id.value());
}

v1::ScanCriteria ToProto(const TenantId& tenant, const Criteria& criteria) {
  v1::ScanCriteria proto;
  proto.set_name(CriteriaName(tenant, criteria.programme, criteria.id));
  proto.set_version(criteria.number);
  proto.set_first_phase(criteria.first_phase);
  proto.set_last_phase(criteria.last_phase);
  for (const Criterion& criterion : criteria.criteria) {
    auto* wire = proto.add_criteria();
    wire->set_code(criterion.code);
    wire->set_title_nl(criterion.title_nl);
    wire->set_title_en(criterion.title_en);
    wire->set_subject(static_cast<v1::ScanCriteria::Subject>(EnumNumber(criterion.subject)));
    wire->set_weight(static_cast<v1::ScanCriteria::Weight>(EnumNumber(criterion.weight)));
    wire->set_help_nl(criterion.help_nl);
    wire->set_help_en(criterion.help_en);
  }
  *proto.mutable_create_time() = rpc::ToProto(criteria.create_time);
  proto.set_etag(rpc::Etag(criteria.version));
  return proto;
}

v1::WorkplaceScan ToProto(const TenantId& tenant, const Scan& scan) {
  v1::WorkplaceScan proto;
  proto.set_name(ScanName(tenant, scan.id));
  const std::string organisation = MakeName(tenant, "organisations", scan.organisation.value());
  proto.set_workplace(absl::StrCat(organisation, "/workplaces/", scan.workplace.value()));
  proto.set_supervisor(absl::StrCat(organisation, "/supervisors/", scan.supervisor.value()));
  proto.set_programme_variant(absl::StrCat(MakeName(tenant, "programmes", scan.programme.value()),
                                           "/variants/", scan.programme_variant.value()));
  proto.set_phase(scan.phase);
  if (!scan.placement.empty()) proto.set_placement(PlacementName(tenant, scan.placement));
  proto.set_criteria(CriteriaName(tenant, scan.programme, scan.criteria));
  proto.set_state(static_cast<v1::WorkplaceScan::State>(EnumNumber(scan.state)));
  proto.set_trigger(static_cast<v1::WorkplaceScan::Trigger>(EnumNumber(scan.trigger)));
  proto.set_trigger_reason(scan.trigger_reason);
  for (const Answer& answer : scan.answers) {
    auto* wire = proto.add_answers();
    wire->set_criterion_code(answer.criterion_code);
    wire->set_finding(static_cast<v1::WorkplaceScan::Finding>(EnumNumber(answer.finding)));
    wire->set_remark(answer.remark);
    wire->set_side(static_cast<v1::WorkplaceScan::Side>(EnumNumber(answer.side)));
    *wire->mutable_answer_time() = rpc::ToProto(answer.answer_time);
  }
  if (scan.verdict.has_value()) {
    proto.set_verdict(static_cast<v1::WorkplaceScan::Verdict>(EnumNumber(*scan.verdict)));
  }
  proto.set_verdict_reason(scan.verdict_reason);
  for (const Condition& condition : scan.conditions) {
    auto* wire = proto.add_conditions();
    wire->set_id(condition.id);
    wire->set_action(condition.action);
    wire->set_owner(condition.owner);
    *wire->mutable_due_date() = rpc::ToProto(condition.due_date);
    if (condition.done_time) *wire->mutable_done_time() = rpc::ToProto(*condition.done_time);
  }
  if (scan.valid_until) *proto.mutable_valid_until_date() = rpc::ToProto(*scan.valid_until);
  if (scan.due_date) *proto.mutable_due_date() = rpc::ToProto(*scan.due_date);
  if (scan.assess_time) *proto.mutable_assess_time() = rpc::ToProto(*scan.assess_time);
  *proto.mutable_create_time() = rpc::ToProto(scan.create_time);
  *proto.mutable_update_time() = rpc::ToProto(scan.update_time);
  proto.set_etag(rpc::Etag(scan.version));
  return proto;
}

void SetLabels(const Labels& labels, v1::WorkplaceScan& proto) {
  auto* wire = proto.mutable_labels();
  wire->set_organisation(labels.organisation);
  wire->set_workplace(labels.workplace);
  wire->set_supervisor(labels.supervisor);
  wire->set_programme(labels.programme);
}

void FromProto(const v1::ScanCriteria& proto, Criteria& criteria, FieldViolations& violations) {
  criteria.first_phase = proto.first_phase();
  criteria.last_phase = proto.last_phase();
  criteria.criteria.clear();
  for (int i = 0; i < proto.criteria_size(); ++i) {
    const auto& wire = proto.criteria(i);
    const std::string at = absl::StrCat("criteria[", i, "].");
    criteria.criteria.push_back(
        {.code = wire.code(),
         .title_nl = wire.title_nl(),
         .title_en = wire.title_en(),
         .subject = ReadEnum<Subject>(wire.subject(), at + "subject", violations),
         .weight = ReadEnum<Weight>(wire.weight(), at + "weight", violations),
         .help_nl = wire.help_nl(),
         .help_en = wire.help_en()});
  }
}

void FromProto(const v1::WorkplaceScan& proto, Scan& scan, FieldViolations& violations) {
  const auto workplace = ReadIds(proto.workplace(), kWorkplacePattern, "workplace", violations);
  const auto supervisor = ReadIds(proto.supervisor(), kSupervisorPattern, "supervisor", violations);
  const auto variant =
      ReadIds(proto.programme_variant(), kVariantPattern, "programme_variant", violations);
  if (!workplace[0].empty() && !supervisor[0].empty() && workplace[0] != supervisor[0]) {
    violations.Add("supervisor", "OTHER_ORGANISATION",
                   "must work for the organisation of the workplace");
  }
  scan.organisation = OrganisationId(workplace[0]);
  scan.workplace = WorkplaceId(workplace[1]);
  scan.supervisor = SupervisorId(supervisor[1]);
  scan.programme = ProgrammeId(variant[0]);
  scan.programme_variant = VariantId(variant[1]);
  scan.phase = proto.phase();
  scan.placement =
      PlacementId(ReadIds(proto.placement(), kPlacementPattern, "placement", violations)[0]);
  scan.trigger = proto.trigger() == v1::WorkplaceScan::TRIGGER_UNSPECIFIED
                     ? Trigger::kFirst
                     : ReadEnum<Trigger>(proto.trigger(), "trigger", violations);
}

std::vector<Answer> AnswersFromProto(
    const google::protobuf::RepeatedPtrField<v1::WorkplaceScan::Answer>& protos,
    FieldViolations& violations) {
  std::vector<Answer> answers;
  for (const auto& wire : protos) {
    const std::string at = absl::StrCat("answers[", answers.size(), "].finding");
    answers.push_back({.criterion_code = wire.criterion_code(),
                       .finding = ReadEnum<Finding>(wire.finding(), at, violations),
                       .remark = wire.remark()});
  }
  return answers;
}

std::vector<Condition> ConditionsFromProto(
    const google::protobuf::RepeatedPtrField<v1::WorkplaceScan::Condition>& protos,
    FieldViolations& violations) {
  std::vector<Condition> conditions;
  for (const auto& wire : protos) {
    const std::string at = absl::StrCat("conditions[", conditions.size(), "].due_date");
    conditions.push_back({.action = wire.action(),
                          .owner = wire.owner(),
                          .due_date = ReadDay(wire.due_date(), at, violations)});
  }
  return conditions;
}

}  // namespace driehoek::placement::scan
