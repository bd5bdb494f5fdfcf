// What signals ask of others, besides progress/facts.h: ports that the wiring fills in. Each
// answers for many placements at once, so that looking at all of them takes a handful of queries.
// Read-only, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/facts.h"
#include "progress/signal/history.h"
#include "progress/signal/signal.h"

namespace driehoek::progress::signal {

// A placement between its first and its last day, not paused.
struct RunningPlacement {
  PlacementId id;
  PersonId student;
  ProgrammeId programme;
  VariantId programme_variant;
  PersonId supervisor_person;  // on the floor
  absl::CivilDay start_date;
  absl::CivilDay end_date;  // inclusive
};

// Which running placements. What is not set does not narrow; a set of nothing gives nothing.
struct RunningQuery {
  std::optional<std::vector<PersonId>> students;
  std::optional<std::vector<PlacementId>> placements;
  int limit = 500;
  std::string cursor;  // `next_cursor` of the page before, or empty
};
struct RunningPage {
  std::vector<RunningPlacement> items;
  std::string next_cursor;
};

class Running {
 public:
  virtual ~Running() = default;
  virtual absl::StatusOr<RunningPage> Find(const TenantId& tenant, const RunningQuery& query,
                                           absl::Time deadline) = 0;
  // Names to show, in the order of `placements`, which are all there.
  virtual absl::StatusOr<std::vector<Labels>> LabelsOf(const TenantId& tenant,
                                                       const std::vector<PlacementId>& placements,
                                                       absl::CivilDay today,
                                                       absl::Time deadline) = 0;
  // Adds what the placements themselves show: scan, broken commitments, students of the supervisor.
  // `histories` stand in the order of `placements`, here and below.
  virtual absl::Status AddTo(const TenantId& tenant,
                             const std::vector<RunningPlacement>& placements, absl::CivilDay today,
                             std::vector<PlacementHistory>& histories, absl::Time deadline) = 0;
};

// Contacts and check-ins.
class Contacts {
 public:
  virtual ~Contacts() = default;
  // Adds the last contact on each edge and the check-ins that were missed.
  virtual absl::Status AddTo(const TenantId& tenant,
                             const std::vector<RunningPlacement>& placements, absl::CivilDay today,
                             std::vector<PlacementHistory>& histories, absl::Time deadline) = 0;
  // When the next check-in of each is; in the order of `placements`.
  virtual absl::StatusOr<std::vector<std::optional<absl::Time>>> NextCheckIns(
      const TenantId& tenant, const std::vector<RunningPlacement>& placements, absl::Time now,
      absl::Time deadline) = 0;
};

// Pulses, hours and shifts.
class Rhythms {
 public:
  virtual ~Rhythms() = default;
  // Adds pulses whose period ended on `since` or later, and shifts. What the supervisor did with
  // hours or said in a pulse is contact between student and workplace.
  virtual absl::Status AddTo(const TenantId& tenant,
                             const std::vector<RunningPlacement>& placements, absl::CivilDay since,
                             std::vector<PlacementHistory>& histories, absl::Time deadline) = 0;
};

// Learning tasks.
class Verdicts {
 public:
  virtual ~Verdicts() = default;
  // Adds the verdicts that are owed, the first due day first.
  virtual absl::Status AddTo(const TenantId& tenant,
                             const std::vector<RunningPlacement>& placements, absl::CivilDay today,
                             std::vector<PlacementHistory>& histories, absl::Time deadline) = 0;
};

class Programmes {
 public:
  virtual ~Programmes() = default;
  virtual absl::StatusOr<PolicyFact> Policy(const TenantId& tenant, const VariantId& variant,
                                            absl::Time deadline) = 0;
};

class Continuations {
 public:
  virtual ~Continuations() = default;
  // The placement of a way on; nullopt when there is no such way.
  virtual absl::StatusOr<std::optional<PlacementId>> PlacementOf(const TenantId& tenant,
                                                                 const RouteId& route,
                                                                 absl::Time deadline) = 0;
};

}  // namespace driehoek::progress::signal
