// What rounds ask of directory and offers: ports that the wiring fills in. Read-only, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/facts.h"
#include "placement/round/round_place.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement::round {

struct StudentFact {
  EnrolmentFact enrolment;
  std::string display_name;
};

class RoundFacts {
 public:
  virtual ~RoundFacts() = default;

  virtual absl::StatusOr<bool> HasProgramme(const TenantId& tenant, const ProgrammeId& id,
                                            absl::Time deadline) = 0;
  // Nothing when there is no such enrolment.
  virtual absl::StatusOr<std::optional<StudentFact>> Student(const TenantId& tenant,
                                                             const EnrolmentId& enrolment,
                                                             absl::Time deadline) = 0;
  // Whether workplace and supervisor are there, under the organisation that is named.
  virtual absl::StatusOr<PlaceFact> Place(const TenantId& tenant, const RoundPlace& place,
                                          absl::Time deadline) = 0;
  // One for each place, in order.
  virtual absl::StatusOr<std::vector<PlaceLabels>> LabelsOf(const TenantId& tenant,
                                                            const std::vector<RoundPlace>& places,
                                                            absl::Time deadline) = 0;
  // The conflicts of interest that run: of the student, or of everybody when that is empty (R22).
  virtual absl::StatusOr<std::vector<Conflict>> Conflicts(const TenantId& tenant,
                                                          const PersonId& student,
                                                          absl::Time deadline) = 0;
  // Display names, one for each, in order; empty for somebody who is not there.
  virtual absl::StatusOr<std::vector<std::string>> NamesOf(const TenantId& tenant,
                                                           const std::vector<PersonId>& persons,
                                                           absl::Time deadline) = 0;
  // What the policy of a variant allows a supervisor at once (R23).
  virtual absl::StatusOr<int> MaxStudentsPerSupervisor(const TenantId& tenant,
                                                       const VariantId& variant,
                                                       absl::Time deadline) = 0;
};

// What an offer of seats has left.
struct OfferRoom {
  WorkplaceId workplace;
  int free_seats = 0;
};

// The offers of seats that places come from: a port that the wiring fills in. Thread-safe.
class OfferRooms {
 public:
  virtual ~OfferRooms() = default;
  // As it is at `now`; nothing when there is no such offer.
  virtual absl::StatusOr<std::optional<OfferRoom>> Of(const TenantId& tenant,
                                                      const CapacityOfferId& offer, absl::Time now,
                                                      absl::Time deadline) = 0;
};

}  // namespace driehoek::placement::round
