#include "placement/register/external_keys.h"

#include "shared/base/errors.h"

namespace driehoek::registry {

using storage::Row;
using storage::Rows;
using storage::TenantTransaction;
using storage::ToValue;

absl::StatusOr<KnownKeys> ExternalKeys::All(const TenantId& tenant, KeyKind kind,
                                            absl::Time deadline) const {
  KnownKeys known;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        known = {};
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute("SELECT external_id, resource_id FROM external_key "
                                "WHERE tenant_id = $1 AND kind = $2 ORDER BY external_id",
                                {std::string(NameOf(kind))}));
        for (const Row& row : rows) {
          known.resource_of.emplace(row.Text(0), row.Text(1));
          known.external_of.emplace(row.Text(1), row.Text(0));
        }
        return absl::OkStatus();
      }));
  return known;
}

absl::StatusOr<std::optional<std::string>> ExternalKeys::Find(const TenantId& tenant, KeyKind kind,
                                                              absl::string_view external_id,
                                                              absl::Time deadline) const {
  std::optional<std::string> found;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        found.reset();
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute("SELECT resource_id FROM external_key "
                                "WHERE tenant_id = $1 AND kind = $2 AND external_id = $3",
                                {std::string(NameOf(kind)), std::string(external_id)}));
        if (!rows.empty()) found = rows.front().Text(0);
        return absl::OkStatus();
      }));
  return found;
}

absl::StatusOr<bool> ExternalKeys::HasKey(const TenantId& tenant, KeyKind kind,
                                          const std::string& resource_id,
                                          absl::Time deadline) const {
  bool has_key = false;
  DRIEHOEK_RETURN_IF_ERROR(
      database_.Read(tenant, deadline, [&](TenantTransaction& transaction) -> absl::Status {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const Rows rows,
            transaction.Execute("SELECT external_id FROM external_key WHERE tenant_id = $1 "
                                "AND kind = $2 AND resource_id = $3 LIMIT 1",
                                {std::string(NameOf(kind)), resource_id}));
        has_key = !rows.empty();
        return absl::OkStatus();
      }));
  return has_key;
}

absl::Status ExternalKeys::Put(TenantTransaction& transaction, const NewKey& key, absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::int64_t stored,
      transaction.Change(
          "INSERT INTO external_key (tenant_id, kind, external_id, resource_id, create_time) "
          "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, kind, external_id) DO NOTHING",
          {std::string(NameOf(key.kind)), key.external_id, key.resource_id, ToValue(now)}));
  if (stored > 0) return absl::OkStatus();
  return Error(absl::StatusCode::kAborted, "EXTERNAL_ID_TAKEN",
               "another import gave out the same external id meanwhile");
}

}  // namespace driehoek::registry
