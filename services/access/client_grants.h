// Makes API clients: what the handler and driehoekctl share.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "access/api_client.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"

namespace driehoek::access {

// A client under way to storage. Short-lived: it holds the credential, which is told once.
struct PreparedClient {
  ApiClient client;
  std::string credential;  // INSTITUTION.SECRET
};

// As MakeApiClient.
absl::StatusOr<PreparedClient> PrepareClient(const TenantId& tenant, absl::string_view display_name,
                                             absl::string_view role, IdSource& ids, absl::Time now);

// Makes and stores one, for driehoekctl. Audited as "driehoekctl".
absl::StatusOr<PreparedClient> CreateClientFromConsole(events::ChangeLog& change_log,
                                                       const TenantId& tenant,
                                                       absl::string_view display_name,
                                                       absl::string_view role, IdSource& ids,
                                                       absl::Time now, absl::Time deadline);

// "institutions/{tenant}/apiClients/{id}".
std::string ApiClientName(const TenantId& tenant, const ApiClientId& id);

}  // namespace driehoek::access
