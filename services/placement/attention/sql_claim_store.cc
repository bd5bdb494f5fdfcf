#include "placement/attention/sql_claim_store.h"

#include <vector>

#include "shared/base/errors.h"
#include "shared/storage/columns.h"

namespace driehoek::placement::attention {
namespace {

using storage::Bytes;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;

constexpr absl::string_view kLock =
    "INSERT INTO attention_lock (tenant_id, changes) VALUES ($1, 1) "
    "ON CONFLICT (tenant_id) DO UPDATE SET changes = attention_lock.changes + 1";

constexpr absl::string_view kDeleteExpired =
    "DELETE FROM attention_claim WHERE tenant_id = $1 AND state = 'reserved' "
    "AND expire_time <= $2";

constexpr absl::string_view kSelect =
    "SELECT id, institution_id, slot, first_date, last_date FROM attention_claim "
    "WHERE tenant_id = $1 AND supervisor_key = $2 AND first_date <= $3 AND last_date >= $4 "
    "AND (state = 'confirmed' OR expire_time > $5)";

// A claim that was confirmed stays so.
constexpr absl::string_view kPut =
    "INSERT INTO attention_claim (tenant_id, id, supervisor_key, institution_id, slot, "
    "first_date, last_date, state, expire_time) VALUES ($1, $2, $3, $4, $5, $6, $7, 'reserved', "
    "$8) ON CONFLICT (tenant_id, id) DO UPDATE SET expire_time = excluded.expire_time";

absl::StatusOr<std::vector<Claim>> Holding(TenantTransaction& transaction,
                                           const std::string& supervisor_key, absl::CivilDay first,
                                           absl::CivilDay last, absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows,
                            transaction.Execute(kSelect, {Bytes{supervisor_key}, ToValue(last),
                                                          ToValue(first), ToValue(now)}));
  std::vector<Claim> claims;
  for (const Row& row : rows) {
    claims.push_back({.id = ClaimId(row.Text(0)),
                      .institution = TenantId(row.Text(1)),
                      .slot = row.Blob(2),
                      .first_date = storage::DayOf(absl::string_view(row.Text(3))),
                      .last_date = storage::DayOf(absl::string_view(row.Text(4)))});
  }
  return claims;
}

absl::Status Put(TenantTransaction& transaction, const std::string& supervisor_key,
                 const Claim& claim, absl::Time expire) {
  return transaction
      .Execute(kPut, {claim.id.value(), Bytes{supervisor_key}, claim.institution.value(),
                      Bytes{claim.slot}, ToValue(claim.first_date), ToValue(claim.last_date),
                      ToValue(expire)})
      .status();
}

}  // namespace

absl::StatusOr<Elsewhere> SqlClaimStore::Reserve(const SharedSupervisor& supervisor,
                                                 const Claim& claim, int limit, absl::Time now,
                                                 absl::Time expire, absl::Time deadline) const {
  Elsewhere elsewhere;
  const absl::Status reserved = database_.Write(
      supervisor.organisation, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_RETURN_IF_ERROR(transaction.Execute(kLock).status());
        DRIEHOEK_RETURN_IF_ERROR(transaction.Execute(kDeleteExpired, {ToValue(now)}).status());
        DRIEHOEK_ASSIGN_OR_RETURN(
            const auto claims,
            Holding(transaction, supervisor.key, claim.first_date, claim.last_date, now));
        DRIEHOEK_RETURN_IF_ERROR(CheckRoom(claims, claim, limit));
        elsewhere = ElsewhereOf(claims, claim.institution);
        return Put(transaction, supervisor.key, claim, expire);
      });
  if (!reserved.ok()) return reserved;
  return elsewhere;
}

absl::Status SqlClaimStore::Restore(const SharedSupervisor& supervisor, const Claim& claim,
                                    absl::Time expire, absl::Time deadline) const {
  return database_.Write(supervisor.organisation, deadline,
                         [&](TenantTransaction& transaction) -> absl::Status {
                           DRIEHOEK_RETURN_IF_ERROR(transaction.Execute(kLock).status());
                           return Put(transaction, supervisor.key, claim, expire);
                         });
}

absl::StatusOr<bool> SqlClaimStore::Confirm(const TenantId& organisation, const ClaimId& id,
                                            absl::Time deadline) const {
  bool is_there = false;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Write(organisation, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const std::int64_t confirmed,
            transaction.Change("UPDATE attention_claim SET state = 'confirmed' "
                               "WHERE tenant_id = $1 AND id = $2",
                               {id.value()}));
        is_there = confirmed > 0;
        return absl::OkStatus();
      }));
  return is_there;
}

absl::Status SqlClaimStore::Release(const TenantId& organisation, const ClaimId& id,
                                    absl::Time deadline) const {
  return database_.Write(organisation, deadline, [&](TenantTransaction& transaction) {
    return transaction
        .Execute("DELETE FROM attention_claim WHERE tenant_id = $1 AND id = $2", {id.value()})
        .status();
  });
}

absl::StatusOr<Elsewhere> SqlClaimStore::TakenElsewhere(const SharedSupervisor& supervisor,
                                                        const TenantId& institution,
                                                        absl::CivilDay first, absl::CivilDay last,
                                                        absl::Time now, absl::Time deadline) const {
  Elsewhere elsewhere;
  DRIEHOEK_RETURN_IF_ERROR(database_.Read(
      supervisor.organisation, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const auto claims,
                                  Holding(transaction, supervisor.key, first, last, now));
        elsewhere = ElsewhereOf(claims, institution);
        return absl::OkStatus();
      }));
  return elsewhere;
}

}  // namespace driehoek::placement::attention
