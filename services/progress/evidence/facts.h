// What evidence asks of organisations, learning tasks and assessments: ports that the wiring fills
// in. Read-only, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "progress/facts.h"

namespace driehoek::progress::evidence {

using TaskId = StrongId<struct EvidenceTaskTag>;

// The organisation of a placement.
struct OrganisationFact {
  bool is_verified = false;  // compared with the trade register (R67)
  FactVersion organisation;
};

class Organisations {
 public:
  virtual ~Organisations() = default;
  // nullopt while the placement has no organisation.
  virtual absl::StatusOr<std::optional<OrganisationFact>> Of(const TenantId& tenant,
                                                             const PlacementId& placement,
                                                             absl::Time deadline) = 0;
  // Display name of the institution itself.
  virtual absl::StatusOr<std::string> InstitutionName(const TenantId& tenant,
                                                      absl::Time deadline) = 0;
  // Its time zone.
  virtual absl::StatusOr<absl::TimeZone> Zone(const TenantId& tenant, absl::Time deadline) = 0;
};

struct TaskFact {
  TaskId id;
  PlacementId placement;
  std::string title;
  std::vector<std::string> outcome_codes;
  bool is_closed = false;
};

class Tasks {
 public:
  virtual ~Tasks() = default;
  virtual absl::StatusOr<std::optional<TaskFact>> Find(const TenantId& tenant, const TaskId& id,
                                                       absl::Time deadline) = 0;
  virtual absl::StatusOr<std::vector<TaskFact>> OfPlacement(const TenantId& tenant,
                                                            const PlacementId& placement,
                                                            absl::Time deadline) = 0;
};

// Who judges what.
class Examiners {
 public:
  virtual ~Examiners() = default;
  // Placements whose assessment names this examiner.
  virtual absl::StatusOr<std::vector<PlacementId>> PlacementsOf(const TenantId& tenant,
                                                                const PersonId& examiner,
                                                                absl::Time deadline) = 0;
};

}  // namespace driehoek::progress::evidence
