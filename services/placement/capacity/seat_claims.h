// Who has a seat of an offer: reserved for a while, then confirmed, at last released (invariant
// I2). Whoever takes a seat does so inside the transaction that stores what the seat is for.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/capacity/capacity_offer.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::capacity {

struct SeatClaim {
  std::string claimant;  // full name of the resource that the seat is for
  ProgrammeId programme;
  // A reservation ends by itself; absent: confirmed at once.
  std::optional<absl::Time> expire_time;
};

// The claims of all offers. Thread-safe; the database must outlive it.
class SeatClaims {
 public:
  explicit SeatClaims(storage::TenantDatabase& database) : database_(database) {}

  // --- inside ChangeLog::Commit ---

  // Gives `claim` a seat of the offer, or renews the one it has. Locks the offer's row, counts what
  // is taken, and writes: two at once never take the last seat together. FAILED_PRECONDITION /
  // OFFER_NOT_FOUND, OFFER_WITHDRAWN, OFFER_FULL, SEATS_RESERVED, PROGRAMME_CEILING.
  static absl::Status LockSeat(storage::TenantTransaction& transaction,
                               const CapacityOfferId& offer, const SeatClaim& claim,
                               absl::Time now);
  // Makes a reservation last. FAILED_PRECONDITION / CLAIM_NOT_FOUND when there is none or it has
  // expired.
  static absl::Status Confirm(storage::TenantTransaction& transaction, const CapacityOfferId& offer,
                              absl::string_view claimant, absl::Time now);
  // Gives the seat back; nothing when there is none.
  static absl::Status Release(storage::TenantTransaction& transaction, const CapacityOfferId& offer,
                              absl::string_view claimant);
  // Claims on a locked offer that hold at `now`.
  static absl::StatusOr<SeatsByProgramme> Claimed(storage::TenantTransaction& transaction,
                                                  const CapacityOfferId& offer, absl::Time now);

  // --- for readers ---

  // What is taken of each offer at `now`, in order: claims on it, and placements at its workplace
  // in its period that claim a seat of no offer.
  absl::StatusOr<std::vector<SeatsByProgramme>> Taken(const TenantId& tenant,
                                                      const std::vector<CapacityOffer>& offers,
                                                      absl::Time now, absl::Time deadline) const;

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::capacity
