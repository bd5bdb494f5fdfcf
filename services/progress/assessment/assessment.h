// The judgement on what a student learned at a workplace: its inputs, the mark, appeals (R69 to
// R72).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/assessment/facts.h"
#include "progress/facts.h"
#include "progress/proof_facts.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::progress::assessment {

using AssessmentId = StrongId<struct AssessmentTag>;

// In the order of the contract, like every enumeration here.
enum class State { kOpen, kInputsComplete, kJudged, kPublished, kAppealed, kFinal };
enum class Input { kAdvice, kTalk, kProduct, kReflection, kProofOfCompetence };
enum class TalkKind { kTalk, kPresentation };
enum class Decision { kUpheld, kRejected };

// Why the examiner may be supervisor or contact person of the student (R69).
struct Recognition {
  std::string reference;
  std::string reason;
  PersonId recorder;
  absl::Time time;
  friend bool operator==(const Recognition&, const Recognition&) = default;
};

struct OutcomeAdvice {
  std::string code;
  int level = 0;  // 1 to 4; 0: cannot say
  std::string remark;
  friend bool operator==(const OutcomeAdvice&, const OutcomeAdvice&) = default;
};
struct Advice {
  std::vector<OutcomeAdvice> outcomes;
  std::string remarks;
  PersonId supervisor;
  absl::Time time;
  friend bool operator==(const Advice&, const Advice&) = default;
};

struct Talk {
  TalkKind kind = TalkKind::kTalk;
  absl::CivilDay held_date;
  std::string notes;
  PersonId recorder;
  absl::Time time;
  friend bool operator==(const Talk&, const Talk&) = default;
};

struct Product {
  EvidenceId item;
  int version = 0;
  absl::Time submission_time;  // when it was handed in, whoever recorded it
  PersonId submitter;
  friend bool operator==(const Product&, const Product&) = default;
};

struct Statement {
  std::string text;
  PersonId author;
  absl::Time time;
  friend bool operator==(const Statement&, const Statement&) = default;
};

struct InputsException {
  std::vector<Input> missing;
  std::string reason;
  PersonId examiner;
  absl::Time time;
  friend bool operator==(const InputsException&, const InputsException&) = default;
};

struct OutcomeJudgement {
  std::string code;
  int level = 0;  // 1 to 4
  std::string reason;
  friend bool operator==(const OutcomeJudgement&, const OutcomeJudgement&) = default;
};

// A version of evidence as it was when it was looked at.
struct Weighed {
  EvidenceId item;
  int version = 0;
  std::string title;
  std::vector<std::string> outcome_codes;
  std::optional<Exclusion> exclusion;  // absent: it counts
  friend bool operator==(const Weighed&, const Weighed&) = default;
};

// Its version is its place in the list, from 1. Once published nothing of it changes.
struct Judgement {
  std::vector<OutcomeJudgement> outcomes;
  int mark_tenths = 0;  // 10 to 100
  std::string reason;
  PersonId examiner;
  absl::Time time;
  std::optional<absl::Time> publish_time;
  std::vector<Weighed> evidence;
  int appeal = 0;  // number of the appeal that it answers; 0: none
  friend bool operator==(const Judgement&, const Judgement&) = default;
};

struct AppealDecision {
  Decision decision = Decision::kUpheld;
  std::string reason;
  PersonId decider;
  absl::Time time;
  friend bool operator==(const AppealDecision&, const AppealDecision&) = default;
};
// Its number is its place in the list, from 1.
struct Appeal {
  int judgement_version = 0;
  std::string grounds;
  absl::Time time;
  std::optional<AppealDecision> decision;
  friend bool operator==(const Appeal&, const Appeal&) = default;
};

struct Assessment {
  AssessmentId id;
  PlacementId placement;
  // From the placement, at making: for the reach of callers, and for where a mark goes.
  PersonId student;
  EnrolmentId enrolment;
  ProgrammeId programme;
  PersonId examiner;
  std::optional<Recognition> recognition;
  State state = State::kOpen;
  std::optional<Advice> advice;
  std::optional<Talk> talk;
  std::optional<Product> product;
  std::optional<Statement> reflection;
  std::optional<Statement> proof_of_competence;
  std::optional<InputsException> inputs_exception;
  std::vector<Judgement> judgements;           // oldest first
  std::vector<Appeal> appeals;                 // oldest first
  std::optional<absl::CivilDay> appeal_until;  // of the judgement that holds
  absl::Time create_time;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: not stored yet
};

std::vector<Input> MissingInputs(const Assessment& assessment);
// The last one that was published; null before.
const Judgement* Holding(const Assessment& assessment);
// Number of it; 0 before.
int PublishedVersion(const Assessment& assessment);
// The state as it is for whoever may not know of a judgement that is not published.
State ShownState(const Assessment& assessment);
// "7.5".
std::string MarkText(int tenths);

// Name every field that is not as the contract asks, below `advice`, `talk` and so on.
// OUTCOME_UNKNOWN, OUTCOME_REPEATED and those of field_checks.h.
void Check(const Advice& advice, const std::vector<Outcome>& known, FieldViolations& violations);
// DATE_IN_FUTURE.
void Check(const Talk& talk, absl::CivilDay today, FieldViolations& violations);
void Check(const Recognition& recognition, FieldViolations& violations);
// OUTCOME_MISSING too: each of `meant` is judged.
void Check(const std::vector<OutcomeJudgement>& outcomes, int mark_tenths,
           const std::vector<Outcome>& known, const std::vector<Outcome>& meant,
           FieldViolations& violations);

}  // namespace driehoek::progress::assessment

namespace driehoek {

template <>
struct EnumNames<progress::assessment::State> {
  static constexpr std::array<absl::string_view, 6> kNames = {
      "open", "inputs_complete", "judged", "published", "appealed", "final"};
};
template <>
struct EnumNames<progress::assessment::Input> {
  static constexpr std::array<absl::string_view, 5> kNames = {"advice", "talk", "product",
                                                              "reflection", "proof_of_competence"};
};
template <>
struct EnumNames<progress::assessment::TalkKind> {
  static constexpr std::array<absl::string_view, 2> kNames = {"talk", "presentation"};
};
template <>
struct EnumNames<progress::assessment::Decision> {
  static constexpr std::array<absl::string_view, 2> kNames = {"upheld", "rejected"};
};

}  // namespace driehoek
