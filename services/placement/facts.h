// What placements ask of others: ports that the wiring fills in with directory and agreements.
// Read-only, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/placement.h"
#include "shared/auth/caller.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement {

// A foreign resource at the version that was read; a decision that hangs on it commits only while
// it stays.
struct FactVersion {
  std::string name;
  std::int64_t version = 0;
};

struct EnrolmentFact {
  PersonId student;
  ProgrammeId programme;
  VariantId programme_variant;
  Variant variant = Variant::kFullTime;
  Funding funding = Funding::kFunded;
  int phase = 1;
  FactVersion enrolment;
};

// The policy set of the variant, as far as placements go.
struct PolicyFact {
  AgreementRule agreement_rule = AgreementRule::kThreeParty;
  int max_students_per_supervisor = 1;
  int scan_validity_days = 0;           // 0: a scan holds for one placement (R36)
  int scan_lead_days = 0;               // before the first day a scan must be done (R35)
  int signal_working_days = 0;          // within which somebody must see to a signal (R63)
  int continuation_working_days = 0;    // within which a way on has options (R64)
  std::vector<int> search_clock_weeks;  // falling; weeks before the first day (R27)
  FactVersion programme_variant;
};

struct PlaceFact {
  bool has_workplace = false;  // it is there, under the organisation that is named
  // The profile, when it is there under the same organisation.
  std::optional<PersonId> supervisor;
  bool supervisor_is_on_floor = false;  // not its HR or management (R19)
};

struct ContactFact {
  PersonId teacher;  // empty: nobody on that day
  std::optional<FactVersion> assignment;
};

struct AgreementFact {
  bool is_offered = false;  // the parties were asked to sign, now or before
  bool is_in_force = false;
  bool responsibilities_accepted = false;  // by all three (R10)
  std::vector<std::string> missing_clauses;
  std::optional<FactVersion> agreement;  // absent: there is none
};

// How a placement stands with the scan of its workplace (R34, R36).
enum class ScanStanding { kNotAsked, kMissing, kHolds, kUnfit, kExpired };

struct ScanFact {
  ScanStanding standing = ScanStanding::kNotAsked;
  std::optional<FactVersion> scan;  // the one that says so
};

// How a placement stands with its judgement.
struct JudgementFact {
  bool is_published = false;
  std::optional<FactVersion> assessment;  // absent: there is none
};

// What the caller reaches today.
struct ReachFact {
  std::vector<PersonId> students;             // as contact person
  std::vector<OrganisationId> organisations;  // as guest
};

// Places on offer at a workplace, as a placement takes one of them.
struct OfferFact {
  WorkplaceId workplace;
};

// Seats of one offer that nobody has taken.
struct OpenSeats {
  std::vector<ProgrammeId> programmes;  // that may use them; empty: any
  absl::CivilDay start_date;            // of the offer
  absl::CivilDay end_date;              // inclusive
  int seat_count = 0;
  WorkplaceId workplace;
  std::string region;  // of the workplace, where that was asked and is known
};

// How many students other institutions gave one supervisor, from a day on until the next step. A
// number and no more: whose they are nobody is told (R83).
struct ElsewhereStep {
  absl::CivilDay from;
  int student_count = 0;
  friend bool operator==(const ElsewhereStep&, const ElsewhereStep&) = default;
};
// By day, ascending; nobody before the first step.
using Elsewhere = std::vector<ElsewhereStep>;

