#include "access/guest_store.h"

#include <utility>

#include "shared/base/errors.h"
#include "shared/base/id_source.h"

namespace driehoek::access {
namespace {

using storage::Bytes;
using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;
using storage::Value;

// Sorts behind every UUID that is made.
constexpr char kBehindAll[] = "ffffffff-ffff-ffff-ffff-ffffffffffff";

constexpr char kGetSql[] = R"(
  SELECT grant_id, person_id, state, address_hash, created_us, open_by_us, opened_us, version
  FROM guest_grant WHERE tenant_id = $1 AND grant_id = $2)";

constexpr char kLiveOfSql[] = R"(
  SELECT grant_id, person_id, state, address_hash, created_us, open_by_us, opened_us, version
  FROM guest_grant WHERE tenant_id = $1 AND person_id = $2 AND state IN ('issued', 'active'))";

constexpr char kNewestOfAddressSql[] = R"(
  SELECT grant_id, person_id, state, address_hash, created_us, open_by_us, opened_us, version
  FROM guest_grant WHERE tenant_id = $1 AND address_hash = $2 AND state IN ('issued', 'active')
  ORDER BY grant_id DESC LIMIT 1)";

constexpr char kFindLinkSql[] = R"(
  SELECT g.grant_id, g.person_id, g.state, g.address_hash, g.created_us, g.open_by_us, g.opened_us,
         g.version, l.secret_hash, l.created_us, l.open_by_us, l.opened_us
  FROM guest_link l JOIN guest_grant g ON g.tenant_id = l.tenant_id AND g.grant_id = l.grant_id
  WHERE l.tenant_id = $1 AND g.tenant_id = $1 AND l.secret_hash = $2)";

constexpr char kLinksSinceSql[] = R"(
  SELECT count(*) FROM guest_link WHERE tenant_id = $1 AND grant_id = $2 AND created_us >= $3)";

constexpr char kListSql[] = R"(
  SELECT grant_id, person_id, state, address_hash, created_us, open_by_us, opened_us, version
  FROM guest_grant WHERE tenant_id = $1 AND grant_id < $2 ORDER BY grant_id DESC LIMIT $3)";

constexpr char kListOfPersonSql[] = R"(
  SELECT grant_id, person_id, state, address_hash, created_us, open_by_us, opened_us, version
  FROM guest_grant WHERE tenant_id = $1 AND person_id = $4 AND grant_id < $2
  ORDER BY grant_id DESC LIMIT $3)";

constexpr char kInsertSql[] = R"(
  INSERT INTO guest_grant (tenant_id, grant_id, person_id, state, address_hash, created_us,
                           open_by_us, opened_us, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (tenant_id, person_id) WHERE state IN ('issued', 'active') DO NOTHING)";

constexpr char kUpdateSql[] = R"(
  UPDATE guest_grant SET state = $3, address_hash = $4, open_by_us = $5, opened_us = $6,
                         version = version + 1
  WHERE tenant_id = $1 AND grant_id = $2 AND version = $7)";

constexpr char kPutLinkSql[] = R"(
  INSERT INTO guest_link (tenant_id, secret_hash, grant_id, created_us, open_by_us, opened_us)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (tenant_id, secret_hash) DO UPDATE SET opened_us = excluded.opened_us)";

GuestGrant GrantFrom(const Row& row) {
  return {.id = GuestGrantId(row.Text(0)),
          .person = PersonId(row.Text(1)),
          .state = EnumFromName<GuestGrantState>(row.Text(2)).value(),
          .address_hash = row.Blob(3),
          .create_time = row.Time(4),
          .open_by = row.Time(5),
          .open_time = row.OptionalTime(6),
          .version = row.Int(7)};
}

absl::Status WriteConflict() {
  return Error(absl::StatusCode::kAborted, "WRITE_CONFLICT",
               "the person was given a grant at the same moment");
}

absl::Status Update(TenantTransaction& transaction, const GuestGrant& grant) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t updated,
      transaction.Change(kUpdateSql, {grant.id.value(), std::string(NameOf(grant.state)),
                                      Bytes{grant.address_hash}, ToValue(grant.open_by),
                                      ToValue(grant.open_time), grant.version}));
  return updated == 0 ? WriteConflict() : absl::OkStatus();
}

