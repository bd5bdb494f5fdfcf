// What check-ins and contact ask of others, besides progress/facts.h: ports that the wiring fills
// in. Read-only, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/facts.h"

namespace driehoek::progress::checkin {

// The policy set of the variant, as far as check-ins and contact go; the contract says what each
// number means (directory.proto, PolicySet).
struct PolicyFact {
  int mid_term_interval_weeks = 0;  // 0: one mid-term
  int mid_term_from_percent = 0;
  int mid_term_to_percent = 100;
  int contact_interval_weeks = 0;  // 0: only kick-off, mid-term and final
  int silence_programme_student_weeks = 0;
  int silence_programme_workplace_weeks = 0;
  int silence_student_workplace_weeks = 0;
};

class Programmes {
 public:
  virtual ~Programmes() = default;
  virtual absl::StatusOr<PolicyFact> Policy(const TenantId& tenant, const VariantId& variant,
                                            absl::Time deadline) = 0;
  // Codes of the outcome set that applies to the variant; none when it has no set.
  virtual absl::StatusOr<std::vector<std::string>> OutcomeCodes(const TenantId& tenant,
                                                                const VariantId& variant,
                                                                absl::Time deadline) = 0;
};

class Institution {
 public:
  virtual ~Institution() = default;
  virtual absl::StatusOr<absl::TimeZone> Zone(const TenantId& tenant, absl::Time deadline) = 0;
  // The students whose contact person `teacher` is on `day`.
  virtual absl::StatusOr<std::vector<PersonId>> StudentsOf(const TenantId& tenant,
                                                           const PersonId& teacher,
                                                           absl::CivilDay day,
                                                           absl::Time deadline) = 0;
};

class Agreements {
 public:
  virtual ~Agreements() = default;
  // When the agreement of a placement came in force first; nullopt while none is.
  virtual absl::StatusOr<std::optional<absl::Time>> InForceSince(const TenantId& tenant,
                                                                 const PlacementId& placement,
                                                                 absl::Time deadline) = 0;
};

class RunningPlacements {
 public:
  virtual ~RunningPlacements() = default;
  // The next `limit` placements after `after`, by id, that are between their first and last day.
  virtual absl::StatusOr<std::vector<PlacementFact>> After(const TenantId& tenant,
                                                           const PlacementId& after, int limit,
                                                           absl::Time deadline) = 0;
};

class LearningTasks {
 public:
  virtual ~LearningTasks() = default;
  // Ids of the learning tasks of a placement.
  virtual absl::StatusOr<std::vector<std::string>> OfPlacement(const TenantId& tenant,
                                                               const PlacementId& placement,
                                                               absl::Time deadline) = 0;
};

}  // namespace driehoek::progress::checkin
