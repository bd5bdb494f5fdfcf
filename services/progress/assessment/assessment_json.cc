#include "progress/assessment/assessment_json.h"

#include <utility>

#include "progress/stored_json.h"

namespace driehoek::progress::assessment {

// Beside the values, so that lists of them find these by their type.

static json_t* Made(const Recognition& recognition) {
  json_t* object = json_object();
  json::Put(object, "reference", recognition.reference);
  json::Put(object, "reason", recognition.reason);
  json::Put(object, "recorder", recognition.recorder);
  json::Put(object, "time", recognition.time);
  return object;
}
static bool Fill(const json_t* object, Recognition& recognition) {
  return json::Read(object, "reference", recognition.reference) &&
         json::Read(object, "reason", recognition.reason) &&
         json::Read(object, "recorder", recognition.recorder) &&
         json::Read(object, "time", recognition.time);
}

static json_t* Made(const OutcomeAdvice& advice) {
  json_t* object = json_object();
  json::Put(object, "code", advice.code);
  json::Put(object, "level", std::int64_t{advice.level});
  json::Put(object, "remark", advice.remark);
  return object;
}
static bool Fill(const json_t* object, OutcomeAdvice& advice) {
  return json::Read(object, "code", advice.code) && json::Read(object, "level", advice.level) &&
         json::Read(object, "remark", advice.remark);
}

static json_t* Made(const Advice& advice) {
  json_t* object = json_object();
  json::PutParts(object, "outcomes", advice.outcomes);
  json::Put(object, "remarks", advice.remarks);
  json::Put(object, "supervisor", advice.supervisor);
  json::Put(object, "time", advice.time);
  return object;
}
static bool Fill(const json_t* object, Advice& advice) {
  return json::ReadParts(object, "outcomes", advice.outcomes) &&
         json::Read(object, "remarks", advice.remarks) &&
         json::Read(object, "supervisor", advice.supervisor) &&
         json::Read(object, "time", advice.time);
}

static json_t* Made(const Talk& talk) {
  json_t* object = json_object();
  json::Put(object, "kind", NameOf(talk.kind));
  json::Put(object, "held", talk.held_date);
  json::Put(object, "notes", talk.notes);
  json::Put(object, "recorder", talk.recorder);
  json::Put(object, "time", talk.time);
  return object;
}
static bool Fill(const json_t* object, Talk& talk) {
  return json::ReadEnum(object, "kind", talk.kind) && json::Read(object, "held", talk.held_date) &&
         json::Read(object, "notes", talk.notes) && json::Read(object, "recorder", talk.recorder) &&
         json::Read(object, "time", talk.time);
}

static json_t* Made(const Product& product) {
  json_t* object = json_object();
  json::Put(object, "item", product.item.value());
  json::Put(object, "version", std::int64_t{product.version});
  json::Put(object, "submitted", product.submission_time);
  json::Put(object, "submitter", product.submitter);
  return object;
}
static bool Fill(const json_t* object, Product& product) {
  std::string item;
  const bool is_read = json::Read(object, "item", item) &&
                       json::Read(object, "version", product.version) &&
                       json::Read(object, "submitted", product.submission_time) &&
                       json::Read(object, "submitter", product.submitter);
  product.item = EvidenceId(item);
  return is_read;
}

static json_t* Made(const Statement& statement) {
  json_t* object = json_object();
  json::Put(object, "text", statement.text);
  json::Put(object, "author", statement.author);
  json::Put(object, "time", statement.time);
  return object;
}
static bool Fill(const json_t* object, Statement& statement) {
  return json::Read(object, "text", statement.text) &&
         json::Read(object, "author", statement.author) &&
         json::Read(object, "time", statement.time);
}

static json_t* Made(const InputsException& exception) {
  json_t* object = json_object();
  std::vector<std::string> missing;
  for (const Input input : exception.missing) missing.emplace_back(NameOf(input));
  json::Put(object, "missing", missing);
  json::Put(object, "reason", exception.reason);
  json::Put(object, "examiner", exception.examiner);
  json::Put(object, "time", exception.time);
  return object;
}
static bool Fill(const json_t* object, InputsException& exception) {
  std::vector<std::string> missing;
  const bool is_read = json::Read(object, "missing", missing) &&
                       json::Read(object, "reason", exception.reason) &&
                       json::Read(object, "examiner", exception.examiner) &&
                       json::Read(object, "time", exception.time);
  for (const std::string& name : missing) {
    const std::optional<Input> input = EnumFromName<Input>(name);
    if (!input.has_value()) return false;
    exception.missing.push_back(*input);
  }
  return is_read;
}

static json_t* Made(const OutcomeJudgement& judgement) {
  json_t* object = json_object();
  json::Put(object, "code", judgement.code);
  json::Put(object, "level", std::int64_t{judgement.level});
  json::Put(object, "reason", judgement.reason);
  return object;
}
static bool Fill(const json_t* object, OutcomeJudgement& judgement) {
  return json::Read(object, "code", judgement.code) &&
         json::Read(object, "level", judgement.level) &&
         json::Read(object, "reason", judgement.reason);
}

static json_t* Made(const Weighed& weighed) {
  json_t* object = json_object();
  json::Put(object, "item", weighed.item.value());
  json::Put(object, "version", std::int64_t{weighed.version});
  json::Put(object, "title", weighed.title);
  json::Put(object, "codes", weighed.outcome_codes);
  if (weighed.exclusion.has_value()) json::Put(object, "exclusion", NameOf(*weighed.exclusion));
  return object;
}
static bool Fill(const json_t* object, Weighed& weighed) {
  std::string item;
  const bool is_read = json::Read(object, "item", item) &&
                       json::Read(object, "version", weighed.version) &&
                       json::Read(object, "title", weighed.title) &&
                       json::Read(object, "codes", weighed.outcome_codes);
  weighed.item = EvidenceId(item);
  if (json_object_get(object, "exclusion") == nullptr) return is_read;
  return is_read && json::ReadEnum(object, "exclusion", weighed.exclusion.emplace());
}

static json_t* Made(const Judgement& judgement) {
  json_t* object = json_object();
  json::PutParts(object, "outcomes", judgement.outcomes);
  json::Put(object, "tenths", std::int64_t{judgement.mark_tenths});
  json::Put(object, "reason", judgement.reason);
  json::Put(object, "examiner", judgement.examiner);
  json::Put(object, "time", judgement.time);
  if (judgement.publish_time.has_value()) {
    json::Put(object, "published", *judgement.publish_time);
  }
  json::PutParts(object, "evidence", judgement.evidence);
  json::Put(object, "appeal", std::int64_t{judgement.appeal});
  return object;
}
static bool Fill(const json_t* object, Judgement& judgement) {
  const bool is_read = json::ReadParts(object, "outcomes", judgement.outcomes) &&
                       json::Read(object, "tenths", judgement.mark_tenths) &&
                       json::Read(object, "reason", judgement.reason) &&
                       json::Read(object, "examiner", judgement.examiner) &&
                       json::Read(object, "time", judgement.time) &&
                       json::ReadParts(object, "evidence", judgement.evidence) &&
                       json::Read(object, "appeal", judgement.appeal);
  if (json_object_get(object, "published") == nullptr) return is_read;
  return is_read && json::Read(object, "published", judgement.publish_time.emplace());
}

static json_t* Made(const AppealDecision& decision) {
  json_t* object = json_object();
  json::Put(object, "decision", NameOf(decision.decision));
  json::Put(object, "reason", decision.reason);
  json::Put(object, "decider", decision.decider);
  json::Put(object, "time", decision.time);
  return object;
}
static bool Fill(const json_t* object, AppealDecision& decision) {
  return json::ReadEnum(object, "decision", decision.decision) &&
         json::Read(object, "reason", decision.reason) &&
         json::Read(object, "decider", decision.decider) &&
         json::Read(object, "time", decision.time);
}

static json_t* Made(const Appeal& appeal) {
  json_t* object = json_object();
  json::Put(object, "judgement", std::int64_t{appeal.judgement_version});
  json::Put(object, "grounds", appeal.grounds);
  json::Put(object, "time", appeal.time);
  json::PutPart(object, "decision", appeal.decision);
  return object;
}
static bool Fill(const json_t* object, Appeal& appeal) {
  return json::Read(object, "judgement", appeal.judgement_version) &&
         json::Read(object, "grounds", appeal.grounds) && json::Read(object, "time", appeal.time) &&
         json::ReadPart(object, "decision", appeal.decision);
}

std::string ContentToJson(const Assessment& assessment) {
  json_t* object = json_object();
  json::PutPart(object, "recognition", assessment.recognition);
  json::PutPart(object, "advice", assessment.advice);
  json::PutPart(object, "talk", assessment.talk);
  json::PutPart(object, "product", assessment.product);
  json::PutPart(object, "reflection", assessment.reflection);
  json::PutPart(object, "proof", assessment.proof_of_competence);
  json::PutPart(object, "exception", assessment.inputs_exception);
  json::PutParts(object, "judgements", assessment.judgements);
  json::PutParts(object, "appeals", assessment.appeals);
  if (assessment.appeal_until.has_value()) {
    json::Put(object, "appeal_until", *assessment.appeal_until);
  }
  return json::Dump(object);
}

absl::Status FillContent(const std::string& text, Assessment& assessment) {
  const json::Owned loaded = json::Load(text);
  const json_t* const object = loaded.get();
  const bool is_read = json::ReadPart(object, "recognition", assessment.recognition) &&
                       json::ReadPart(object, "advice", assessment.advice) &&
                       json::ReadPart(object, "talk", assessment.talk) &&
                       json::ReadPart(object, "product", assessment.product) &&
                       json::ReadPart(object, "reflection", assessment.reflection) &&
                       json::ReadPart(object, "proof", assessment.proof_of_competence) &&
                       json::ReadPart(object, "exception", assessment.inputs_exception) &&
                       json::ReadParts(object, "judgements", assessment.judgements) &&
                       json::ReadParts(object, "appeals", assessment.appeals);
  if (!is_read) return json::Unreadable();
  if (json_object_get(object, "appeal_until") != nullptr &&
      !json::Read(object, "appeal_until", assessment.appeal_until.emplace())) {
    return json::Unreadable();
  }
  return absl::OkStatus();
}

}  // namespace driehoek::progress::assessment
