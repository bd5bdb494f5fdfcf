// What may happen to an agreement, and what follows from it: pure decisions (domain text 6.2). Each
// looks at the present state, a command and the time, and returns the change to store or a refusal.
//
//   DRAFT -> IN_REVIEW -> OFFERED -> PARTIALLY_SIGNED -> IN_FORCE -> SUPERSEDED, EXPIRED,
//   TERMINATED IN_REVIEW -> DRAFT (sent back); OFFERED, PARTIALLY_SIGNED -> DECLINED; before
//   IN_FORCE -> WITHDRAWN
//
// Who may ask for it is decided before, in policy.h; the Actor is taken at its word here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "agreement/agreement.h"
#include "agreement/clause_rules.h"
#include "agreement/placement_facts.h"

namespace driehoek::agreement {

// Who does it; empty for the clock.
struct Actor {
  PersonId person;
  std::string name;
  std::optional<PartyRole> side;
};

// --- drafting ---

struct DraftCommand {
  AgreementId id;
  Language language = Language::kDutch;
  FrameworkId framework;
  std::string framework_title;
};

// The first version, from the facts of the placement and a template. FAILED_PRECONDITION /
// PLACEMENT_NOT_CONFIRMED without a fixed workplace and a supervisor on the floor. Without a
// contact person the programme's signer stays open until somebody names one.
absl::StatusOr<AgreementChange> Draft(const DraftCommand& command, const PlacementFacts& facts,
                                      const Template& source, const Actor& actor, absl::Time now);

// New values of a draft; absent ones stay as they are. Checked by draft_update.h before.
struct DraftUpdate {
  std::optional<std::vector<Clause>> clauses;
  std::optional<std::vector<Commitment>> commitments;
  std::optional<std::vector<ResponsibilityRow>> responsibilities;
  std::optional<std::vector<Party>> parties;
  std::optional<absl::CivilDay> start_day;
  std::optional<absl::CivilDay> end_day;
  std::optional<int> weekly_hours;
};

// Changes the draft; a version in review becomes a draft again and its checks are cleared. A
// changed row of the matrix takes every acceptance away (R10). FAILED_PRECONDITION /
// VERSION_NOT_DRAFT; INVALID_ARGUMENT / END_BEFORE_START, PERIOD_TOO_LONG.
absl::StatusOr<AgreementChange> UpdateDraft(const Agreement& before, const DraftUpdate& update,
                                            const PlacementFacts& facts, const Actor& actor,
                                            absl::Time now);

// DRAFT becomes IN_REVIEW. FAILED_PRECONDITION / VERSION_NOT_DRAFT, CLAUSES_MISSING (metadata
// `clauses`), SIGNERS_INCOMPLETE, NOTHING_CHANGED (an amendment that changes nothing, or not what
// its kind says; metadata `kind`).
absl::StatusOr<AgreementChange> Submit(const Agreement& before, const PlacementFacts& facts,
                                       const Actor& actor, absl::Time now);

// The check whose turn it is; none when all are done or the version is not in review.
std::optional<ValidationStep> NextValidation(const Agreement& agreement);

// Records the check `step`. With the last one the version is OFFERED under `document_hash`, the
// hash of the text as it stands now. FAILED_PRECONDITION / VERSION_NOT_IN_REVIEW,
// VALIDATION_OUT_OF_ORDER, CLAUSES_MISSING, SIGNERS_INCOMPLETE.
absl::StatusOr<AgreementChange> Validate(const Agreement& before, ValidationStep step,
                                         const PlacementFacts& facts,
                                         absl::string_view document_hash, const Actor& actor,
                                         absl::Time now);

// IN_REVIEW becomes DRAFT. FAILED_PRECONDITION / VERSION_NOT_IN_REVIEW, VALIDATION_OUT_OF_ORDER.
absl::StatusOr<AgreementChange> Return(const Agreement& before, ValidationStep step,
                                       absl::string_view reason, const Actor& actor,
                                       absl::Time now);

// Opens a new version with the content of the one in force, which keeps counting (R17). Acceptances
// of the matrix go along until a row changes. FAILED_PRECONDITION / VERSION_NOT_IN_FORCE,
// AMENDMENT_OPEN.
absl::StatusOr<AgreementChange> Amend(const Agreement& before, AmendmentKind kind,
                                      absl::string_view reason, const Actor& actor, absl::Time now);

// --- signing ---

// The party of `actor` says yes to the matrix as it stands. A second yes changes nothing.
// FAILED_PRECONDITION / VERSION_FINAL.
absl::StatusOr<AgreementChange> AcceptResponsibilities(const Agreement& before, PartyRole role,
                                                       const Actor& actor, absl::Time now);

// The signer saw the text. Nothing to do (an empty timeline) unless the signature was only
// requested.
AgreementChange NoteOpened(const Agreement& before, PartyRole role, const Actor& actor,
                           absl::Time now);

struct SignCommand {
  int number = 0;
  PartyRole role = PartyRole::kStudent;
  std::string document_hash;     // of the text that was shown
  std::string consent;           // as it was shown
  std::string expected_consent;  // as it should have been shown
  bool accepts_responsibilities = false;
};

// Whether the signature could be given now; asked before a code is spent, and again by Sign.
// ABORTED / STALE_VERSION when another text is offered than was shown; FAILED_PRECONDITION /
// VERSION_NOT_OFFERED, ALREADY_SIGNED, RESPONSIBILITIES_NOT_ACCEPTED, PERIOD_OVER when the last day
// has passed in `zone`; INVALID_ARGUMENT / CONSENT_MISSING.
absl::Status CheckSignable(const Agreement& before, const SignCommand& command, absl::TimeZone zone,
                           absl::Time now);

// Signs. With the third signature the version is IN_FORCE and the one before it SUPERSEDED; views
// of promises that did not change go along. `evidence` says what is known of the signer; hash,
// consent and order are filled in here. The sealed file is added by the caller (AttachSealed).
absl::StatusOr<AgreementChange> Sign(const Agreement& before, const SignCommand& command,
                                     const Evidence& evidence, absl::TimeZone zone,
                                     const Actor& actor, absl::Time now);

// The version that came in force by this change; null when none did.
Version* CameInForce(AgreementChange& change);

// The version becomes DECLINED. FAILED_PRECONDITION / VERSION_NOT_OFFERED, ALREADY_SIGNED.
absl::StatusOr<AgreementChange> Decline(const Agreement& before, PartyRole role,
                                        absl::string_view reason, const Actor& actor,
                                        absl::Time now);

// The line that a refused attempt to sign leaves in the timeline; nothing else changes.
TimelineEntry SigningRefused(const Agreement& agreement, const Actor& actor, absl::Time now);

// --- ending and keeping ---

// WITHDRAWN before all have signed. FAILED_PRECONDITION / VERSION_IN_FORCE when nothing is on its
// way but a version counts, VERSION_FINAL when all is over.
absl::StatusOr<AgreementChange> Withdraw(const Agreement& before, absl::string_view reason,
                                         const Actor& actor, absl::Time now);

// Somebody asks the practice office for an end. FAILED_PRECONDITION / VERSION_FINAL.
absl::StatusOr<AgreementChange> RequestEnd(const Agreement& before, absl::string_view reason,
                                           const Actor& actor, absl::Time now);

struct TerminateCommand {
  std::string ground;
  std::string reason;
  absl::CivilDay last_day;
};
// TERMINATED. FAILED_PRECONDITION / VERSION_NOT_IN_FORCE; INVALID_ARGUMENT / GROUND_MISSING without
// a ground or without a clause on ending early to rest it on, DATE_OUTSIDE_PERIOD. An open
// amendment is withdrawn with it.
absl::StatusOr<AgreementChange> Terminate(const Agreement& before, const TerminateCommand& command,
                                          const Actor& actor, absl::Time now);

struct MarkCommand {
  std::string commitment;
  CommitmentStatus status = CommitmentStatus::kKept;
  std::string note;
};
// The view of one party on one promise of the version in force (R18). FAILED_PRECONDITION /
// VERSION_NOT_IN_FORCE; NOT_FOUND / COMMITMENT_NOT_FOUND.
absl::StatusOr<AgreementChange> MarkCommitment(const Agreement& before, const MarkCommand& command,
                                               PartyRole role, const Actor& actor, absl::Time now);

// --- the clock ---

// EXPIRED when the last day of the version in force is before `today`; else nothing. An open
// amendment is withdrawn with it.
std::optional<AgreementChange> Expire(const Agreement& before, absl::CivilDay today,
                                      absl::Time now);

// Overdue when `today` is past the due day, nothing is in force, the newest version is still on its
// way and this was not noted before (R21); else nothing.
std::optional<AgreementChange> BecomeOverdue(const Agreement& before, absl::CivilDay today,
                                             absl::Time now);

}  // namespace driehoek::agreement