absl::Status Insert(TenantTransaction& transaction, const GuestGrant& grant) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t stored,
      transaction.Change(kInsertSql,
                         {grant.id.value(), grant.person.value(), std::string(NameOf(grant.state)),
                          Bytes{grant.address_hash}, ToValue(grant.create_time),
                          ToValue(grant.open_by), ToValue(grant.open_time), std::int64_t{1}}));
  return stored == 0 ? WriteConflict() : absl::OkStatus();
}

// One row at most, turned into a value.
absl::StatusOr<std::optional<GuestGrant>> ReadOne(storage::TenantDatabase& database,
                                                  const TenantId& tenant, absl::Time deadline,
                                                  absl::string_view sql, const Value& parameter) {
  std::optional<GuestGrant> found;
  DRIEHOEK_RETURN_IF_ERROR(
      database.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(sql, {parameter}));
        found.reset();
        if (!rows.empty()) found = GrantFrom(rows.front());
        return absl::OkStatus();
      }));
  return found;
}

}  // namespace

absl::StatusOr<std::optional<GuestGrant>> GuestStore::Get(const TenantId& tenant,
                                                          const GuestGrantId& id,
                                                          absl::Time deadline) {
  if (!IsUuid(id.value())) return std::nullopt;
  return ReadOne(database_, tenant, deadline, kGetSql, id.value());
}

absl::StatusOr<std::optional<GuestGrant>> GuestStore::LiveOf(const TenantId& tenant,
                                                             const PersonId& person,
                                                             absl::Time deadline) {
  if (!IsUuid(person.value())) return std::nullopt;
  return ReadOne(database_, tenant, deadline, kLiveOfSql, person.value());
}

absl::StatusOr<std::optional<GuestGrant>> GuestStore::NewestOfAddress(
    const TenantId& tenant, absl::string_view address_hash, absl::Time deadline) {
  return ReadOne(database_, tenant, deadline, kNewestOfAddressSql,
                 Bytes{std::string(address_hash)});
}

absl::StatusOr<std::optional<LinkedGrant>> GuestStore::FindLink(const TenantId& tenant,
                                                                absl::string_view secret_hash,
                                                                absl::Time deadline) {
  std::optional<LinkedGrant> found;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(kFindLinkSql, {Bytes{std::string(secret_hash)}}));
        found.reset();
        if (rows.empty()) return absl::OkStatus();
        const Row& row = rows.front();
        found = LinkedGrant{.grant = GrantFrom(row),
                            .link = {.secret_hash = row.Blob(8),
                                     .grant = GuestGrantId(row.Text(0)),
                                     .create_time = row.Time(9),
                                     .open_by = row.Time(10),
                                     .open_time = row.OptionalTime(11)}};
        return absl::OkStatus();
      }));
  return found;
}

absl::StatusOr<int> GuestStore::LinksSince(const TenantId& tenant, const GuestGrantId& id,
                                           absl::Time since, absl::Time deadline) {
  int count = 0;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows, transaction.Execute(kLinksSinceSql, {id.value(), ToValue(since)}));
        count = static_cast<int>(rows.front().Int(0));
        return absl::OkStatus();
      }));
  return count;
}

absl::StatusOr<std::vector<GuestGrant>> GuestStore::List(const TenantId& tenant,
                                                         const PersonId& person,
                                                         const GuestGrantId& before, int limit,
                                                         absl::Time deadline) {
  std::vector<GuestGrant> found;
  if (!person.empty() && !IsUuid(person.value())) return found;
  std::vector<Value> parameters = {before.empty() ? kBehindAll : before.value(),
                                   std::int64_t{limit}};
  if (!person.empty()) parameters.emplace_back(person.value());
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute(person.empty() ? kListSql : kListOfPersonSql, parameters));
        found.clear();
        for (const Row& row : rows) found.push_back(GrantFrom(row));
        return absl::OkStatus();
      }));
  return found;
}

absl::Status GuestStore::Write(TenantTransaction& transaction, const GuestChange& change) {
  if (change.lapsed.has_value()) {
    DRIEHOEK_RETURN_IF_ERROR(Update(transaction, *change.lapsed));
  }
  DRIEHOEK_RETURN_IF_ERROR(change.grant.version == 0 ? Insert(transaction, change.grant)
                                                     : Update(transaction, change.grant));
  if (!change.link.has_value()) return absl::OkStatus();
  const GuestLink& link = *change.link;
  return transaction
      .Execute(kPutLinkSql, {Bytes{link.secret_hash}, link.grant.value(), ToValue(link.create_time),
                             ToValue(link.open_by), ToValue(link.open_time)})
      .status();
}

}  // namespace driehoek::access
