#include "server/offer_joins.h"

#include <string>
#include <utility>

#include "placement/placement_proto.h"
#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

constexpr int kPage = 500;

// Those whose shares give each seat to one of them; with a seat that is nobody's share, any.
std::vector<placement::ProgrammeId> ProgrammesOf(const capacity::CapacityOffer& offer) {
  std::vector<placement::ProgrammeId> programmes;
  int reserved = 0;
  for (const capacity::ProgrammeShare& share : offer.shares) {
    programmes.push_back(share.programme);
    reserved += share.reserved_seat_count;
  }
  if (reserved < offer.seat_count) programmes.clear();
  return programmes;
}

}  // namespace

absl::StatusOr<std::optional<placement::OfferFact>> OffersOfCapacity::Find(const TenantId& tenant,
                                                                           const placement::CapacityOfferId& id,
                                                                           absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto offer,
                            store_.Find(tenant, capacity::CapacityOfferId(id.value()), deadline));
  if (!offer.has_value()) return std::nullopt;
  return placement::OfferFact{.workplace = offer->workplace};
}

absl::Status SeatsOfCapacity::Change(storage::TenantTransaction& transaction, const TenantId& tenant,
                                     const placement::CapacityOfferId& before, const placement::Placement& after) {
  const std::string claimant = placement::PlacementName(tenant, after.id);
  const bool is_over = placement::IsFinal(after.state);
  if (!before.empty() && (is_over || before != after.capacity_offer)) {
    DRIEHOEK_RETURN_IF_ERROR(
        capacity::SeatClaims::Release(transaction, capacity::CapacityOfferId(before.value()), claimant));
  }
  if (is_over || after.capacity_offer.empty()) return absl::OkStatus();
  return capacity::SeatClaims::LockSeat(transaction, capacity::CapacityOfferId(after.capacity_offer.value()),
                                        {.claimant = claimant, .programme = after.programme, .expire_time = {}},
                                        clock_.Now());
}

absl::StatusOr<std::vector<placement::OpenSeats>> FreeSeatsOfCapacity::Between(const TenantId& tenant,
                                                                               absl::CivilDay first,
                                                                               absl::CivilDay last,
                                                                               absl::Time deadline) {
  capacity::OfferQuery query{.from_date = first, .to_date = last, .states = {capacity::OfferState::kOffered}, .limit = kPage};
  std::vector<placement::OpenSeats> open;
  do {
    DRIEHOEK_ASSIGN_OR_RETURN(const capacity::ListedOffers page, store_.List(tenant, query, deadline));
    DRIEHOEK_ASSIGN_OR_RETURN(const auto taken, claims_.Taken(tenant, page.items, clock_.Now(), deadline));
    for (std::size_t i = 0; i < page.items.size(); ++i) {
      const capacity::CapacityOffer& offer = page.items[i];
      const int free = capacity::FreeSeats(offer, taken[i]);
      if (free <= 0) continue;
      open.push_back({.programmes = ProgrammesOf(offer),
                      .start_date = offer.start_date,
                      .end_date = offer.end_date,
                      .seat_count = free,
                      .workplace = offer.workplace});
    }
    query.cursor = page.next_cursor;
  } while (!query.cursor.empty());
  return open;
}

absl::StatusOr<std::optional<placement::round::OfferRoom>> RoomsOfCapacity::Of(
    const TenantId& tenant, const placement::round::CapacityOfferId& offer, absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            store_.Find(tenant, capacity::CapacityOfferId(offer.value()), deadline));
  if (!found.has_value()) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto taken, claims_.Taken(tenant, {*found}, now, deadline));
  return placement::round::OfferRoom{.workplace = found->workplace,
                                     .free_seats = capacity::FreeSeats(*found, taken.front())};
}

}  // namespace driehoek::server
