#include "progress/assessment/lifecycle.h"

#include <algorithm>
#include <utility>

#include "shared/base/errors.h"
#include "shared/base/field_checks.h"

namespace driehoek::progress::assessment {
namespace {

constexpr std::size_t kLongestReason = 4000;
constexpr std::size_t kLongestStatement = 10000;
constexpr int kDaysInWeek = 7;

absl::Status Refused(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text);
}

absl::Status CheckWords(absl::string_view field, absl::string_view text, std::size_t longest) {
  FieldViolations violations;
  CheckText(violations, field, text, 1, longest, TextKind::kBlock);
  return violations.ToStatus();
}

AssessmentChange Done(Assessment assessment, State state, std::vector<Told> told, absl::Time now) {
  assessment.state = state;
  assessment.update_time = now;
  return {.after = std::move(assessment), .told = std::move(told)};
}

absl::Status Published() {
  return Refused("ASSESSMENT_PUBLISHED", "what was published does not change");
}
absl::Status Final() { return Refused("ASSESSMENT_FINAL", "the assessment is over"); }

// Whether inputs may still change.
absl::Status CheckBeforeJudgement(const Assessment& assessment) {
  switch (assessment.state) {
    case State::kOpen:
    case State::kInputsComplete:
      return absl::OkStatus();
    case State::kJudged:
      return Refused("ASSESSMENT_JUDGED", "the examiner decided already");
    case State::kPublished:
    case State::kAppealed:
      return Published();
    case State::kFinal:
      return Final();
  }
  return Final();
}

absl::Status CheckExaminer(const Assessment& assessment, const PersonId& person) {
  if (!person.empty() && person == assessment.examiner) return absl::OkStatus();
  return Error(absl::StatusCode::kPermissionDenied, "NOT_THE_EXAMINER",
               "the judgement is for the examiner who is named");
}

// Nobody judges an own student, unless the exam board recognised it (R69).
absl::Status CheckDistance(const Assessment& assessment, const Around& around) {
  if (assessment.recognition.has_value()) return absl::OkStatus();
  if (assessment.examiner == around.placement.supervisor_person) {
    return Refused("EXAMINER_IS_SUPERVISOR",
                   "the supervisor judges only when that was recognised and recorded");
  }
  if (assessment.examiner == around.contact.teacher) {
    return Refused("EXAMINER_IS_CONTACT_PERSON",
                   "the contact person judges only when that was recognised and recorded");
  }
  return absl::OkStatus();
}

void RelyOn(const Around& around, AssessmentChange& change) {
  change.relies_on.push_back(around.placement.placement);
  if (around.contact.assignment.has_value()) {
    change.relies_on.push_back(*around.contact.assignment);
  }
}

// After an input came in.
AssessmentChange WithInput(Assessment assessment, absl::Time now) {
  const bool is_complete = assessment.state == State::kOpen && MissingInputs(assessment).empty();
  if (is_complete) {
    return Done(std::move(assessment), State::kInputsComplete, {Told::kInputsComplete}, now);
  }
  const State state = assessment.state;
  return Done(std::move(assessment), state, {}, now);
}

std::vector<Weighed> Weigh(const std::vector<EvidenceFact>& evidence) {
  std::vector<Weighed> weighed;
  for (const EvidenceFact& fact : evidence) {
    weighed.push_back({fact.id, fact.version, fact.title, fact.outcome_codes, fact.exclusion});
  }
  return weighed;
}

// The last judgement, when nobody was told of it yet.
bool IsWaiting(const Assessment& assessment) {
  return !assessment.judgements.empty() && !assessment.judgements.back().publish_time.has_value();
}

AssessmentChange WithJudgement(Assessment assessment, Judgement judgement, const Basis& basis,
                               absl::Time now) {
  judgement.evidence = Weigh(basis.evidence);
  judgement.time = now;
  if (IsWaiting(assessment)) assessment.judgements.pop_back();
  assessment.judgements.push_back(std::move(judgement));
  AssessmentChange change = Done(std::move(assessment), State::kJudged, {Told::kJudged}, now);
  RelyOn(basis.around, change);
  for (const EvidenceFact& fact : basis.evidence) change.relies_on.push_back(fact.item);
  return change;
}

absl::Status CheckVerdict(const Verdict& verdict, const Basis& basis) {
  FieldViolations violations;
  Check(verdict.outcomes, verdict.mark_tenths, basis.outcomes,
        MeantOutcomes(basis.around.placement, basis.outcomes), violations);
  CheckText(violations, "reason", verdict.reason, 1, kLongestReason, TextKind::kBlock);
  return violations.ToStatus();
}

bool AnswersAppeal(const Assessment& assessment) {
  return assessment.state == State::kJudged && assessment.judgements.back().appeal > 0;
}

}  // namespace

