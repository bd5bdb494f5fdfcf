#include "progress/assessment/assessment_proto.h"

#include <algorithm>

#include "progress/assessment/assessment_names.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::assessment {
namespace {

using rpc::EnumNumber;
using Proto = v1::Assessment;

Proto::Advice ToProto(const TenantId& tenant, const Advice& advice) {
  Proto::Advice proto;
  for (const OutcomeAdvice& one : advice.outcomes) {
    auto* wire = proto.add_outcomes();
    wire->set_outcome_code(one.code);
    wire->set_level(one.level);
    wire->set_remark(one.remark);
  }
  proto.set_remarks(advice.remarks);
  proto.set_supervisor(PersonName(tenant, advice.supervisor));
  *proto.mutable_give_time() = rpc::ToProto(advice.time);
  return proto;
}

Proto::Talk ToProto(const TenantId& tenant, const Talk& talk) {
  Proto::Talk proto;
  proto.set_kind(static_cast<Proto::Talk::Kind>(EnumNumber(talk.kind)));
  *proto.mutable_held_date() = rpc::ToProto(talk.held_date);
  proto.set_notes(talk.notes);
  proto.set_recorder(PersonName(tenant, talk.recorder));
  *proto.mutable_record_time() = rpc::ToProto(talk.time);
  return proto;
}

Proto::Product ToProto(const TenantId& tenant, const Product& product) {
  Proto::Product proto;
  proto.set_evidence_item(MakeName(tenant, "evidenceItems", product.item.value()));
  proto.set_version(product.version);
  *proto.mutable_submission_time() = rpc::ToProto(product.submission_time);
  proto.set_submitter(PersonName(tenant, product.submitter));
  return proto;
}

Proto::Statement ToProto(const TenantId& tenant, const Statement& statement) {
  Proto::Statement proto;
  proto.set_text(statement.text);
  proto.set_author(PersonName(tenant, statement.author));
  *proto.mutable_write_time() = rpc::ToProto(statement.time);
  return proto;
}

Proto::Recognition ToProto(const TenantId& tenant, const Recognition& recognition) {
  Proto::Recognition proto;
  proto.set_reference(recognition.reference);
  proto.set_reason(recognition.reason);
  proto.set_recorder(PersonName(tenant, recognition.recorder));
  *proto.mutable_record_time() = rpc::ToProto(recognition.time);
  return proto;
}

Proto::InputsException ToProto(const TenantId& tenant, const InputsException& exception) {
  Proto::InputsException proto;
  for (const Input input : exception.missing) {
    proto.add_missing_inputs(static_cast<Proto::Input>(EnumNumber(input)));
  }
  proto.set_reason(exception.reason);
  proto.set_examiner(PersonName(tenant, exception.examiner));
  *proto.mutable_record_time() = rpc::ToProto(exception.time);
  return proto;
}

Proto::WeighedEvidence ToProto(const TenantId& tenant, const Weighed& weighed) {
  Proto::WeighedEvidence proto;
  proto.set_evidence_item(MakeName(tenant, "evidenceItems", weighed.item.value()));
  proto.set_version(weighed.version);
  proto.set_title(weighed.title);
  for (const std::string& code : weighed.outcome_codes) proto.add_outcome_codes(code);
  if (weighed.exclusion.has_value()) {
    proto.set_exclusion(
        static_cast<Proto::WeighedEvidence::Exclusion>(EnumNumber(*weighed.exclusion)));
  }
  return proto;
}

int CountedFor(const Judgement& judgement, const std::string& code) {
  return static_cast<int>(
      std::count_if(judgement.evidence.begin(), judgement.evidence.end(), [&](const Weighed& one) {
        return !one.exclusion.has_value() &&
               std::find(one.outcome_codes.begin(), one.outcome_codes.end(), code) !=
                   one.outcome_codes.end();
      }));
}

Proto::Judgement ToProto(const TenantId& tenant, const Judgement& judgement, int version) {
  Proto::Judgement proto;
  proto.set_version(version);
  for (const OutcomeJudgement& one : judgement.outcomes) {
    auto* wire = proto.add_outcomes();
    wire->set_outcome_code(one.code);
    wire->set_level(one.level);
    wire->set_reason(one.reason);
    wire->set_counted_evidence(CountedFor(judgement, one.code));
  }
  proto.set_final_mark_tenths(judgement.mark_tenths);
  proto.set_reason(judgement.reason);
  proto.set_examiner(PersonName(tenant, judgement.examiner));
  *proto.mutable_judge_time() = rpc::ToProto(judgement.time);
  if (judgement.publish_time.has_value()) {
    *proto.mutable_publish_time() = rpc::ToProto(*judgement.publish_time);
  }
  for (const Weighed& weighed : judgement.evidence) {
    *(weighed.exclusion.has_value() ? proto.add_excluded_evidence()
                                    : proto.add_counted_evidence()) = ToProto(tenant, weighed);
  }
  proto.set_appeal(judgement.appeal);
  return proto;
}

Proto::Appeal ToProto(const TenantId& tenant, const Appeal& appeal, int number) {
  Proto::Appeal proto;
  proto.set_number(number);
  proto.set_judgement_version(appeal.judgement_version);
  proto.set_grounds(appeal.grounds);
  *proto.mutable_appeal_time() = rpc::ToProto(appeal.time);
  if (appeal.decision.has_value()) {
    proto.set_decision(static_cast<Proto::Appeal::Decision>(EnumNumber(appeal.decision->decision)));
    proto.set_reason(appeal.decision->reason);
    proto.set_decider(PersonName(tenant, appeal.decision->decider));
    *proto.mutable_decide_time() = rpc::ToProto(appeal.decision->time);
  }
  return proto;
}

// Judgements, appeals and what follows from them.
void SetResult(const TenantId& tenant, const Assessment& assessment, bool with_unpublished,
               Proto& proto) {
  for (std::size_t i = 0; i < assessment.judgements.size(); ++i) {
    const Judgement& judgement = assessment.judgements[i];
    if (!judgement.publish_time.has_value() && !with_unpublished) continue;
    *proto.add_judgements() = ToProto(tenant, judgement, static_cast<int>(i) + 1);
  }
  for (std::size_t i = 0; i < assessment.appeals.size(); ++i) {
    Appeal appeal = assessment.appeals[i];
    const bool is_decided_unseen = assessment.state == State::kJudged &&
                                   i + 1 == assessment.appeals.size() && !with_unpublished;
    if (is_decided_unseen) appeal.decision.reset();
    *proto.add_appeals() = ToProto(tenant, appeal, static_cast<int>(i) + 1);
  }
  const Judgement* const holding = Holding(assessment);
  if (holding == nullptr) return;
  proto.set_final_mark(MarkText(holding->mark_tenths));
  proto.set_published_version(PublishedVersion(assessment));
  *proto.mutable_publish_time() = rpc::ToProto(*holding->publish_time);
  if (assessment.appeal_until.has_value()) {
    *proto.mutable_appeal_until_date() = rpc::ToProto(*assessment.appeal_until);
  }
}

void SetInputs(const TenantId& tenant, const Assessment& assessment, Proto& proto) {
  if (assessment.talk.has_value()) *proto.mutable_talk() = ToProto(tenant, *assessment.talk);
  if (assessment.product.has_value()) {
    *proto.mutable_product() = ToProto(tenant, *assessment.product);
    *proto.mutable_submission_time() = rpc::ToProto(assessment.product->submission_time);
  }
  if (assessment.reflection.has_value()) {
    *proto.mutable_reflection() = ToProto(tenant, *assessment.reflection);
  }
  if (assessment.proof_of_competence.has_value()) {
    *proto.mutable_proof_of_competence() = ToProto(tenant, *assessment.proof_of_competence);
  }
  if (assessment.recognition.has_value()) {
    *proto.mutable_recognition() = ToProto(tenant, *assessment.recognition);
  }
  if (assessment.inputs_exception.has_value()) {
    *proto.mutable_inputs_exception() = ToProto(tenant, *assessment.inputs_exception);
  }
}

}  // namespace

