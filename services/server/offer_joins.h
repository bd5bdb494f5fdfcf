// What placements and rounds ask of the offers of seats, joined (R23, R24).
#pragma once

#include <optional>
#include <vector>

#include "placement/capacity/seat_claims.h"
#include "placement/capacity/sql_offer_store.h"
#include "placement/facts.h"
#include "placement/joined_commit.h"
#include "placement/round/facts.h"
#include "shared/base/clock.h"

namespace driehoek::server {

// Thread-safe. The store must outlive it.
class OffersOfCapacity final : public placement::CapacityOffers {
 public:
  explicit OffersOfCapacity(const capacity::SqlOfferStore& store) : store_(store) {}
  absl::StatusOr<std::optional<placement::OfferFact>> Find(const TenantId& tenant, const placement::CapacityOfferId& id,
                                                           absl::Time deadline) override;

 private:
  const capacity::SqlOfferStore& store_;
};

// Thread-safe. The clock must outlive it.
class SeatsOfCapacity final : public placement::OfferSeats {
 public:
  explicit SeatsOfCapacity(const Clock& clock) : clock_(clock) {}
  absl::Status Change(storage::TenantTransaction& transaction, const TenantId& tenant,
                      const placement::CapacityOfferId& before, const placement::Placement& after) override;

 private:
  const Clock& clock_;
};

// Thread-safe. What it refers to must outlive it.
class FreeSeatsOfCapacity final : public placement::FreeSeats {
 public:
  FreeSeatsOfCapacity(const capacity::SqlOfferStore& store, const capacity::SeatClaims& claims, const Clock& clock)
      : store_(store), claims_(claims), clock_(clock) {}
  absl::StatusOr<std::vector<placement::OpenSeats>> Between(const TenantId& tenant, absl::CivilDay first,
                                                            absl::CivilDay last, absl::Time deadline) override;

 private:
  const capacity::SqlOfferStore& store_;
  const capacity::SeatClaims& claims_;
  const Clock& clock_;
};

// Thread-safe. What it refers to must outlive it.
class RoomsOfCapacity final : public placement::round::OfferRooms {
 public:
  RoomsOfCapacity(const capacity::SqlOfferStore& store, const capacity::SeatClaims& claims)
      : store_(store), claims_(claims) {}
  absl::StatusOr<std::optional<placement::round::OfferRoom>> Of(const TenantId& tenant,
                                                                const placement::round::CapacityOfferId& offer,
                                                                absl::Time now, absl::Time deadline) override;

 private:
  const capacity::SqlOfferStore& store_;
  const capacity::SeatClaims& claims_;
};

}  // namespace driehoek::server
