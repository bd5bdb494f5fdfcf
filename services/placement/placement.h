// One student at one workplace for a period.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement {

using PlacementId = StrongId<struct PlacementTag>;
using EnrolmentId = StrongId<struct PlacementEnrolmentTag>;
using ProgrammeId = StrongId<struct PlacementProgrammeTag>;
using VariantId = StrongId<struct PlacementVariantTag>;
using OrganisationId = StrongId<struct PlacementOrganisationTag>;
using WorkplaceId = StrongId<struct PlacementWorkplaceTag>;
using SupervisorId = StrongId<struct PlacementSupervisorTag>;
using CapacityOfferId = StrongId<struct PlacementCapacityOfferTag>;

// In the order of the contract, like every enumeration here.
enum class Variant { kFullTime, kPartTime, kDual };
enum class Funding { kFunded, kNonFunded };

// Kind of workplace learning (R3).
enum class Form {
  kInternship,
  kRibbonInternship,
  kGraduationInternship,
  kOwnWorkplace,
  kDualPost,
  kInCompany,
  kShortAssignment,
  kSchoolProject,
  kOwnBusiness,
};

enum class State {
  kSearching,
  kProposed,
  kScreened,
  kConfirmed,
  kReady,
  kActive,
  kPaused,
  kFinishing,
  kCompleted,
  kEndedEarly,
};

// Who brought student and workplace together (R28, R29).
enum class Origin {
  kPracticeOffice,
  kMatchingRound,
  kStudentProposed,
  kTeacherNetwork,
  kFellowStudent,
  kOwnEmployer,
  kContinuation,
};

// Which agreement the policy asks for (R14, R15).
enum class AgreementRule { kThreeParty, kThreePartyLegal, kDesirable };

struct Placement {
  PlacementId id;
  PersonId student;
  EnrolmentId enrolment;
  // From the enrolment, at creation.
  ProgrammeId programme;
  VariantId programme_variant;
  Variant variant = Variant::kFullTime;
  Funding funding = Funding::kFunded;
  int phase = 0;
  Form form = Form::kInternship;
  // Empty while searching.
  OrganisationId organisation;
  WorkplaceId workplace;
  // The supervisor on the floor and the person behind the profile; empty until confirmed.
  SupervisorId supervisor;
  PersonId supervisor_person;
  absl::CivilDay start_date;
  absl::CivilDay end_date;  // inclusive
  int weekly_hours = 0;
  int load_hours = 0;
  State state = State::kSearching;
  std::string end_reason;        // why it ended early, or without a judgement
  std::optional<Origin> origin;  // absent: not said
  // The two axes of R4, each 1 to 5; 0: not said yet.
  int collaboration_level = 0;
  int authenticity_level = 0;
  std::vector<std::string> outcome_codes;  // meant to be covered, in the order given (R6, R30)
  CapacityOfferId capacity_offer;          // the offer it takes a place of; may be empty
  // Proposed workplaces that would not do, and why the last one would not (R31).
  int refusal_count = 0;
  std::string refusal_reason;
  int escalation_step = 0;  // marks of the search clock that were told already (R27)
  absl::Time create_time;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: not stored yet
};

enum class BlockerKind {
  kAgreementNotInForce,
  kClauseMissing,
  kContactPersonMissing,
  kResponsibilitiesNotAccepted,
  kNotStartedYet,
  kSupervisorMissing,
  kScanMissing,
  kScanUnfit,
  kScanExpired,
};

// Something that keeps the placement from starting.
struct Blocker {
  BlockerKind kind = BlockerKind::kNotStartedYet;
  std::string detail;  // for kClauseMissing the code of the clause
  friend bool operator==(const Blocker&, const Blocker&) = default;
};

// Names to show beside the resource names.
struct Labels {
  std::string student;
  std::string programme;
  std::string organisation;
  std::string workplace;
  std::string supervisor;
  std::string contact_person;
};

// Ended, as planned or before its time.
bool IsFinal(State state);
// Day one has been.
bool HasStarted(State state);
// Takes attention of its supervisor (R23): from confirmed on, until it is over.
bool TakesAttention(State state);

// Whether the side of the employer may know of it at all: not of a search, nor of one that ended
// before anybody at the organisation was involved (R32, I5). A proposal of the student's own
// employer is no secret from that employer.
bool IsShownToEmployer(const Placement& placement);

// Names every field that is not as the contract asks: END_BEFORE_START, PERIOD_TOO_LONG (5 years),
// SUPERVISOR_WITHOUT_WORKPLACE, OFFER_WITHOUT_WORKPLACE, OUTCOMES_TOO_MANY (50),
// OUTCOME_CODE_REPEATED, and those of field_checks.h.
void Check(const Placement& placement, FieldViolations& violations);

}  // namespace driehoek::placement

namespace driehoek {

template <>
struct EnumNames<placement::Variant> {
  static constexpr std::array<absl::string_view, 3> kNames = {"full_time", "part_time", "dual"};
};
template <>
struct EnumNames<placement::Funding> {
  static constexpr std::array<absl::string_view, 2> kNames = {"funded", "non_funded"};
};
template <>
struct EnumNames<placement::Form> {
  static constexpr std::array<absl::string_view, 9> kNames = {
      "internship", "ribbon_internship", "graduation_internship", "own_workplace", "dual_post",
      "in_company", "short_assignment",  "school_project",        "own_business"};
};
template <>
struct EnumNames<placement::State> {
  static constexpr std::array<absl::string_view, 10> kNames = {
      "searching", "proposed", "screened",  "confirmed", "ready",
      "active",    "paused",   "finishing", "completed", "ended_early"};
};
template <>
struct EnumNames<placement::Origin> {
  static constexpr std::array<absl::string_view, 7> kNames = {
      "practice_office", "matching_round", "student_proposed", "teacher_network",
      "fellow_student",  "own_employer",   "continuation"};
};
template <>
struct EnumNames<placement::BlockerKind> {
  static constexpr std::array<absl::string_view, 9> kNames = {
      "agreement_not_in_force",        "clause_missing",  "contact_person_missing",
      "responsibilities_not_accepted", "not_started_yet", "supervisor_missing",
      "scan_missing",                  "scan_unfit",      "scan_expired"};
};

}  // namespace driehoek
