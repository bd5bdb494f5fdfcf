// What all of progress/ asks of placements and of the directory: ports that the wiring fills in.
// Read-only, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "shared/auth/caller.h"
#include "shared/base/strong_id.h"

namespace driehoek::progress {

using PlacementId = StrongId<struct ProgressPlacementTag>;
using EnrolmentId = StrongId<struct ProgressEnrolmentTag>;
using ProgrammeId = StrongId<struct ProgressProgrammeTag>;
using VariantId = StrongId<struct ProgressVariantTag>;

// A foreign resource at the version that was read; a decision that hangs on it commits only while
// it stays.
struct FactVersion {
  std::string name;
  std::int64_t version = 0;
};

// A placement, as far as what happens during it goes.
struct PlacementFact {
  PlacementId id;
  PersonId student;
  EnrolmentId enrolment;
  ProgrammeId programme;
  VariantId programme_variant;
  PersonId supervisor_person;  // on the floor; empty while there is none
  absl::CivilDay start_date;
  absl::CivilDay end_date;  // inclusive; when it is final, the day it ended if earlier
  std::vector<std::string> outcome_codes;  // meant to be covered; empty: not said
  bool is_running = false;                 // between its first and its last day, not paused
  bool is_final = false;
  bool is_shown_to_employer = false;  // the employer's side may know of it (R32, I5)
  FactVersion placement;
};

struct ContactFact {
  PersonId teacher;  // empty: nobody on that day
  std::optional<FactVersion> assignment;
};

// What the caller reaches today.
struct ReachFact {
  std::vector<PersonId> students;       // as contact person
  std::vector<PlacementId> placements;  // as supervisor or contact of the organisation
};

// Names to show beside the resource names; empty for what is not there.
struct Labels {
  std::string student;
  std::string programme;
  std::string organisation;
  std::string supervisor;
  std::string contact_person;
};

class Placements {
 public:
  virtual ~Placements() = default;
  virtual absl::StatusOr<std::optional<PlacementFact>> Find(const TenantId& tenant,
                                                            const PlacementId& id,
                                                            absl::Time deadline) = 0;
  virtual absl::StatusOr<ReachFact> Reach(const auth::Caller& caller, absl::CivilDay today,
                                          absl::Time deadline) = 0;
  // Of a placement that is there; the contact person is that of `today`.
  virtual absl::StatusOr<Labels> LabelsOf(const TenantId& tenant, const PlacementId& id,
                                          absl::CivilDay today, absl::Time deadline) = 0;
};

class Directory {
 public:
  virtual ~Directory() = default;
  // The day that `now` falls on at the institution.
  virtual absl::StatusOr<absl::CivilDay> Today(const TenantId& tenant, absl::Time now,
                                               absl::Time deadline) = 0;
  virtual absl::StatusOr<ContactFact> ContactOn(const TenantId& tenant, const PersonId& student,
                                                absl::CivilDay day, absl::Time deadline) = 0;
  // Display name; nullopt when there is no such person.
  virtual absl::StatusOr<std::optional<std::string>> NameOf(const TenantId& tenant,
                                                            const PersonId& person,
                                                            absl::Time deadline) = 0;
};

}  // namespace driehoek::progress