// The directory.
class DirectoryFacts {
 public:
  virtual ~DirectoryFacts() = default;
  virtual absl::StatusOr<absl::CivilDay> Today(const TenantId& tenant, absl::Time now,
                                               absl::Time deadline) = 0;
  virtual absl::StatusOr<std::optional<EnrolmentFact>> Enrolment(const TenantId& tenant,
                                                                 const EnrolmentId& id,
                                                                 absl::Time deadline) = 0;
  virtual absl::StatusOr<PolicyFact> Policy(const TenantId& tenant, const VariantId& variant,
                                            absl::Time deadline) = 0;
  virtual absl::StatusOr<PlaceFact> Place(const TenantId& tenant, const Placement& placement,
                                          absl::Time deadline) = 0;
  virtual absl::StatusOr<ContactFact> ContactOn(const TenantId& tenant, const PersonId& student,
                                                absl::CivilDay day, absl::Time deadline) = 0;
  virtual absl::StatusOr<ReachFact> Reach(const auth::Caller& caller, absl::CivilDay today,
                                          absl::Time deadline) = 0;
  // One for each placement, in order; the contact person is that of `today`.
  virtual absl::StatusOr<std::vector<Labels>> LabelsOf(const TenantId& tenant,
                                                       const std::vector<Placement>& placements,
                                                       absl::CivilDay today,
                                                       absl::Time deadline) = 0;
  // Codes of the outcome set that applies to the variant; none when it has no set.
  virtual absl::StatusOr<std::vector<std::string>> OutcomeCodes(const TenantId& tenant,
                                                                const VariantId& variant,
                                                                absl::Time deadline) = 0;
  // Display name of the programme of a variant; empty when it is not there.
  virtual absl::StatusOr<std::string> ProgrammeLabel(const TenantId& tenant,
                                                     const VariantId& variant,
                                                     absl::Time deadline) = 0;
  // Where the students look for a place, one for each enrolment, in order; empty: anywhere (R24).
  virtual absl::StatusOr<std::vector<std::string>> RegionsOf(
      const TenantId& tenant, const std::vector<EnrolmentId>& enrolments, absl::Time deadline) = 0;
  // Where the workplaces lie, one for each, in order; empty: not known.
  virtual absl::StatusOr<std::vector<std::string>> RegionsOf(
      const TenantId& tenant, const std::vector<WorkplaceId>& workplaces, absl::Time deadline) = 0;
};

// The workplace scans.
class ScanFacts {
 public:
  virtual ~ScanFacts() = default;
  virtual absl::StatusOr<ScanFact> Of(const TenantId& tenant, const Placement& placement,
                                      absl::CivilDay today, absl::Time deadline) = 0;
};

// The assessments.
class JudgementFacts {
 public:
  virtual ~JudgementFacts() = default;
  virtual absl::StatusOr<JudgementFact> Of(const TenantId& tenant, const PlacementId& placement,
                                           absl::Time deadline) = 0;
};

// A student who may not come to an organisation, or not under one supervisor of it (R22).
struct Conflict {
  PersonId student;
  OrganisationId organisation;
  SupervisorId supervisor;  // empty: under nobody there
};
inline bool Forbids(const Conflict& conflict, const PersonId& student,
                    const OrganisationId& organisation, const SupervisorId& supervisor) {
  return conflict.student == student && conflict.organisation == organisation &&
         (conflict.supervisor.empty() || conflict.supervisor == supervisor);
}

// The conflicts of interest.
class ConflictFacts {
 public:
  virtual ~ConflictFacts() = default;
  // Those of the student that run; of everybody when `student` is empty.
  virtual absl::StatusOr<std::vector<Conflict>> Running(const TenantId& tenant,
                                                        const PersonId& student,
                                                        absl::Time deadline) = 0;
};

// The agreements.
class AgreementFacts {
 public:
  virtual ~AgreementFacts() = default;
  virtual absl::StatusOr<AgreementFact> Of(const TenantId& tenant, const PlacementId& placement,
                                           absl::Time deadline) = 0;
};

// The register's offers of places, by id.
class CapacityOffers {
 public:
  virtual ~CapacityOffers() = default;
  virtual absl::StatusOr<std::optional<OfferFact>> Find(const TenantId& tenant,
                                                        const CapacityOfferId& id,
                                                        absl::Time deadline) = 0;
};

// What is left of the register's offers that hold on some day of [first, last].
class FreeSeats {
 public:
  virtual ~FreeSeats() = default;
  virtual absl::StatusOr<std::vector<OpenSeats>> Between(const TenantId& tenant,
                                                         absl::CivilDay first, absl::CivilDay last,
                                                         absl::Time deadline) = 0;
};

}  // namespace driehoek::placement
