#include "server/tenants.h"

#include "shared/base/errors.h"

namespace driehoek::server {

absl::StatusOr<std::vector<TenantId>> ListTenants(storage::Database& database, absl::Time deadline) {
  std::vector<TenantId> tenants;
  DRIEHOEK_RETURN_IF_ERROR(database.Read(deadline, [&](storage::Transaction& transaction) -> absl::Status {
    tenants.clear();
    DRIEHOEK_ASSIGN_OR_RETURN(const storage::Rows rows,
                              transaction.Execute("SELECT tenant_id FROM institution ORDER BY tenant_id", {}));
    for (const storage::Row& row : rows) tenants.emplace_back(row.Text(0));
    return absl::OkStatus();
  }));
  return tenants;
}

}  // namespace driehoek::server
