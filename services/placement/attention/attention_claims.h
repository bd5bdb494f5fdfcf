// Takes attention of supervisors whom several institutions share: reserve, confirm, release. The
// port of placements and rounds, and what the clock repairs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "placement/attention/claim.h"
#include "placement/attention/facts.h"
#include "placement/attention/sql_claim_store.h"
#include "placement/attention/sql_note_store.h"
#include "placement/shared_attention.h"
#include "placement/sql_placement_store.h"
#include "shared/base/clock.h"
#include "shared/base/id_source.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::placement::attention {

// How long a reservation holds: far longer than a call may take.
inline constexpr absl::Duration kReserved = absl::Minutes(10);

// The key under which slots are hashed, from the secret of the installation.
std::string DeriveSlotKey(absl::string_view installation_secret);

// Thread-safe. What it refers to must outlive it.
class AttentionClaims final : public SharedAttention {
 public:
  struct Parts {
    storage::TenantDatabase& database;
    const SqlPlacementStore& placements;
    SharedSupervisors& supervisors;
    IdSource& ids;
    const Clock& clock;
    std::string slot_key;  // DeriveSlotKey
  };
  explicit AttentionClaims(const Parts& parts)
      : parts_(parts), claims_(parts.database), notes_(parts.database) {}

  absl::StatusOr<std::optional<AttentionHold>> Reserve(const TenantId& tenant,
                                                       const Placement& placement, int limit,
                                                       absl::Time deadline) override;
  absl::Status Note(storage::TenantTransaction& transaction, const AttentionHold& hold,
                    const Placement& placement) override;
  void Finish(const TenantId& tenant, const PlacementId& placement,
              const std::optional<AttentionHold>& hold, const absl::Status& outcome,
              absl::Time deadline) override;
  absl::StatusOr<Elsewhere> TakenElsewhere(const TenantId& tenant,
                                           const OrganisationId& organisation,
                                           const SupervisorId& supervisor, absl::CivilDay first,
                                           absl::CivilDay last, absl::Time deadline) override;

  // Brings the claims of one placement in line with it (claim.h, Settle). May be repeated, and cut
  // short anywhere: the next one goes on. ABORTED / PLACEMENT_CHANGED when it changes all the time.
  absl::Status SettleOne(const TenantId& tenant, const PlacementId& id, absl::Time deadline);
  // Those that the notes of the institution show to be out of line. One that fails holds up no
  // other; the first error is returned, and so it is by SettleAll.
  absl::Status SettleDue(const TenantId& tenant, absl::Time deadline);
  // Every placement that takes attention: an organisation was verified, an address changed.
  absl::Status SettleAll(const TenantId& tenant, absl::Time deadline);

 private:
  absl::StatusOr<std::optional<SharedSupervisor>> SharedOf(const TenantId& tenant,
                                                           const Placement& placement,
                                                           absl::Time deadline);
  Claim ClaimOf(const TenantId& tenant, const Placement& placement, const std::string& key,
                const ClaimId& id) const;
  // Decides and notes, in one transaction in which the placement is as it was when `shared` was
  // looked up; nothing when it has changed since.
  absl::StatusOr<std::optional<Settlement>> Decide(const TenantId& tenant,
                                                   const PlacementId& placement,
                                                   std::int64_t version,
                                                   const std::optional<SharedSupervisor>& shared,
                                                   absl::Time deadline);
  absl::Status Confirm(const TenantId& tenant, const Placement& placement,
                       const attention::Note& note, absl::Time deadline);
  absl::Status Release(const TenantId& tenant, const attention::Note& note, absl::Time deadline);

  const Parts parts_;
  const SqlClaimStore claims_;
  const SqlNoteStore notes_;
};

}  // namespace driehoek::placement::attention
