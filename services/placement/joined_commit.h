// What others write inside the commit of a placement: ports that the wiring fills in, so that both
// happen or neither. Thread-safe.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/placement.h"
#include "placement/search.h"
#include "shared/events/change_log.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement {

// A workplace that is made with the placement: not stored yet.
struct NewPlace {
  OrganisationId organisation;
  WorkplaceId workplace;
  // Display names.
  std::string organisation_label;
  std::string workplace_label;
  std::vector<events::ResourceVersion> writes;
  std::vector<events::EventRecord> events;
  std::function<absl::Status(storage::TenantTransaction&)> rows;
};

// The register of organisations and workplaces.
class Register {
 public:
  virtual ~Register() = default;
  // `found` as organisation, incidental and not verified, and workplace. The organisation that has
  // its KvK number is taken instead; when somebody stores that number first, `rows` gives
  // ALREADY_EXISTS / UNIQUE_VIOLATION, and preparing anew takes theirs.
  virtual absl::StatusOr<NewPlace> Prepare(const TenantId& tenant, const FoundPlace& found,
                                           absl::Time deadline) = 0;
};

// The seats of the offers that placements name.
class OfferSeats {
 public:
  virtual ~OfferSeats() = default;
  // Before `after` is stored, when it names an offer or named `before` (may be empty): claims its
  // seat and gives back the one that it leaves, or has no use for once it is over. Asked again for
  // the same placement it takes no second seat. A refusal when the offer has none left.
  virtual absl::Status Change(storage::TenantTransaction& transaction, const TenantId& tenant,
                              const CapacityOfferId& before, const Placement& after) = 0;
};

}  // namespace driehoek::placement
