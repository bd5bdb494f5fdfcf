// The values of an agreement of three parties (domain text 6.1): what is agreed, by whom, and where
// it stands. Plain data without rules; the rules are in lifecycle.h, clause_rules.h and policy.h.
//
// Enumerators carry the numbers of the contract (proto/driehoek/v1/agreement.proto), which
// agreement_proto.cc asserts; 0 never occurs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "shared/base/strong_id.h"

namespace driehoek::agreement {

using AgreementId = StrongId<struct AgreementTag>;
using PlacementId = StrongId<struct PlacementTag>;
using OrganisationId = StrongId<struct OrganisationTag>;
using FrameworkId = StrongId<struct FrameworkTag>;
using TemplateId = StrongId<struct TemplateTag>;

// Sides of the triangle.
enum class PartyRole { kStudent = 1, kProgramme = 2, kWorkplace = 3 };
inline constexpr PartyRole kAllParties[] = {PartyRole::kStudent, PartyRole::kProgramme,
                                            PartyRole::kWorkplace};

// Modes of study, WHW article 7.7.
enum class Variant { kFullTime = 1, kPartTime = 2, kDual = 3 };
enum class Funding { kFunded = 1, kNonFunded = 2 };
enum class Language { kDutch = 1, kEnglish = 2 };

// What the document is called: onderwijsarbeidsovereenkomst, stageovereenkomst,
// praktijkovereenkomst.
enum class Kind { kTripartite = 1, kInternship = 2, kPractice = 3 };

enum class VersionState {
  kDraft = 1,
  kInReview = 2,
  kOffered = 3,
  kPartiallySigned = 4,
  kInForce = 5,
  kSuperseded = 6,
  kExpired = 7,
  kTerminated = 8,
  kDeclined = 9,
  kWithdrawn = 10,
};
inline constexpr int kVersionStateCount = 10;

enum class AmendmentKind {
  kPeriod = 1,
  kPlace = 2,
  kSupervisor = 3,
  kTasks = 4,
  kInterruption = 5,
  kTermination = 6,
};

enum class ClauseBasis { kLaw = 1, kPolicy = 2, kFree = 3 };

// Whose check comes before the offer, in the programme's own order.
enum class ValidationStep { kTeacher = 1, kPracticeOffice = 2, kProgrammeManager = 3 };

enum class CommitmentStatus { kKept = 1, kAtRisk = 2, kBroken = 3 };

// Rows of the responsibility matrix (R10).
enum class Task { kFind = 1, kArrange = 2, kContact = 3, kDecide = 4, kPayTime = 5 };
inline constexpr Task kAllTasks[] = {Task::kFind, Task::kArrange, Task::kContact, Task::kDecide,
                                     Task::kPayTime};

enum class SignatureState { kRequested = 1, kOpened = 2, kSigned = 3, kRefused = 4 };

// One of the three who sign, as it stands in the document.
struct Party {
  PartyRole role = PartyRole::kStudent;
  PersonId person;  // empty: nobody is named yet
  std::string display_name;
  std::string capacity;  // in what quality the person signs; may be empty
  // Organisation or programme; empty for the student.
  std::string organisation_name;
  // The host organisation, for the workplace only.
  OrganisationId organisation;
  friend bool operator==(const Party&, const Party&) = default;
};

struct Clause {
  std::string code;
  std::string heading;  // empty: the shipped heading of the code
  std::string text;     // empty: still missing
  ClauseBasis basis = ClauseBasis::kFree;
  std::string source;  // where it is asked for; empty when nobody does
  friend bool operator==(const Clause&, const Clause&) = default;
};

struct MissingClause {
  std::string code;
  ClauseBasis basis = ClauseBasis::kLaw;
  std::string source;
  friend bool operator==(const MissingClause&, const MissingClause&) = default;
};

// How one party sees a promise. Views stand side by side; nobody averages them (R18).
struct CommitmentView {
  PartyRole role = PartyRole::kStudent;
  CommitmentStatus status = CommitmentStatus::kKept;
  std::string note;
  absl::Time time;
  friend bool operator==(const CommitmentView&, const CommitmentView&) = default;
};

struct Commitment {
  std::string id;  // stable over versions
  PartyRole owner = PartyRole::kStudent;
  std::string text;
  std::string measure;
  std::vector<CommitmentView> views;
  friend bool operator==(const Commitment&, const Commitment&) = default;
};

struct ResponsibilityRow {
  Task task = Task::kFind;
  PartyRole role = PartyRole::kStudent;
  friend bool operator==(const ResponsibilityRow&, const ResponsibilityRow&) = default;
};

// The yes of one party to the rows as they stand.
struct Acceptance {
  PartyRole role = PartyRole::kStudent;
  absl::Time time;
  friend bool operator==(const Acceptance&, const Acceptance&) = default;
};

// A check by the programme; without person and time it is to come.
struct Validation {
  ValidationStep step = ValidationStep::kPracticeOffice;
  PersonId person;
  std::string display_name;
  std::optional<absl::Time> time;
  friend bool operator==(const Validation&, const Validation&) = default;
};

// What is kept of a signature, so that it can be shown later who agreed to what (R20; domain text
// 5, "Evidence per signer").
struct Evidence {
  std::string document_hash;   // SHA-256 of the text that was shown
  int text_format = 0;         // kDocumentFormat of that text
  std::string consent;         // the sentence that was consented to
  std::string masked_address;  // where the one-time code went
  std::string client_address;  // of the browser, as the adapter saw it; may be empty
  std::string user_agent;      // may be empty
  int order = 0;               // 1, 2, 3: who signed first
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// Where the signature of one party stands. Name and capacity are those of the Party of this role.
struct Signature {
  PartyRole role = PartyRole::kStudent;
  SignatureState state = SignatureState::kRequested;
  absl::Time time;  // since when it stands there
  std::optional<Evidence> evidence;
  friend bool operator==(const Signature&, const Signature&) = default;
};

struct Amendment {
  AmendmentKind kind = AmendmentKind::kPeriod;
  std::string reason;
  std::optional<PartyRole> requested_by;
  // Codes of what differs from the version in force: clause codes and `period`, `parties`,
  // `commitments`, `responsibilities` (R17).
  std::vector<std::string> changed;
  friend bool operator==(const Amendment&, const Amendment&) = default;
};

// How a version ended when it was declined, withdrawn or terminated.
struct Ending {
  PersonId person;  // empty: by the clock
  std::string display_name;
  std::optional<PartyRole> role;
  absl::Time time;
  std::string reason;
  std::string ground;                      // termination only
  std::optional<absl::CivilDay> last_day;  // termination only, inclusive
  friend bool operator==(const Ending&, const Ending&) = default;
};

// The sealed PDF of a version that came in force.
struct SealedFile {
  std::string hash;  // SHA-256 of the bytes, lower-case hex: where the file store keeps it
  std::string file_name;
  std::int64_t size_bytes = 0;
  friend bool operator==(const SealedFile&, const SealedFile&) = default;
};

// One version of the text. Never changed after it was offered (R17).
struct Version {
  int number = 1;
  VersionState state = VersionState::kDraft;
  std::optional<Amendment> amendment;
  std::vector<Party> parties;  // student, programme, workplace, in this order
  absl::CivilDay start_day;
  absl::CivilDay end_day;  // inclusive
  int weekly_hours = 0;
  std::vector<Clause> clauses;
  std::vector<Commitment> commitments;
  std::vector<ResponsibilityRow> responsibilities;
  std::vector<Acceptance> acceptances;
  std::vector<Validation> validations;
  std::vector<Signature> signatures;
  std::string document_hash;  // empty while the text can still change
  std::optional<absl::Time> offer_time;
  std::optional<absl::Time> in_force_time;
  std::optional<Ending> ending;
  std::optional<SealedFile> sealed;
  absl::Time create_time;
  friend bool operator==(const Version&, const Version&) = default;
};

// The agreement of one placement. The names are those of the day it was drafted, for screens and
// for the document; who reaches it is worked out from the ids.
struct Agreement {
  AgreementId id;
  PlacementId placement;
  PersonId student;
  std::string programme_variant;  // full resource name
  Variant variant = Variant::kFullTime;
  Funding funding = Funding::kFunded;
  Kind kind = Kind::kInternship;
  Language language = Language::kDutch;
  std::string student_name;
  std::string programme_name;
  std::string organisation_name;
  std::string institution_name;
  // The version in force; none before the first one is.
  std::optional<Version> in_force;
  // The newest version when it is not, or no longer, in force; when the version in force ended
  // while a newer one was open, the one that ended.
  std::optional<Version> proposal;
  int newest_number = 0;
  absl::CivilDay due_day;
  std::optional<absl::Time> overdue_time;
  FrameworkId framework;        // may be empty
  std::string framework_title;  // as it stands in the document; may be empty
  absl::Time create_time;
  absl::Time update_time;
  std::int64_t version = 0;  // of the whole, for the etag; 0: not stored yet
  friend bool operator==(const Agreement&, const Agreement&) = default;
};

// What happened to an agreement; numbers of AgreementEvent.Type.
enum class EventType {
  kDrafted = 1,
  kChanged = 2,
  kSubmitted = 3,
  kValidated = 4,
  kReturned = 5,
  kOffered = 6,
  kOpened = 7,
  kSigned = 8,
  kInForce = 9,
  kDeclined = 10,
  kWithdrawn = 11,
  kTerminated = 12,
  kSuperseded = 13,
  kExpired = 14,
  kEndRequested = 15,
  kCommitmentMarked = 16,
  kResponsibilitiesAccepted = 17,
  kSigningRefused = 18,
  kOverdue = 19,
};

// One line of the timeline. Its wording is personal data and stays here; what others are told is
// made from it by agreement_events.h.
struct TimelineEntry {
  EventType type = EventType::kDrafted;
  int number = 0;                             // of the version
  VersionState state = VersionState::kDraft;  // of that version afterwards
  absl::Time time;
  PersonId person;  // empty: the clock or a service
  std::string actor;
  std::optional<PartyRole> role;
  std::string note;
  // For kCommitmentMarked.
  std::string commitment;
  std::optional<CommitmentStatus> commitment_status;
  friend bool operator==(const TimelineEntry&, const TimelineEntry&) = default;
};

// What a decision wants stored, all or nothing.
struct AgreementChange {
  Agreement after;
  // Versions that changed and are neither in force nor the proposal afterwards.
  std::vector<Version> retired;
  // What happened, in order.
  std::vector<TimelineEntry> timeline;
  // Only noted: a line in the timeline, and perhaps that a signer opened the text. The version of
  // the whole stays, so that a signer who reads does not make the other signers' etags stale.
  bool is_note = false;
};

// An arrangement with the management of an organisation. It never opens a placement (R19).
// `signatory` is the full resource name of a supervisor profile.
struct FrameworkAgreement {
  FrameworkId id;
  OrganisationId organisation;
  std::string signatory, signatory_name, organisation_name, text;
  absl::CivilDay start_day;
  absl::CivilDay end_day;  // inclusive
  absl::Time create_time;
  std::int64_t version = 0;
  friend bool operator==(const FrameworkAgreement&, const FrameworkAgreement&) = default;
};

// What a new draft starts from, per variant and language.
struct Template {
  TemplateId id;
  Variant variant = Variant::kFullTime;
  Language language = Language::kDutch;
  int number = 1;  // counts up; 1 is the shipped one
  std::vector<Clause> clauses;
  std::vector<Commitment> commitments;
  std::vector<ResponsibilityRow> responsibilities;
  absl::Time create_time;
  friend bool operator==(const Template&, const Template&) = default;
};

// Whether the state is one from which nothing follows.
constexpr bool IsFinal(VersionState state) {
  switch (state) {
    case VersionState::kDraft:
    case VersionState::kInReview:
    case VersionState::kOffered:
    case VersionState::kPartiallySigned:
    case VersionState::kInForce:
      return false;
    case VersionState::kSuperseded:
    case VersionState::kExpired:
    case VersionState::kTerminated:
    case VersionState::kDeclined:
    case VersionState::kWithdrawn:
      return true;
  }
  return true;
}

// Whether the three are being asked to sign.
constexpr bool IsOffered(VersionState state) {
  return state == VersionState::kOffered || state == VersionState::kPartiallySigned;
}

// The version that matters now: the newest one, or the one that ended last.
inline const Version& Newest(const Agreement& agreement) {
  return agreement.proposal.has_value() ? *agreement.proposal : *agreement.in_force;
}

// The newest version while it can still come in force, else null.
inline const Version* OpenProposal(const Agreement& agreement) {
  return agreement.proposal.has_value() && !IsFinal(agreement.proposal->state)
             ? &*agreement.proposal
             : nullptr;
}

// The proposal as far as its signers may see the agreement: an amendment that came to nothing opens
// it to nobody.
inline const Version* VisibleProposal(const Agreement& agreement) {
  if (agreement.in_force.has_value()) return OpenProposal(agreement);
  return agreement.proposal.has_value() ? &*agreement.proposal : nullptr;
}

// Whether something can still become of it: in force, or on its way.
inline bool IsOpen(const Agreement& agreement) {
  return agreement.in_force.has_value() || OpenProposal(agreement) != nullptr;
}

inline const Party* FindParty(const Version& version, PartyRole role) {
  for (const Party& party : version.parties) {
    if (party.role == role) return &party;
  }
  return nullptr;
}

inline const Acceptance* FindAcceptance(const Version& version, PartyRole role) {
  for (const Acceptance& acceptance : version.acceptances) {
    if (acceptance.role == role) return &acceptance;
  }
  return nullptr;
}

inline const Signature* FindSignature(const Version& version, PartyRole role) {
  for (const Signature& signature : version.signatures) {
    if (signature.role == role) return &signature;
  }
  return nullptr;
}

}  // namespace driehoek::agreement
