// How an assessment is opened, filled, judged, published, appealed against and closed: pure
// decisions (domain text 6.2). A decision returns the assessment after, what others are told, and
// what it relied on. Inputs change before a judgement only: ASSESSMENT_JUDGED, ASSESSMENT_PUBLISHED
// or ASSESSMENT_FINAL afterwards, each FAILED_PRECONDITION.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/assessment/assessment.h"
#include "progress/assessment/facts.h"
#include "progress/facts.h"
#include "progress/proof_facts.h"

namespace driehoek::progress::assessment {

// What others are told, one event each.
enum class Told { kOpen, kInputsComplete, kJudged, kPublished, kAppealed, kFinal };

struct AssessmentChange {
  Assessment after;
  std::vector<Told> told;
  std::vector<FactVersion> relies_on;
  // Evidence that becomes used in the same commit.
  std::vector<EvidenceId> uses;
};

inline constexpr std::size_t kMostAppeals = 10;

// Who stands where around the student today.
struct Around {
  PlacementFact placement;
  ContactFact contact;
};

// `draft` names the examiner and has passed its checks. INVALID_ARGUMENT / SAME_PERSON for the
// student; FAILED_PRECONDITION / EXAMINER_IS_SUPERVISOR, EXAMINER_IS_CONTACT_PERSON.
absl::StatusOr<AssessmentChange> Open(Assessment draft, const Around& around, absl::Time now);

// Before a judgement, or while an appeal waits. As Open.
absl::StatusOr<AssessmentChange> NameExaminer(Assessment assessment, const PersonId& examiner,
                                              std::optional<Recognition> recognition,
                                              const Around& around, absl::Time now);

// Each puts an input in the place of the one before; it has passed its check.
absl::StatusOr<AssessmentChange> GiveAdvice(Assessment assessment, Advice advice, absl::Time now);
absl::StatusOr<AssessmentChange> RecordTalk(Assessment assessment, Talk talk, absl::Time now);
absl::StatusOr<AssessmentChange> HandIn(Assessment assessment, Product product, absl::Time now);
// INVALID_ARGUMENT naming `text`.
absl::StatusOr<AssessmentChange> Reflect(Assessment assessment, Statement reflection,
                                         absl::Time now);
absl::StatusOr<AssessmentChange> ProveCompetence(Assessment assessment, Statement proof,
                                                 absl::Time now);

// INVALID_ARGUMENT naming `reason`; PERMISSION_DENIED / NOT_THE_EXAMINER; FAILED_PRECONDITION /
// INPUTS_NOT_MISSING.
absl::StatusOr<AssessmentChange> Except(Assessment assessment, absl::string_view reason,
                                        const PersonId& examiner, absl::Time now);

// What an examiner decides, and on what.
struct Verdict {
  std::vector<OutcomeJudgement> outcomes;
  int mark_tenths = 0;
  std::string reason;
  PersonId examiner;
};
struct Basis {
  Around around;
  std::vector<Outcome> outcomes;       // of the set that applies
  std::vector<EvidenceFact> evidence;  // of the placement
};
// A judgement that is not published takes the place of the one before. INVALID_ARGUMENT naming
// every wrong field; PERMISSION_DENIED / NOT_THE_EXAMINER; FAILED_PRECONDITION / INPUTS_MISSING,
// EXAMINER_IS_SUPERVISOR, EXAMINER_IS_CONTACT_PERSON, ASSESSMENT_PUBLISHED, ASSESSMENT_APPEALED,
// ASSESSMENT_FINAL.
absl::StatusOr<AssessmentChange> Judge(Assessment assessment, const Verdict& verdict,
                                       const Basis& basis, absl::Time now);

// `evidence` is that of the placement now. ABORTED / EVIDENCE_CHANGED; FAILED_PRECONDITION /
// ASSESSMENT_NOT_JUDGED.
absl::StatusOr<AssessmentChange> Publish(Assessment assessment,
                                         const std::vector<EvidenceFact>& evidence,
                                         const ProofPolicy& policy, absl::CivilDay today,
                                         absl::Time now);

// INVALID_ARGUMENT naming `grounds`; FAILED_PRECONDITION / ASSESSMENT_NOT_PUBLISHED,
// ASSESSMENT_APPEALED, ASSESSMENT_FINAL, APPEAL_WINDOW_CLOSED, APPEALS_TOO_MANY.
absl::StatusOr<AssessmentChange> MakeAppeal(Assessment assessment, absl::string_view grounds,
                                            absl::CivilDay today, absl::Time now);

// `verdict.outcomes` and mark count for an appeal that is upheld; one that is rejected repeats the
// judgement that holds. As Judge; FAILED_PRECONDITION / ASSESSMENT_NOT_APPEALED.
absl::StatusOr<AssessmentChange> DecideAppeal(Assessment assessment, Decision decision,
                                              const Verdict& verdict, const Basis& basis,
                                              absl::Time now);

// The window for an appeal is over by `today`: PUBLISHED becomes FINAL. Nothing when it is not.
std::optional<AssessmentChange> PassTime(const Assessment& assessment, absl::CivilDay today,
                                         absl::Time now);

// The day from which PassTime brings something; nothing when none.
std::optional<absl::CivilDay> NextLook(const Assessment& assessment);

}  // namespace driehoek::progress::assessment

template <>
struct driehoek::EnumNames<driehoek::progress::assessment::Told> {
  // The types of the events.
  static constexpr std::array<absl::string_view, 6> kNames = {
      "assessment.open",      "assessment.inputs_complete", "assessment.judged",
      "assessment.published", "assessment.appealed",        "assessment.final"};
};
