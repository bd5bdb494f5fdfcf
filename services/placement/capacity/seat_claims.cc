#include "placement/capacity/seat_claims.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/capacity/sql_offer_store.h"
#include "shared/base/id_source.h"
#include "shared/base/resource_name.h"
#include "shared/storage/columns.h"
#include "shared/storage/conditions.h"

namespace driehoek::capacity {
namespace {

using storage::Conditions;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

constexpr absl::string_view kSelectClaims =
    "SELECT offer_id, claimant, programme_id FROM seat_claim WHERE tenant_id = $1";

// Placements that take attention: from confirmed on, until they are over (placement.h).
constexpr absl::string_view kSelectPlacements =
    "SELECT id, programme_id, workplace_id, start_date, end_date FROM placement "
    "WHERE tenant_id = $1 AND state IN ('confirmed', 'ready', 'active', 'paused', 'finishing')";

constexpr absl::string_view kPut =
    "INSERT INTO seat_claim (tenant_id, offer_id, claimant, programme_id, state, expire_time, "
    "claim_time) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, offer_id, claimant) "
    "DO UPDATE SET programme_id = excluded.programme_id, state = excluded.state, "
    "expire_time = excluded.expire_time, claim_time = excluded.claim_time";

std::string TextOf(const CapacityOfferId& id) { return id.value(); }

// A claim that holds at `now`: confirmed, or reserved and not expired.
void AddHolding(absl::Time now, Conditions& conditions) {
  const std::string instant = conditions.Bind(ToValue(now));
  conditions.Add(absl::StrCat(" AND (expire_time IS NULL OR expire_time > ", instant, ")"));
}

struct Claim {
  std::string offer;
  std::string claimant;
  ProgrammeId programme;
};

absl::StatusOr<std::vector<Claim>> ReadClaims(TenantTransaction& transaction,
                                              const Conditions& conditions) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(absl::StrCat(kSelectClaims, conditions.sql()), conditions.parameters()));
  std::vector<Claim> claims;
  for (const Row& row : rows) {
    claims.push_back({row.Text(0), row.Text(1), ProgrammeId(row.Text(2))});
  }
  return claims;
}

struct Seated {
  std::string claimant;
  ProgrammeId programme;
  std::string workplace;
  std::string start_date;
  std::string end_date;
};

// Placements at the workplaces of `offers` that claim a seat of no offer at all.
absl::StatusOr<std::vector<Seated>> WithoutClaim(TenantTransaction& transaction,
                                                 const std::vector<CapacityOffer>& offers,
                                                 absl::Time now) {
  Conditions at_these;
  at_these.OneOf("workplace_id", offers,
                 [](const CapacityOffer& o) { return o.workplace.value(); });
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Rows rows,
      transaction.Execute(absl::StrCat(kSelectPlacements, at_these.sql()), at_these.parameters()));
  std::vector<Seated> seated;
  for (const Row& row : rows) {
    seated.push_back({MakeName(transaction.tenant(), "placements", row.Text(0)),
                      ProgrammeId(row.Text(1)), row.Text(2), row.Text(3), row.Text(4)});
  }
  if (seated.empty()) return seated;
  Conditions by_these;
  by_these.OneOf("claimant", seated, [](const Seated& one) { return one.claimant; });
  AddHolding(now, by_these);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto claims, ReadClaims(transaction, by_these));
  std::set<std::string> claimants;
  for (const Claim& claim : claims) claimants.insert(claim.claimant);
  std::erase_if(seated, [&](const Seated& one) { return claimants.contains(one.claimant); });
  return seated;
}

// `except` is left out: who asks again does not count against itself.
absl::StatusOr<std::vector<SeatsByProgramme>> TakenIn(TenantTransaction& transaction,
                                                      const std::vector<CapacityOffer>& offers,
                                                      absl::string_view except, absl::Time now) {
  std::vector<SeatsByProgramme> taken(offers.size());
  if (offers.empty()) return taken;
  Conditions on_these;
  on_these.OneOf("offer_id", offers, [](const CapacityOffer& offer) { return TextOf(offer.id); });
  AddHolding(now, on_these);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto claims, ReadClaims(transaction, on_these));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto seated, WithoutClaim(transaction, offers, now));
  for (std::size_t i = 0; i < offers.size(); ++i) {
    for (const Claim& claim : claims) {
      if (claim.offer == offers[i].id.value() && claim.claimant != except) {
        ++taken[i][claim.programme];
      }
    }
    const std::string first = absl::FormatCivilTime(offers[i].start_date);
    const std::string last = absl::FormatCivilTime(offers[i].end_date);
    for (const Seated& one : seated) {
      const bool is_there = one.workplace == offers[i].workplace.value() &&
                            one.start_date <= last && one.end_date >= first;
      if (is_there && one.claimant != except) ++taken[i][one.programme];
    }
  }
  return taken;
}

}  // namespace

absl::Status SeatClaims::LockSeat(TenantTransaction& transaction, const CapacityOfferId& offer,
                                  const SeatClaim& claim, absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto locked, SqlOfferStore::Lock(transaction, offer));
  if (!locked.has_value()) {
    return Error(absl::StatusCode::kFailedPrecondition, "OFFER_NOT_FOUND",
                 "there is no such offer");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto taken, TakenIn(transaction, {*locked}, claim.claimant, now));
  DRIEHOEK_RETURN_IF_ERROR(CheckSeatLeft(*locked, taken.front(), claim.programme));
  return transaction
      .Execute(kPut, {offer.value(), claim.claimant, claim.programme.value(),
                      std::string(claim.expire_time.has_value() ? "reserved" : "confirmed"),
                      ToValue(claim.expire_time), ToValue(now)})
      .status();
}

absl::Status SeatClaims::Confirm(TenantTransaction& transaction, const CapacityOfferId& offer,
                                 absl::string_view claimant, absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t confirmed,
      transaction.Change("UPDATE seat_claim SET state = 'confirmed', expire_time = NULL "
                         "WHERE tenant_id = $1 AND offer_id = $2 AND claimant = $3 AND "
                         "(expire_time IS NULL OR expire_time > $4)",
                         {offer.value(), std::string(claimant), ToValue(now)}));
  if (confirmed > 0) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "CLAIM_NOT_FOUND",
               "no seat is held for this, or no longer");
}

absl::Status SeatClaims::Release(TenantTransaction& transaction, const CapacityOfferId& offer,
                                 absl::string_view claimant) {
  return transaction
      .Execute("DELETE FROM seat_claim WHERE tenant_id = $1 AND offer_id = $2 AND claimant = $3",
               {offer.value(), std::string(claimant)})
      .status();
}

absl::StatusOr<SeatsByProgramme> SeatClaims::Claimed(TenantTransaction& transaction,
                                                     const CapacityOfferId& offer, absl::Time now) {
  Conditions conditions;
  conditions.Equal("offer_id", offer.value());
  AddHolding(now, conditions);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto claims, ReadClaims(transaction, conditions));
  SeatsByProgramme claimed;
  for (const Claim& claim : claims) ++claimed[claim.programme];
  return claimed;
}

absl::StatusOr<std::vector<SeatsByProgramme>> SeatClaims::Taken(
    const TenantId& tenant, const std::vector<CapacityOffer>& offers, absl::Time now,
    absl::Time deadline) const {
  std::vector<SeatsByProgramme> taken;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(taken, TakenIn(transaction, offers, "", now));
        return absl::OkStatus();
      }));
  return taken;
}

}  // namespace driehoek::capacity
