#include "access/client_grants.h"

#include <utility>

#include "access/access_events.h"
#include "shared/auth/carried_secret.h"
#include "access/client_store.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::access {

std::string ApiClientName(const TenantId& tenant, const ApiClientId& id) {
  return MakeName(tenant, "apiClients", id.value());
}

absl::StatusOr<PreparedClient> PrepareClient(const TenantId& tenant, absl::string_view display_name,
                                             absl::string_view role, IdSource& ids,
                                             absl::Time now) {
  DRIEHOEK_ASSIGN_OR_RETURN(ApiClient client, MakeApiClient(display_name, role, now));
  auth::NewSecret secret = auth::MakeCarriedSecret(tenant);
  client.id = ApiClientId(ids.NewId());
  client.secret_hash = std::move(secret.hash);
  return PreparedClient{std::move(client), std::move(secret.text)};
}

absl::StatusOr<PreparedClient> CreateClientFromConsole(events::ChangeLog& change_log,
                                                       const TenantId& tenant,
                                                       absl::string_view display_name,
                                                       absl::string_view role, IdSource& ids,
                                                       absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(PreparedClient made,
                            PrepareClient(tenant, display_name, role, ids, now));
  const std::string name = ApiClientName(tenant, made.client.id);
  events::CommitPlan plan;
  plan.writes.push_back({name, 0});
  plan.audit.push_back({"driehoekctl", "driehoekctl api-client create", name, ""});
  plan.events.push_back(AccessEvent("client_created", name));
  DRIEHOEK_RETURN_IF_ERROR(change_log
                               .Commit(tenant, plan, deadline,
                                       [&](storage::TenantTransaction& transaction) {
                                         return ClientStore::Write(transaction, made.client);
                                       })
                               .status());
  made.client.version = 1;
  return made;
}

}  // namespace driehoek::access
