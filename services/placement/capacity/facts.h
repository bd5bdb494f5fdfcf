// What offers and intents ask of others: a port that the wiring fills in with the directory.
// Read-only, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/capacity/capacity_offer.h"
#include "shared/auth/caller.h"
#include "shared/base/strong_id.h"

namespace driehoek::capacity {

// Where an offer is, as it stands now.
struct PlaceFact {
  bool has_workplace = false;  // it is there, under the organisation that is named
  std::string organisation_name;
  std::string workplace_name;
  std::string city;             // of its establishment, when there is one
  bool has_supervisor = false;  // the profile is there, under the same organisation
  bool supervisor_is_on_floor = false;
  std::string supervisor_name;
};

// What the caller reaches today.
struct ReachFact {
  std::vector<OrganisationId> organisations;  // as guest
  std::vector<Study> studies;                 // as student
};

class DirectoryFacts {
 public:
  virtual ~DirectoryFacts() = default;
  virtual absl::StatusOr<absl::CivilDay> Today(const TenantId& tenant, absl::Time now,
                                               absl::Time deadline) = 0;
  // One for each offer, in order.
  virtual absl::StatusOr<std::vector<PlaceFact>> Places(const TenantId& tenant,
                                                        const std::vector<CapacityOffer>& offers,
                                                        absl::Time deadline) = 0;
  virtual absl::StatusOr<ReachFact> Reach(const auth::Caller& caller, absl::CivilDay today,
                                          absl::Time deadline) = 0;
  virtual absl::StatusOr<bool> HasProgramme(const TenantId& tenant, const ProgrammeId& programme,
                                            absl::Time deadline) = 0;
  // Empty when there is no such organisation.
  virtual absl::StatusOr<std::string> OrganisationName(const TenantId& tenant,
                                                       const OrganisationId& organisation,
                                                       absl::Time deadline) = 0;
};

}  // namespace driehoek::capacity