absl::StatusOr<AssessmentChange> Open(Assessment draft, const Around& around, absl::Time now) {
  if (draft.examiner == around.placement.student) {
    FieldViolations violations("assessment");
    violations.Add("examiner", "SAME_PERSON", "may not be the student");
    return violations.ToStatus();
  }
  DRIEHOEK_RETURN_IF_ERROR(CheckDistance(draft, around));
  draft.placement = around.placement.id;
  draft.student = around.placement.student;
  draft.enrolment = around.placement.enrolment;
  draft.programme = around.placement.programme;
  draft.create_time = now;
  AssessmentChange change = Done(std::move(draft), State::kOpen, {Told::kOpen}, now);
  RelyOn(around, change);
  return change;
}

absl::StatusOr<AssessmentChange> NameExaminer(Assessment assessment, const PersonId& examiner,
                                              std::optional<Recognition> recognition,
                                              const Around& around, absl::Time now) {
  if (assessment.state != State::kAppealed) {
    DRIEHOEK_RETURN_IF_ERROR(CheckBeforeJudgement(assessment));
  }
  if (examiner == assessment.student) {
    FieldViolations violations;
    violations.Add("examiner", "SAME_PERSON", "may not be the student");
    return violations.ToStatus();
  }
  assessment.examiner = examiner;
  assessment.recognition = std::move(recognition);
  DRIEHOEK_RETURN_IF_ERROR(CheckDistance(assessment, around));
  const State state = assessment.state;
  AssessmentChange change = Done(std::move(assessment), state, {}, now);
  RelyOn(around, change);
  return change;
}

absl::StatusOr<AssessmentChange> GiveAdvice(Assessment assessment, Advice advice, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckBeforeJudgement(assessment));
  assessment.advice = std::move(advice);
  return WithInput(std::move(assessment), now);
}

absl::StatusOr<AssessmentChange> RecordTalk(Assessment assessment, Talk talk, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckBeforeJudgement(assessment));
  assessment.talk = std::move(talk);
  return WithInput(std::move(assessment), now);
}

absl::StatusOr<AssessmentChange> HandIn(Assessment assessment, Product product, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckBeforeJudgement(assessment));
  assessment.product = std::move(product);
  return WithInput(std::move(assessment), now);
}

absl::StatusOr<AssessmentChange> Reflect(Assessment assessment, Statement reflection,
                                         absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckWords("text", reflection.text, kLongestStatement));
  DRIEHOEK_RETURN_IF_ERROR(CheckBeforeJudgement(assessment));
  assessment.reflection = std::move(reflection);
  return WithInput(std::move(assessment), now);
}

absl::StatusOr<AssessmentChange> ProveCompetence(Assessment assessment, Statement proof,
                                                 absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckWords("text", proof.text, kLongestStatement));
  DRIEHOEK_RETURN_IF_ERROR(CheckBeforeJudgement(assessment));
  assessment.proof_of_competence = std::move(proof);
  return WithInput(std::move(assessment), now);
}

absl::StatusOr<AssessmentChange> Except(Assessment assessment, absl::string_view reason,
                                        const PersonId& examiner, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckExaminer(assessment, examiner));
  DRIEHOEK_RETURN_IF_ERROR(CheckWords("reason", reason, 1000));
  DRIEHOEK_RETURN_IF_ERROR(CheckBeforeJudgement(assessment));
  const std::vector<Input> missing = MissingInputs(assessment);
  if (assessment.state != State::kOpen || missing.empty()) {
    return Refused("INPUTS_NOT_MISSING", "nothing is missing that an exception is needed for");
  }
  assessment.inputs_exception = InputsException{missing, std::string(reason), examiner, now};
  return Done(std::move(assessment), State::kInputsComplete, {Told::kInputsComplete}, now);
}

absl::StatusOr<AssessmentChange> Judge(Assessment assessment, const Verdict& verdict,
                                       const Basis& basis, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckExaminer(assessment, verdict.examiner));
  switch (assessment.state) {
    case State::kOpen:
      return Refused("INPUTS_MISSING", "inputs are missing and no exception was recorded");
    case State::kInputsComplete:
      break;
    case State::kJudged:
      if (!AnswersAppeal(assessment)) break;
      return Refused("ASSESSMENT_APPEALED", "decide on the appeal instead");
    case State::kAppealed:
      return Refused("ASSESSMENT_APPEALED", "decide on the appeal instead");
    case State::kPublished:
      return Published();
    case State::kFinal:
      return Final();
  }
  DRIEHOEK_RETURN_IF_ERROR(CheckDistance(assessment, basis.around));
  DRIEHOEK_RETURN_IF_ERROR(CheckVerdict(verdict, basis));
  Judgement judgement{.outcomes = verdict.outcomes,
                      .mark_tenths = verdict.mark_tenths,
                      .reason = verdict.reason,
                      .examiner = verdict.examiner};
  return WithJudgement(std::move(assessment), std::move(judgement), basis, now);
}