Proto ToProto(const TenantId& tenant, const Assessment& assessment, Sight sight) {
  Proto proto;
  proto.set_name(AssessmentName(tenant, assessment.id));
  proto.set_placement(MakeName(tenant, "placements", assessment.placement.value()));
  proto.set_student(PersonName(tenant, assessment.student));
  proto.set_enrolment(MakeName(tenant, "enrolments", assessment.enrolment.value()));
  proto.set_programme(MakeName(tenant, "programmes", assessment.programme.value()));
  proto.set_examiner(PersonName(tenant, assessment.examiner));
  const State state = sight == Sight::kWhole ? assessment.state : ShownState(assessment);
  proto.set_state(static_cast<Proto::State>(EnumNumber(state)));
  if (assessment.advice.has_value()) *proto.mutable_advice() = ToProto(tenant, *assessment.advice);
  for (const Input input : MissingInputs(assessment)) {
    if (sight == Sight::kAdvice && input != Input::kAdvice) continue;
    proto.add_missing_inputs(static_cast<Proto::Input>(EnumNumber(input)));
  }
  if (sight != Sight::kAdvice) {
    SetInputs(tenant, assessment, proto);
    SetResult(tenant, assessment, sight == Sight::kWhole, proto);
  }
  *proto.mutable_create_time() = rpc::ToProto(assessment.create_time);
  *proto.mutable_update_time() = rpc::ToProto(assessment.update_time);
  proto.set_etag(rpc::Etag(assessment.version));
  return proto;
}

void SetLabels(const Labels& labels, const std::string& examiner, Proto& proto) {
  auto* wire = proto.mutable_labels();
  wire->set_student(labels.student);
  wire->set_programme(labels.programme);
  wire->set_organisation(labels.organisation);
  wire->set_supervisor(labels.supervisor);
  wire->set_examiner(examiner);
  wire->set_contact_person(labels.contact_person);
}

std::optional<Recognition> FromProto(const Proto::Recognition& proto, bool is_there) {
  if (!is_there) return std::nullopt;
  return Recognition{.reference = proto.reference(), .reason = proto.reason()};
}

Advice FromProto(const Proto::Advice& proto) {
  Advice advice{.remarks = proto.remarks()};
  for (const auto& one : proto.outcomes()) {
    advice.outcomes.push_back({one.outcome_code(), one.level(), one.remark()});
  }
  return advice;
}

Talk FromProto(const Proto::Talk& proto, FieldViolations& violations) {
  return {.kind = rpc::ReadEnum<TalkKind>(proto.kind(), "talk.kind", violations),
          .held_date = rpc::ReadDay(proto.held_date(), "talk.held_date", violations),
          .notes = proto.notes()};
}

std::vector<OutcomeJudgement> FromProto(
    const google::protobuf::RepeatedPtrField<Proto::OutcomeJudgement>& proto) {
  std::vector<OutcomeJudgement> outcomes;
  for (const auto& one : proto) {
    outcomes.push_back({one.outcome_code(), one.level(), one.reason()});
  }
  return outcomes;
}

}  // namespace driehoek::progress::assessment
