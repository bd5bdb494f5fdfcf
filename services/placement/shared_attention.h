// Attention of supervisors that several institutions take (R23, R83): a port that attention/ fills
// in. Two tenants never share a transaction, so a claim is made in steps: reserved in the tenant of
// the organisation, noted in the commit that stores the placement, confirmed after it.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/facts.h"
#include "placement/placement.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement {

// Room that is held for one placement with one supervisor, for a few minutes.
struct AttentionHold {
  std::string id;
  TenantId organisation;  // the tenant that the organisation is
  std::string supervisor_key;
  Elsewhere elsewhere;  // of the others, in the period of the placement
};

// Thread-safe.
class SharedAttention {
 public:
  virtual ~SharedAttention() = default;

  // Holds room for `placement`, which has a supervisor. Nothing when its organisation shares
  // nothing. FAILED_PRECONDITION / ATTENTION_EXCEEDED when the supervisor would have more than
  // `limit` students at once over all institutions.
  virtual absl::StatusOr<std::optional<AttentionHold>> Reserve(const TenantId& tenant,
                                                               const Placement& placement,
                                                               int limit, absl::Time deadline) = 0;
  // Inside the commit that stores `placement`: from then on the claim is not lost any more.
  virtual absl::Status Note(storage::TenantTransaction& transaction, const AttentionHold& hold,
                            const Placement& placement) = 0;
  // After that commit, which had `outcome`: confirms what was noted and gives back what the
  // placement has no use for any more. Whatever fails here is done later by the clock.
  virtual void Finish(const TenantId& tenant, const PlacementId& placement,
                      const std::optional<AttentionHold>& hold, const absl::Status& outcome,
                      absl::Time deadline) = 0;
  // What other institutions take of the supervisor on days of [first, last], reservations that
  // still hold among it.
  virtual absl::StatusOr<Elsewhere> TakenElsewhere(const TenantId& tenant,
                                                   const OrganisationId& organisation,
                                                   const SupervisorId& supervisor,
                                                   absl::CivilDay first, absl::CivilDay last,
                                                   absl::Time deadline) = 0;
};

// Inside the commit that stores `placement`, which is promised from then on: adds up the hours of
// its student and counts the students of its supervisor, each under lock, those that `hold` says to
// be elsewhere among them, and notes the hold; `shared` is only asked when there is one.
// INVALID_ARGUMENT naming the hours (CheckHours); FAILED_PRECONDITION / ATTENTION_EXCEEDED
// (CheckAttention).
absl::Status Promise(storage::TenantTransaction& transaction, const Placement& placement, int limit,
                     const std::optional<AttentionHold>& hold, SharedAttention* shared);

}  // namespace driehoek::placement