absl::StatusOr<AssessmentChange> Publish(Assessment assessment,
                                         const std::vector<EvidenceFact>& evidence,
                                         const ProofPolicy& policy, absl::CivilDay today,
                                         absl::Time now) {
  if (assessment.state == State::kFinal) return Final();
  if (assessment.state == State::kPublished) return Published();
  if (assessment.state != State::kJudged) {
    return Refused("ASSESSMENT_NOT_JUDGED", "the examiner has not decided");
  }
  Judgement& judgement = assessment.judgements.back();
  std::vector<EvidenceId> uses;
  std::vector<FactVersion> relies_on = {policy.programme_variant};
  for (const Weighed& weighed : judgement.evidence) {
    if (weighed.exclusion.has_value()) continue;
    const auto found = std::find_if(evidence.begin(), evidence.end(), [&](const EvidenceFact& one) {
      return one.id == weighed.item && one.version == weighed.version &&
             !one.exclusion.has_value() && one.outcome_codes == weighed.outcome_codes;
    });
    if (found == evidence.end()) {
      return Error(absl::StatusCode::kAborted, "EVIDENCE_CHANGED",
                   "evidence that counts has changed since: judge again");
    }
    uses.push_back(found->id);
  }
  judgement.publish_time = now;
  assessment.appeal_until = today + policy.appeal_weeks * kDaysInWeek;
  AssessmentChange change = Done(std::move(assessment), State::kPublished, {Told::kPublished}, now);
  change.relies_on = std::move(relies_on);
  change.uses = std::move(uses);
  return change;
}

absl::StatusOr<AssessmentChange> MakeAppeal(Assessment assessment, absl::string_view grounds,
                                            absl::CivilDay today, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckWords("grounds", grounds, kLongestReason));
  switch (ShownState(assessment)) {
    case State::kOpen:
    case State::kInputsComplete:
    case State::kJudged:
      return Refused("ASSESSMENT_NOT_PUBLISHED", "nothing was published to appeal against");
    case State::kPublished:
      break;
    case State::kAppealed:
      return Refused("ASSESSMENT_APPEALED", "the student appealed already");
    case State::kFinal:
      return Final();
  }
  if (today > assessment.appeal_until.value_or(absl::CivilDay())) {
    return Refused("APPEAL_WINDOW_CLOSED", "the time for an appeal is over");
  }
  if (assessment.appeals.size() >= kMostAppeals) {
    return Refused("APPEALS_TOO_MANY", "there are at most 10 appeals");
  }
  assessment.appeals.push_back({.judgement_version = PublishedVersion(assessment),
                                .grounds = std::string(grounds),
                                .time = now});
  return Done(std::move(assessment), State::kAppealed, {Told::kAppealed}, now);
}

absl::StatusOr<AssessmentChange> DecideAppeal(Assessment assessment, Decision decision,
                                              const Verdict& verdict, const Basis& basis,
                                              absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckExaminer(assessment, verdict.examiner));
  if (assessment.state != State::kAppealed && !AnswersAppeal(assessment)) {
    return Refused("ASSESSMENT_NOT_APPEALED", "no appeal waits for a decision");
  }
  DRIEHOEK_RETURN_IF_ERROR(CheckDistance(assessment, basis.around));
  const Judgement* const holding = Holding(assessment);
  Judgement judgement{.examiner = verdict.examiner,
                      .appeal = static_cast<int>(assessment.appeals.size())};
  switch (decision) {
    case Decision::kUpheld:
      DRIEHOEK_RETURN_IF_ERROR(CheckVerdict(verdict, basis));
      judgement.outcomes = verdict.outcomes;
      judgement.mark_tenths = verdict.mark_tenths;
      break;
    case Decision::kRejected:
      DRIEHOEK_RETURN_IF_ERROR(CheckWords("reason", verdict.reason, kLongestReason));
      judgement.outcomes = holding->outcomes;
      judgement.mark_tenths = holding->mark_tenths;
      break;
  }
  judgement.reason = verdict.reason;
  assessment.appeals.back().decision =
      AppealDecision{decision, verdict.reason, verdict.examiner, now};
  return WithJudgement(std::move(assessment), std::move(judgement), basis, now);
}

std::optional<AssessmentChange> PassTime(const Assessment& assessment, absl::CivilDay today,
                                         absl::Time now) {
  const std::optional<absl::CivilDay> look = NextLook(assessment);
  if (!look.has_value() || today < *look) return std::nullopt;
  return Done(assessment, State::kFinal, {Told::kFinal}, now);
}

std::optional<absl::CivilDay> NextLook(const Assessment& assessment) {
  if (assessment.state != State::kPublished) return std::nullopt;
  return *assessment.appeal_until + 1;
}

}  // namespace driehoek::progress::assessment
