#include "access/client_store.h"

#include <string>

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

constexpr char kBehindAll[] = "ffffffff-ffff-ffff-ffff-ffffffffffff";

constexpr char kGetSql[] = R"(
  SELECT client_id, display_name, role, secret_hash, revoked, created_us, version
  FROM api_client WHERE tenant_id = $1 AND client_id = $2)";

constexpr char kFindSecretSql[] = R"(
  SELECT client_id, display_name, role, secret_hash, revoked, created_us, version
  FROM api_client WHERE tenant_id = $1 AND secret_hash = $2)";

constexpr char kListSql[] = R"(
  SELECT client_id, display_name, role, secret_hash, revoked, created_us, version
  FROM api_client WHERE tenant_id = $1 AND client_id < $2 ORDER BY client_id DESC LIMIT $3)";

constexpr char kInsertSql[] = R"(
  INSERT INTO api_client (tenant_id, client_id, display_name, role, secret_hash, revoked,
                          created_us, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8))";

constexpr char kUpdateSql[] = R"(
  UPDATE api_client SET revoked = $3, version = version + 1
  WHERE tenant_id = $1 AND client_id = $2 AND version = $4)";

ApiClient ClientFrom(const Row& row) {
  return {.id = ApiClientId(row.Text(0)),
          .display_name = row.Text(1),
          .role = auth::ParseRole(row.Text(2)).value(),
          .secret_hash = row.Blob(3),
          .revoked = row.Bool(4),
          .create_time = row.Time(5),
          .version = row.Int(6)};
}

absl::StatusOr<std::vector<ApiClient>> ReadAll(storage::TenantDatabase& database,
                                               const TenantId& tenant, absl::Time deadline,
                                               absl::string_view sql,
                                               const std::vector<Value>& parameters) {
  std::vector<ApiClient> found;
  DRIEHOEK_RETURN_IF_ERROR(
      database.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(const Rows rows, transaction.Execute(sql, parameters));
        found.clear();
        for (const Row& row : rows) found.push_back(ClientFrom(row));
        return absl::OkStatus();
      }));
  return found;
}

absl::StatusOr<std::optional<ApiClient>> ReadOne(storage::TenantDatabase& database,
                                                 const TenantId& tenant, absl::Time deadline,
                                                 absl::string_view sql, const Value& parameter) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<ApiClient> found,
                            ReadAll(database, tenant, deadline, sql, {parameter}));
  if (found.empty()) return std::nullopt;
  return found.front();
}

}  // namespace

absl::StatusOr<std::optional<ApiClient>> ClientStore::Get(const TenantId& tenant,
                                                          const ApiClientId& id,
                                                          absl::Time deadline) {
  if (!IsUuid(id.value())) return std::nullopt;
  return ReadOne(database_, tenant, deadline, kGetSql, id.value());
}

absl::StatusOr<std::optional<ApiClient>> ClientStore::FindSecret(const TenantId& tenant,
                                                                 absl::string_view secret_hash,
                                                                 absl::Time deadline) {
  return ReadOne(database_, tenant, deadline, kFindSecretSql, Bytes{std::string(secret_hash)});
}

absl::StatusOr<std::vector<ApiClient>> ClientStore::List(const TenantId& tenant,
                                                         const ApiClientId& before, int limit,
                                                         absl::Time deadline) {
  return ReadAll(database_, tenant, deadline, kListSql,
                 {before.empty() ? kBehindAll : before.value(), std::int64_t{limit}});
}

absl::Status ClientStore::Write(TenantTransaction& transaction, const ApiClient& client) {
  if (client.version == 0) {
    return transaction
        .Execute(kInsertSql,
                 {client.id.value(), client.display_name, std::string(auth::RoleName(client.role)),
                  Bytes{client.secret_hash}, ToValue(client.revoked), ToValue(client.create_time),
                  std::int64_t{1}})
        .status();
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t updated,
      transaction.Change(kUpdateSql, {client.id.value(), ToValue(client.revoked), client.version}));
  if (updated > 0) return absl::OkStatus();
  return Error(absl::StatusCode::kAborted, "STALE_ETAG", "the client has changed: read it again");
}

}  // namespace driehoek::access
